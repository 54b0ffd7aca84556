import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Batch } from '#shared/contract/batch.ts';
import { getBatch, getHealth } from './api.ts';
import type { Draft } from './drafts/draft.ts';
import { db } from './db.ts';
import {
	dismissBatch,
	enqueueBatch,
	giveBackDraft,
	readRefusedRows,
	returnRefusedBatch,
	startOutbox,
	takeBackFromOutbox,
	takeBackWhenReached
} from './outbox.ts';
import { ReceivingServer } from './outbox/receiving-server.ts';
import { syncOutbox } from './outbox/sync-outbox.ts';

const ORGANISATION = 'org-1';
const CHUNKS = 3;
/** Declare, three chunks, issue. */
const REQUESTS = 5;

let server: ReceivingServer;
let stop: () => void;
let batchId: string;

beforeEach(async () => {
	server = new ReceivingServer();
	vi.stubGlobal('fetch', server.fetch);
	batchId = crypto.randomUUID();
	await db.drafts.put({ id: 'draft-1', organisationId: ORGANISATION, batchId } as Draft);
});

afterEach(async () => {
	stop();
	vi.unstubAllGlobals();
	await Promise.all([db.outbox.clear(), db.outboxChunks.clear(), db.drafts.clear()]);
});

function start() {
	stop = startOutbox(ORGANISATION);
}

function enqueue(chunks = Array.from({ length: CHUNKS }, (_, n) => new Uint8Array([n, n, n]))) {
	return enqueueBatch({
		batchId,
		organisationId: ORGANISATION,
		draftId: 'draft-1',
		declaration: {
			label: 'Spring',
			rowCount: chunks.length,
			chunks: chunks.map((_, n) => String(n).repeat(64)),
			definitions: [{ id: 'D3V2-QMHQ', version: 1 }]
		},
		chunks
	});
}

async function untilEntry(state: string, timeout = 4000) {
	await expect.poll(async () => (await db.outbox.get(batchId))?.state, { timeout }).toBe(state);
	return (await db.outbox.get(batchId))!;
}

async function untilFailed() {
	await expect.poll(async () => (await db.outbox.get(batchId))?.failures, { timeout: 4000 }).toBe(1);
}

const draftBatch = async () => (await db.drafts.get('draft-1'))?.batchId;

test('a batch is declared, sent in chunks, issued, and then no longer kept here', async () => {
	start();
	await enqueue();
	const entry = await untilEntry('held');
	expect(entry.heldUntil).toBe('2026-11-20T10:10:01Z');
	expect(server.requests).toEqual(['PUT ', 'PUT /chunks/0', 'PUT /chunks/1', 'PUT /chunks/2', 'POST /issue']);
	expect(await db.outboxChunks.count()).toBe(0);
	expect([...(server.chunks.get('2') ?? [])]).toEqual([2, 2, 2]);
	expect(await draftBatch()).toBe(batchId);
});

for (const how of ['unheard', 'unanswered', '503', '429'] as const)
	for (let at = 1; at <= REQUESTS; at++)
		test(`request ${at} of ${REQUESTS} fails (${how}): issued once after all, and no chunk sent in vain`, async () => {
			server.cut = { at, how };
			start();
			await enqueue();
			await untilFailed();
			dispatchEvent(new Event('online'));
			await untilEntry('held');
			expect(server.issues).toBe(1);
			expect(server.chunks.size).toBe(CHUNKS);
			const chunkRequests = server.requests.filter((line) => line.includes('/chunks/'));
			const isChunk = at > 1 && at < REQUESTS;
			// They leave side by side, and the server's own count tells that none is missing, although an answer was lost.
			const isMissing = isChunk && how !== 'unanswered';
			expect(chunkRequests.length).toBe(CHUNKS + (isMissing ? 1 : 0));
		});

test('a failed attempt is repeated by itself', async () => {
	server.cut = { at: 1, how: 'unheard' };
	start();
	await enqueue();
	await untilEntry('held');
});

test('what a server that asks for patience has named is waited for', async () => {
	server.cut = { at: 1, how: '429' };
	start();
	const before = Date.now();
	await enqueue();
	await untilFailed();
	dispatchEvent(new Event('online'));
	await untilEntry('held');
	expect(Date.now()).toBeGreaterThanOrEqual(before + 1000);
});

