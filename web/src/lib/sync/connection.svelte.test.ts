import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { getHealth } from '../api.ts';
import { connection } from './connection.svelte.ts';

let isUp = true;
const fetched = vi.fn(async () => {
	if (!isUp) throw new TypeError('Failed to fetch');
	return Response.json({ demo: false }, { headers: { 'x-request-id': 'r' } });
});
let end: () => void;
const regained = vi.fn();

beforeEach(() => {
	isUp = true;
	vi.stubGlobal('fetch', fetched);
	end = connection.watch(regained);
});

afterEach(async () => {
	isUp = true;
	await getHealth();
	end();
	vi.useRealTimers();
	vi.unstubAllGlobals();
	vi.clearAllMocks();
});

test('a browser that wrongly says it is offline is not believed', async () => {
	dispatchEvent(new Event('offline'));
	await expect.poll(() => fetched.mock.calls.length).toBe(1);
	expect(connection.reached).toBe(true);
});

test('a browser that wrongly says it is online is not believed either', async () => {
	isUp = false;
	await getHealth();
	expect(connection.reached).toBe(false);
	dispatchEvent(new Event('online'));
	await expect.poll(() => fetched.mock.calls.length).toBe(2);
	expect(connection.reached).toBe(false);
});

test('while there is no answer the server is asked again, ever more rarely, and its return is noticed without an event', async () => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	isUp = false;
	await getHealth();
	await vi.advanceTimersByTimeAsync(10 * 60_000);
	const asked = fetched.mock.calls.length;
	expect(asked).toBeGreaterThan(10);
	expect(asked).toBeLessThan(70);
	expect(connection.reached).toBe(false);
	regained.mockClear();
	isUp = true;
	await vi.advanceTimersByTimeAsync(60_000);
	expect(connection.reached).toBe(true);
	await vi.advanceTimersByTimeAsync(10_000);
	expect(regained).toHaveBeenCalledOnce();
	const done = fetched.mock.calls.length;
	await vi.advanceTimersByTimeAsync(10 * 60_000);
	expect(fetched.mock.calls.length).toBe(done);
});

test('a page that looks no longer asks no longer', async () => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	isUp = false;
	await getHealth();
	end();
	const before = fetched.mock.calls.length;
	await vi.advanceTimersByTimeAsync(10 * 60_000);
	expect(fetched.mock.calls.length).toBe(before);
});
