import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HistoryChange } from '#shared/contract/history.ts';
import { db } from '../db.ts';
import { beginAnew } from './history-store.ts';
import { mirrorThread } from './mirror-thread.ts';
import { pullAll } from './pull.ts';
import { TellingServer } from './telling-server.ts';
import { batch } from './told-batch.ts';

const ORGANISATION = 'org-1';
const BATCH = '1c0f6a52-6b0e-4f3e-9d55-7a3c1f0e9b11';
const OTHER = '2c0f6a52-6b0e-4f3e-9d55-7a3c1f0e9b11';
const OF_BATCH = { organisationId: ORGANISATION, batchId: BATCH };
const ALL = { search: '', state: '', delivery: '' } as const;

let server: TellingServer;

beforeEach(() => {
	server = new TellingServer(ORGANISATION);
	server.batches = [batch(BATCH, { label: 'Tuesday' }), batch(OTHER, { label: 'Wednesday' })];
	vi.stubGlobal('fetch', server.fetch);
});

afterEach(async () => {
	vi.unstubAllGlobals();
	await Promise.all(db.tables.map((table) => table.clear()));
});

const pull = () => pullAll(ORGANISATION, 'everything');
const mailed = (state: string, code: string | null = null) =>
	({ delivery: { state, at: '2026-11-23T12:00:00.000Z', code } }) as Partial<HistoryChange>;

function change(number: number, more: Partial<HistoryChange> = {}): HistoryChange {
	return {
		credentialId: `credential-${number}`,
		definitionId: 'D3V2-QMHQ',
		firstName: 'Zoë',
		lastName: `Ångström ${number}`,
		contact: `zoe.${number}@example.com`,
		validFrom: new Date(Date.UTC(2026, 10, 1) + number * 1000).toISOString(),
		validUntil: null,
		state: 'issued',
		batchId: BATCH,
		position: number,
		revokedAt: null,
		revokedReason: null,
		delivery: null,
		...more
	};
}

async function rowsOf(query: Partial<Parameters<typeof mirrorThread.searchRows>[1]> = {}, limit = 100) {
	const found = await mirrorThread.searchRows(OF_BATCH, { ...ALL, ...query }, limit);
	return found?.rows.map(({ credentialId }) => Number(credentialId.slice('credential-'.length)));
}

async function recipients(search = '', limit = 100) {
	const found = await mirrorThread.searchRecipients(ORGANISATION, search, limit);
	return found?.recipients.map(({ credentialId }) => Number(credentialId.slice('credential-'.length)));
}

test('nothing is told before anything was pulled', async () => {
	expect([await rowsOf(), await recipients()]).toEqual([undefined, undefined]);
});

describe('a batch', () => {
	test('is its rows in the order of the draft, each as it was told last', async () => {
		server.told = [
			change(2, { state: 'held' }),
			change(0, { state: 'held' }),
			change(9, { batchId: OTHER }),
			change(1, { state: 'held' }),
			change(0, mailed('delivered')),
			change(2, { state: 'revoked', revokedReason: 'Wrong course', revokedAt: '2026-11-23T13:00:00.000Z' })
		];
		await pull();
		const found = await mirrorThread.searchRows(OF_BATCH, ALL, 2);
		expect([found?.known, found?.more]).toEqual([3, true]);
		expect(found?.rows).toMatchObject([
			{ credentialId: 'credential-0', state: 'issued', delivery: { state: 'delivered', code: null } },
			// What a held row will be is not what it is.
			{ credentialId: 'credential-1', state: 'held', validFrom: null, delivery: null }
		]);
		expect(await rowsOf({ state: 'revoked' })).toEqual([2]);
	});

	test('is searched by names and contacts whatever their case and accents, and by state and mail', async () => {
		server.told = [
			change(0, mailed('bounced', '5.1.1')),
			change(1, { firstName: 'José', lastName: 'Núñez', ...mailed('delivered') }),
			change(2, { state: 'superseded', ...mailed('bounced') })
		];
		await pull();
		expect(await rowsOf({ search: 'NUNEZ' })).toEqual([1]);
		expect(await rowsOf({ search: 'zoe.2@' })).toEqual([2]);
		expect(await rowsOf({ delivery: 'bounced' })).toEqual([0, 2]);
		expect(await rowsOf({ delivery: 'bounced', state: 'issued' })).toEqual([0]);
		expect(await rowsOf({ search: 'nobody' })).toEqual([]);
	});

	test('has as its failures what the error report has', async () => {
		server.told = [
			change(0, mailed('bounced', '5.1.1')),
			change(1, mailed('delivered')),
			change(2, mailed('failed', 'revoked')),
			change(3, mailed('delayed')),
			change(4, mailed('complained'))
		];
		await pull();
		const failures = async () =>
			(await mirrorThread.listFailures(OF_BATCH))?.map(({ credentialId }) => credentialId.slice(11));
		expect(await failures()).toEqual(['0', '4']);
		// What is still delayed when the batch is settled was given up.
		server.batches.push(batch(BATCH, { state: 'issued', settledAt: '2026-11-23T14:00:00.000Z' }));
		await pull();
		expect(await failures()).toEqual(['0', '3', '4']);
	});
});