test('a sign-in that comes while the server asks for patience is used once that time is over', async () => {
	await enqueue();
	await db.outbox.update(batchId, {
		state: 'needs-attention',
		attention: { kind: 'sign-in-needed' },
		notBeforeAt: Date.now() + 1000
	});
	start();
	await untilEntry('held');
});

test('nothing is sent before somebody is signed in, nor for another organisation', async () => {
	stop = startOutbox('org-2');
	await enqueue();
	dispatchEvent(new Event('online'));
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(server.requests).toEqual([]);
	stop();
	start();
	await untilEntry('held');
});

test('two senders at once (two tabs) send it once', async () => {
	start();
	const second = startOutbox(ORGANISATION);
	await enqueue();
	dispatchEvent(new Event('online'));
	dispatchEvent(new Event('online'));
	await untilEntry('held');
	expect(server.requests.length).toBe(REQUESTS);
	second();
});

test('a definition that changed gives the draft back with the rows, and is never sent again', async () => {
	server.refusal = { ending: 'POST /issue', status: 409, code: 'definition-changed', rows: ['r1', 'r2'] };
	start();
	await enqueue();
	const entry = await untilEntry('needs-attention');
	expect(entry.attention).toMatchObject({ kind: 'definition-changed', rowKeys: ['r1', 'r2'] });
	await expect.poll(draftBatch).toBeNull();
	expect(await db.outboxChunks.count()).toBe(0);
	const asked = server.requests.length;
	dispatchEvent(new Event('online'));
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(server.requests.length).toBe(asked);
	expect(server.issues).toBe(0);
});

test('a refused batch gives its draft back only when the server has let go of it', async () => {
	server.refusal = { ending: 'POST /issue', status: 409, code: 'definition-changed', rows: ['r1'] };
	let isCut = true;
	vi.stubGlobal('fetch', (input: string, options: RequestInit) => {
		const isLost = isCut && input.endsWith('/take-back');
		return isLost ? Promise.reject(new TypeError('Failed to fetch')) : server.fetch(input, options);
	});
	start();
	await enqueue();
	await untilFailed();
	expect(await draftBatch()).toBe(batchId);
	expect(await readRefusedRows('draft-1')).toBeNull();
	isCut = false;
	dispatchEvent(new Event('online'));
	await expect.poll(draftBatch).toBeNull();
	expect(server.state).toBe('taken-back');
	expect((await readRefusedRows('draft-1'))?.rowKeys).toEqual(['r1']);
});

test('a row that the server refuses gives the draft back', async () => {
	server.refusal = { ending: '/chunks/1', status: 422, code: 'row-invalid', rows: ['r7'] };
	start();
	await enqueue();
	expect((await untilEntry('needs-attention')).attention).toMatchObject({
		kind: 'row-invalid',
		rowKeys: ['r7']
	});
	await expect.poll(draftBatch).toBeNull();
});

test('an expired sign-in keeps the batch, and it goes on afterwards', async () => {
	server.refusal = { ending: '/chunks/1', status: 401, code: 'sign-in-needed' };
	start();
	await enqueue();
	expect((await untilEntry('needs-attention')).attention).toEqual({ kind: 'sign-in-needed' });
	expect(await draftBatch()).toBe(batchId);
	server.refusal = null;
	dispatchEvent(new Event('online'));
	await untilEntry('held');
	expect(server.issues).toBe(1);
});

test('a refusal is not repeated; the person gets the draft back', async () => {
	server.refusal = { ending: 'PUT ', status: 409, code: 'content-conflict' };
	start();
	await enqueue();
	await untilEntry('needs-attention');
	dispatchEvent(new Event('online'));
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(server.requests.length).toBe(1);
	await returnRefusedBatch(batchId);
	expect(await draftBatch()).toBeNull();
	expect(await db.outbox.count()).toBe(0);
});

test('a chunk that the server lost is sent again', async () => {
	start();
	server.cut = { at: REQUESTS, how: 'unheard' };
	await enqueue();
	await untilFailed();
	server.chunks.delete('1');
	dispatchEvent(new Event('online'));
	await untilEntry('held');
	expect(server.chunks.size).toBe(CHUNKS);
	expect(server.issues).toBe(1);
});

test('taken back before anything left the device: the server is never asked', async () => {
	stop = startOutbox('org-2');
	await enqueue();
	stop();
	await db.outbox.update(batchId, { takingBack: true });
	start();
	await expect.poll(() => db.outbox.count()).toBe(0);
	expect(server.requests).toEqual([]);
	expect(await draftBatch()).toBeNull();
});

