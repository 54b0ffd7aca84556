import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HistoryChange } from '#shared/contract/history.ts';
import { db } from '../db.ts';
import type { OutboxBatch } from '../outbox/outbox-batch.ts';
import { history } from './history.svelte.ts';
import { mirror } from './mirror.svelte.ts';
import type { GivenBack } from './give-back-drafts.ts';
import { batch as batchOf } from './told-batch.ts';
import { TellingServer } from './telling-server.ts';

const ORGANISATION = 'org-1';
const [b1, b2, b3] = ['1', '2', '3'].map((first) => `${first}c0f6a52-6b0e-4f3e-9d55-7a3c1f0e9b11`) as [
	string,
	string,
	string
];

let server: TellingServer;
let end: () => void;
let givenBack: GivenBack[];

beforeEach(() => {
	server = new TellingServer(ORGANISATION);
	server.told = [change('a')];
	vi.stubGlobal('fetch', server.fetch);
	givenBack = [];
	end = mirror.follow(ORGANISATION, (drafts) => givenBack.push(...drafts));
});

afterEach(async () => {
	end();
	vi.unstubAllGlobals();
	await Promise.all(db.tables.map((table) => table.clear()));
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
const asked = () =>
	server.requests.filter((search) => search.startsWith('?limit') || search.includes('.0&')).length;

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
	const first = mirror.refresh();
	await expect.poll(() => server.requests.length).toBe(1);
	server.told.push(change('b'));
	server.meanwhile = async () => {};
	const others = [mirror.refresh(), mirror.refresh(), mirror.refresh()];
	goOn();
	await Promise.all([first, ...others]);
	expect([asked(), await pulled()]).toEqual([2, 2]);
});

test('is left alone where nobody follows it', async () => {
	await expect.poll(pulled).toBe(1);
	end();
	server.told.push(change('b'));
	await mirror.refresh();
	document.dispatchEvent(new Event('visibilitychange'));
	expect([asked(), history.asOf]).toEqual([1, null]);
});

test('is pulled when the app is looked at again', async () => {
	await expect.poll(pulled).toBe(1);
	server.told.push(change('b'));
	document.dispatchEvent(new Event('visibilitychange'));
	await expect.poll(pulled).toBe(2);
});

test('while a batch moves, only the batches are asked for, and the rest once one has changed', async () => {
	server.batches = [batchOf(b1, { state: 'issuing' })];
	await expect.poll(pulled).toBe(1);
	await mirror.refresh();
	server.requests = [];
	await mirror.refresh('moving');
	expect(server.requests).toEqual(['batches/changes?cursor=1']);
	server.batches.push(batchOf(b1, { state: 'issued', settledAt: '2026-11-23T12:00:00.000Z' }));
	server.told.push(change('a'));
	server.requests = [];
	await mirror.refresh('moving');
	expect(server.requests).toEqual([
		'batches/changes?cursor=1',
		'definitions?cursor=0',
		'?cursor=1.0&limit=2000'
	]);
	expect((await db.batches.get([ORGANISATION, b1]))?.batch.state).toBe('issued');
	expect(mirror.batchesAsOf).not.toBeNull();
});

test('it says that the server did not answer, and keeps what it has', async () => {
	await expect.poll(pulled).toBe(1);
	expect(mirror.state).toBe('answered');
	server.cutFrom = 0;
	await mirror.refresh();
	expect([mirror.state, await pulled()]).toEqual(['unanswered', 1]);
});

test('a full device keeps what it has, and the pull after it goes on', async () => {
	await expect.poll(pulled).toBe(1);
	server.told.push(change('b'));
	// A browser cannot be filled from a page.
	const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
		throw new DOMException('', 'QuotaExceededError');
	});
	await mirror.refresh();
	full.mockRestore();
	expect([mirror.state, await pulled()]).toEqual(['unanswered', 1]);
	await mirror.refresh();
	expect([mirror.state, await pulled()]).toEqual(['answered', 2]);
});

test('a draft whose batch was taken back on another device is free again, and told of once', async () => {
	const draft = (id: string, batchId: string) => ({ id, batchId, organisationId: ORGANISATION }) as never;
	await db.drafts.bulkPut([draft('mine', b1), draft('other', b2), draft('sending', b3)]);
	const entry = {
		batchId: b1,
		organisationId: ORGANISATION,
		draftId: 'mine',
		state: 'held'
	} as OutboxBatch;
	await db.outbox.bulkPut([entry, { ...entry, batchId: b3, draftId: 'sending', state: 'sending' }]);
	server.batches = [b1, b2, b3].map((id) => batchOf(id, { state: 'held', label: `Course ${id[0]}` }));
	await mirror.refresh();
	expect(givenBack).toEqual([]);

	server.batches.push(
		...[b1, b3].map((id) => batchOf(id, { state: 'taken-back', label: `Course ${id[0]}` }))
	);
	await mirror.refresh('moving');
	await mirror.refresh('moving');
	expect(givenBack).toEqual([{ draftId: 'mine', label: 'Course 1' }]);
	const drafts = await db.drafts.bulkGet(['mine', 'other', 'sending']);
	// What is still being sent is left to the outbox, which asks the server itself.
	expect(drafts.map((kept) => kept?.batchId)).toEqual([null, b2, b3]);
	expect(await db.outbox.get(b1)).toBeUndefined();
});

test('a draft whose batch nobody knows is free again, by the server’s word alone', async () => {
	const draft = { id: 'lost', batchId: b1, organisationId: ORGANISATION, label: 'Between' };
	await db.drafts.put(draft as never);
	await db.drafts.put({ ...draft, id: 'of-another', organisationId: 'org-2' } as never);
	server.cutFrom = 0;
	await mirror.refresh();
	expect((await db.drafts.get('lost'))?.batchId).toBe(b1);
	server.cutFrom = Infinity;
	await mirror.refresh();
	expect(givenBack).toEqual([{ draftId: 'lost', label: 'Between' }]);
	expect((await db.drafts.bulkGet(['lost', 'of-another'])).map((kept) => kept?.batchId)).toEqual([null, b1]);
});