describe('past recipients', () => {
	test('are everything that was issued, newest first, with the label of its batch', async () => {
		server.told = [
			change(1),
			change(2, { state: 'held' }),
			change(3, { state: 'gone' }),
			change(4, { state: 'revoked', batchId: OTHER }),
			change(5, { state: 'superseded', ...mailed('bounced', '5.1.1') })
		];
		await pull();
		expect(await recipients()).toEqual([5, 4, 1]);
		const found = await mirrorThread.searchRecipients(ORGANISATION, 'angstrom', 2);
		expect(found?.recipients[0]?.delivery).toMatchObject({ state: 'bounced', code: '5.1.1' });
		expect(found?.recipients.map(({ batchLabel }) => batchLabel)).toEqual(['Tuesday', 'Wednesday']);
		expect(found?.more).toBe(true);
	});

	test('are up to date after each pull, and when the history begins anew', async () => {
		server.told = Array.from({ length: 1500 }, (_, number) => change(number));
		await pull();
		expect((await recipients('', 5000))?.length).toBe(1500);
		server.told.push(change(1500), change(3, { state: 'gone' }), change(7, { lastName: 'Renamed' }));
		await pull();
		expect(await recipients('', 1)).toEqual([1500]);
		expect((await recipients('', 5000))?.length).toBe(1500);
		expect(await recipients('renamed')).toEqual([7]);

		await beginAnew(ORGANISATION);
		expect(await recipients()).toBeUndefined();
		server.told = [change(2), change(1)];
		await pull();
		expect(await recipients()).toEqual([2, 1]);
	});

	test('of another organisation are not among them', async () => {
		server.told = [change(1)];
		await pull();
		expect(await mirrorThread.searchRecipients('org-2', '', 10)).toBeNull();
	});
});

test('100,000 changes are searched in the thread while the page goes on', async () => {
	server.told = Array.from({ length: 100_000 }, (_, number) => change(number, mailed('delivered')));
	// The server of the test lives in the page too: its answers are made before.
	const answers = new Map<string, Response>();
	for (let from = 0; from < 100_000; from += 2000) {
		const [told, end] = [server.told.slice(from, from + 2000), from + 2000];
		const page = { organisationId: ORGANISATION, changes: told, cursor: `${end}.0`, more: end < 100_000 };
		answers.set(from ? `${from}.0` : '', Response.json(page, { headers: { 'x-request-id': 'r' } }));
	}
	vi.stubGlobal('fetch', async (input: string) => {
		const url = new URL(input, location.href);
		if (!url.pathname.endsWith('/history')) return server.fetch(url);
		return answers.get(url.searchParams.get('cursor') ?? '')!;
	});
	await pull();
	expect(await recipients('zoe.99999@')).toEqual([99_999]);
	expect((await recipients('zoe.5000'))?.slice(0, 2)).toEqual([50_009, 50_008]);
	expect((await rowsOf())?.length).toBe(100);
}, 60_000);