test('taken back after the answer to the issue request was lost: the server takes it back first', async () => {
	server.cut = { at: REQUESTS, how: 'unanswered' };
	start();
	await enqueue();
	await untilFailed();
	expect(await draftBatch()).toBe(batchId);
	await takeBackFromOutbox(batchId);
	expect(server.state).toBe('taken-back');
	expect(await draftBatch()).toBeNull();
	expect(await db.outbox.count()).toBe(0);
});

test('a connection that comes back without the browser’s word for it is used at once', async () => {
	server.cut = { at: 1, how: 'unheard' };
	start();
	await enqueue();
	await untilFailed();
	await db.outbox.update(batchId, { dueAt: Date.now() + 60_000 });
	await getHealth();
	await untilEntry('held', 8000);
});

test('a device’s clock that was set back keeps no batch waiting', async () => {
	server.cut = { at: 1, how: 'unheard' };
	start();
	await enqueue();
	await untilFailed();
	stop();
	await db.outbox.update(batchId, { dueAt: Date.now() + 5 * 60 * 60_000, notBeforeAt: 0 });
	start();
	await untilEntry('held');
});

test('a copy that the server no longer understands keeps its batch back until a newer one opens', async () => {
	server.refusal = { ending: 'PUT ', status: 400, code: 'protocol-unsupported' };
	start();
	await enqueue();
	expect((await untilEntry('needs-attention')).attention).toMatchObject({ code: 'protocol-unsupported' });
	expect(await draftBatch()).toBe(batchId);
	expect(await db.outboxChunks.count()).toBe(CHUNKS);
	dispatchEvent(new Event('online'));
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(server.requests.length).toBe(1);
	stop();
	server.refusal = null;
	start();
	await untilEntry('held');
	expect(server.issues).toBe(1);
});

test('with no page open the service worker sends it', async () => {
	stop = () => {};
	await enqueue();
	expect(await syncOutbox()).toBe(false);
	expect((await untilEntry('held')).heldUntil).not.toBeNull();
	expect(server.issues).toBe(1);
});

test('what the service worker could not send waits, and it says so', async () => {
	stop = () => {};
	server.cut = { at: 3, how: 'unanswered' };
	await enqueue();
	expect(await syncOutbox()).toBe(true);
	expect((await db.outbox.get(batchId))?.state).toBe('waiting');
	expect(await syncOutbox()).toBe(false);
	expect(server.issues).toBe(1);
});

test('signed out, or in to another organisation: nothing lands there, and the batch asks for its sign-in', async () => {
	stop = () => {};
	server.signedInto = 'org-2';
	await enqueue();
	expect(await syncOutbox()).toBe(false);
	expect((await untilEntry('needs-attention')).attention).toEqual({ kind: 'sign-in-needed' });
	expect(server.declaration).toBeNull();
	// Taken back meanwhile: another organisation's server answer must not stand for this one's.
	await db.outbox.update(batchId, { takingBack: true, issueAsked: true });
	await syncOutbox();
	expect(await draftBatch()).toBe(batchId);
	await db.outbox.update(batchId, { takingBack: false, issueAsked: false });
	server.signedInto = ORGANISATION;
	expect(await syncOutbox()).toBe(false);
	await untilEntry('held');
});

test('two tabs and the service worker at once send it once', async () => {
	start();
	const second = startOutbox(ORGANISATION);
	await enqueue();
	dispatchEvent(new Event('online'));
	await Promise.all([syncOutbox(), syncOutbox()]);
	await untilEntry('held');
	expect(server.requests.length).toBe(REQUESTS);
	second();
});

test('taken back while it was being sent, and the connection gone: the draft is free, and the server is told later', async () => {
	server.cut = { at: 3, how: 'unanswered' };
	start();
	await enqueue();
	await untilFailed();
	server.cut = { at: 5, how: 'unheard' };
	expect(await takeBackFromOutbox(batchId)).toBe('taken-back');
	expect(await draftBatch()).toBeNull();
	expect(await db.outbox.get(batchId)).toMatchObject({ takingBack: true, givenBack: true });
	// Issued again under another batch meanwhile: that one is not touched.
	await db.drafts.update('draft-1', { batchId: 'another' });
	dispatchEvent(new Event('online'));
	await expect.poll(() => db.outbox.count()).toBe(0);
	expect([server.state, server.issues]).toEqual(['taken-back', 0]);
	expect(await draftBatch()).toBe('another');
});

