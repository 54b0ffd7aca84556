import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HistoryChange } from '#shared/contract/history.ts';
import { db } from '../db.ts';
import type { OutboxBatch } from '../outbox/outbox-batch.ts';
import { history } from './history.svelte.ts';
import { TellingServer } from './telling-server.ts';

const ORGANISATION = 'org-1';

let server: TellingServer;
let end: () => void;

beforeEach(() => {
	server = new TellingServer(ORGANISATION);
	server.told = [change('a')];
	vi.stubGlobal('fetch', server.fetch);
	end = history.follow(ORGANISATION);
});

afterEach(async () => {
	end();
	vi.unstubAllGlobals();
	await Promise.all([db.issued, db.issuedCursors, db.outbox].map((table) => table.clear()));
});

function change(credentialId: string): HistoryChange {
	return {
		credentialId,
		definitionId: 'D3V2-QMHQ',
		firstName: 'Zoë',
		lastName: 'Wang',
		contact: 'zoe@example.com',
		validFrom: '2026-11-01T10:00:00.000Z',
		validUntil: null,
		state: 'issued',
		batchId: '5c0f6a52-6b0e-4f3e-9d55-7a3c1f0e9b11',
		position: 0,
		revokedAt: null,
		revokedReason: null,
		delivery: null
	};
}

const pulled = () => db.issuedCursors.get(ORGANISATION).then((cursor) => cursor?.changes);
const asked = () => server.requests.length;

test('is pulled when the app opens, and says as of when', async () => {
	expect(history.asOf).toBeNull();
	const before = Date.now();
	await expect.poll(() => history.asOf).toBeGreaterThanOrEqual(before);
	expect(await pulled()).toBe(1);
});

test('is pulled again once the server has taken a batch', async () => {
	await expect.poll(pulled).toBe(1);
	const batch = { batchId: 'b', organisationId: ORGANISATION, state: 'sending' } as OutboxBatch;
	await db.outbox.put(batch);
	server.told.push(change('b'));
	await new Promise((resolve) => setTimeout(resolve, 50));
	expect(asked()).toBe(1);
	await db.outbox.put({ ...batch, state: 'held' });
	await expect.poll(pulled).toBe(2);
});

test('what happens during a pull is asked for after it, in one', async () => {
	await expect.poll(pulled).toBe(1);
	server.requests = [];
	let goOn = () => {};
	server.meanwhile = () => new Promise((resolve) => (goOn = resolve));
	const first = history.refresh();
	await expect.poll(asked).toBe(1);
	server.told.push(change('b'));
	server.meanwhile = async () => {};
	const others = [history.refresh(), history.refresh(), history.refresh()];
	goOn();
	await Promise.all([first, ...others]);
	expect([asked(), await pulled()]).toEqual([2, 2]);
});

test('is left alone where nobody follows it', async () => {
	await expect.poll(pulled).toBe(1);
	end();
	server.told.push(change('b'));
	await history.refresh();
	document.dispatchEvent(new Event('visibilitychange'));
	expect([asked(), history.asOf]).toEqual([1, null]);
});

test('is pulled when the app is looked at again', async () => {
	await expect.poll(pulled).toBe(1);
	server.told.push(change('b'));
	document.dispatchEvent(new Event('visibilitychange'));
	await expect.poll(pulled).toBe(2);
});