test('taken back offline after it was held: the wish outlives the app, and the draft waits for the server', async () => {
	start();
	await enqueue();
	await untilEntry('held');
	server.cut = { at: REQUESTS + 1, how: 'unheard' };
	expect(await takeBackFromOutbox(batchId)).toBe('asked');
	expect(await draftBatch()).toBe(batchId);
	stop();
	start();
	await expect.poll(() => db.outbox.count()).toBe(0);
	expect(server.state).toBe('taken-back');
	expect(await draftBatch()).toBeNull();
});

test('held by another device and taken back here without a connection: the wish is kept, and done with the next one', async () => {
	start();
	await enqueue();
	await untilEntry('held');
	const answer = await getBatch(batchId, ORGANISATION);
	await db.outbox.clear();
	server.cut = { at: REQUESTS + 2, how: 'unheard' };
	expect(answer.ok).toBe(true);
	const held = (answer as { value: Batch }).value;
	expect(await takeBackWhenReached(held, { organisationId: ORGANISATION, draftId: null })).toBe('asked');
	stop();
	start();
	await expect.poll(() => db.outbox.count()).toBe(0);
	expect(server.state).toBe('taken-back');
	expect(server.requests.filter((line) => line === 'POST /take-back')).toHaveLength(2);
});

test('a wish that waits for the server is not put away with what was read', async () => {
	start();
	await enqueue();
	await untilEntry('held');
	server.cut = { at: REQUESTS + 1, how: 'unheard' };
	expect(await takeBackFromOutbox(batchId)).toBe('asked');
	await dismissBatch(batchId);
	expect(await db.outbox.get(batchId)).toMatchObject({ takingBack: true });
});

test('too late, and put away by another tab in that moment: it is not told as taken back', async () => {
	start();
	await enqueue();
	await untilEntry('held');
	server.refusal = { ending: 'POST /take-back', status: 409, code: 'state-conflict' };
	server.state = 'issued';
	const gone = vi.spyOn(db.outbox, 'get');
	gone.mockImplementation((async (id: string) => {
		const entry = await db.outbox.where({ batchId: id }).first();
		return server.requests.includes('POST /take-back') && !entry?.takingBack ? undefined : entry;
	}) as never);
	expect(await takeBackFromOutbox(batchId)).toBe('too-late');
	gone.mockRestore();
});

test('taken back too late: the batch stays what the server says', async () => {
	start();
	await enqueue();
	await untilEntry('held');
	server.state = 'issued';
	server.refusal = { ending: 'POST /take-back', status: 409, code: 'state-conflict' };
	expect(await takeBackFromOutbox(batchId)).toBe('too-late');
	expect(await draftBatch()).toBe(batchId);
});

test('rows that are issued elsewhere are named, and stay known for the draft until the person has read it', async () => {
	const row = {
		credentialId: crypto.randomUUID(),
		definitionId: 'D3V2-QMHQ',
		contact: '',
		expiration: 'never'
	};
	const rows = ['Ada', 'Bo'].map((firstName) => ({
		...row,
		key: firstName,
		firstName,
		lastName: 'Lund',
		values: []
	}));
	server.refusal = { ending: 'POST /issue', status: 409, code: 'content-conflict', rows: ['Bo'] };
	start();
	await enqueue([new TextEncoder().encode(JSON.stringify({ rows }))]);
	const { attention } = await untilEntry('needs-attention');
	expect(attention).toEqual({
		kind: 'refused',
		code: 'content-conflict',
		rowKeys: ['Bo'],
		names: ['Bo Lund']
	});
	expect(await readRefusedRows('draft-1')).toBeNull();
	await returnRefusedBatch(batchId);
	expect(await draftBatch()).toBeNull();
	expect(await readRefusedRows('draft-1')).toEqual(attention);
	await dismissBatch(batchId);
	expect(await readRefusedRows('draft-1')).toBeNull();
});

test('what the server told another organisation frees no draft of this one', async () => {
	vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('no network')));
	start();
	await enqueue();
	await giveBackDraft(batchId, 'org-2');
	expect([(await db.outbox.get(batchId))?.state, await draftBatch()]).toEqual([expect.any(String), batchId]);
	await giveBackDraft(batchId, ORGANISATION);
	expect([await db.outbox.get(batchId), await draftBatch()]).toEqual([undefined, null]);
});
