import type { Batch } from '#shared/contract/batch.ts';
import { db } from '../db.ts';
import type { Attention, OutboxBatch, OutboxChunk, TakenBackBatch } from './outbox-batch.ts';

/** Chunks read into memory at once while sending; a large batch must not be held twice. */
const CHUNKS_AT_ONCE = 8;

/**
 * Puts the batch and all its chunks down, and binds its draft, in one transaction: after it, closing the app loses nothing,
 * and no draft is free whose batch may be sent.
 */
export async function addBatch(batch: OutboxBatch, chunks: OutboxChunk[]): Promise<void> {
	await db.transaction('rw', db.outbox, db.outboxChunks, db.drafts, async () => {
		const bound = (await db.drafts.get(batch.draftId))?.batchId;
		if (bound && bound !== batch.batchId) throw new Error('The draft has become another batch meanwhile.');
		await db.outbox.add(batch);
		await db.drafts.update(batch.draftId, { batchId: batch.batchId });
		await db.outboxChunks.bulkAdd(chunks);
	});
}

export function readBatch(batchId: string): Promise<OutboxBatch | undefined> {
	return db.outbox.get(batchId);
}

export function listBatches(): Promise<OutboxBatch[]> {
	return db.outbox.toArray();
}

export async function changeBatch(batchId: string, change: Partial<OutboxBatch>): Promise<void> {
	await db.outbox.update(batchId, change);
}

/** Written before the first request leaves: from here on only the server can say that nothing was issued. */
export async function markBegun(batchId: string): Promise<void> {
	await changeBatch(batchId, { begun: true, state: 'sending', attention: null });
}

/** The chunks that the server has not acknowledged, in order. */
export async function* readChunks(batchId: string): AsyncGenerator<OutboxChunk> {
	for await (const chunk of readAllChunks(batchId)) if (!chunk.acknowledged) yield chunk;
}

export async function* readAllChunks(batchId: string): AsyncGenerator<OutboxChunk> {
	const keys = await db.outboxChunks
		.where('[batchId+index]')
		.between([batchId, 0], [batchId, Infinity])
		.primaryKeys();
	for (let from = 0; from < keys.length; from += CHUNKS_AT_ONCE) {
		const chunks = await db.outboxChunks.bulkGet(keys.slice(from, from + CHUNKS_AT_ONCE));
		for (const chunk of chunks) if (chunk) yield chunk;
	}
}

export async function acknowledgeChunk(batchId: string, index: number): Promise<void> {
	await db.transaction('rw', db.outbox, db.outboxChunks, async () => {
		const chunk = await db.outboxChunks.get([batchId, index]);
		if (!chunk || chunk.acknowledged) return;
		await db.outboxChunks.update([batchId, index], { acknowledged: true });
		await db.outbox.where({ batchId }).modify((entry) => void (entry.chunksAcknowledged += 1));
	});
}

export async function forgetAcknowledgements(batchId: string): Promise<void> {
	await db.transaction('rw', db.outbox, db.outboxChunks, async () => {
		await chunksOf(batchId).modify({ acknowledged: false });
		await db.outbox.update(batchId, { chunksAcknowledged: 0 });
	});
}

/**
 * The server has the batch: its bytes are no longer needed here. A wish to take it back that came meanwhile stays while the
 * server can still fulfil it, and is seen to next; one that came too late is told.
 */
export async function keepAsHeld(batchId: string, { state, heldUntil }: Batch): Promise<void> {
	await db.transaction('rw', db.outbox, db.outboxChunks, async () => {
		const entry = await db.outbox.get(batchId);
		if (entry?.takingBack && state === 'held') {
			await db.outbox.update(batchId, { failures: 0, dueAt: 0 });
			return;
		}
		await db.outbox.update(batchId, {
			state: 'held',
			heldUntil,
			attention: null,
			takingBack: false,
			tookBackTooLate: entry?.takingBack ?? false,
			failures: 0
		});
		await chunksOf(batchId).delete();
	});
}

/** Gives the draft back to the person. With `attention` the batch stays listed with the reason, and is never sent again. */
export async function giveDraftBack(
	batchId: string,
	attention: Attention | null,
	{ organisationId, isNews = false }: { organisationId?: string; isNews?: boolean } = {}
): Promise<void> {
	await db.transaction('rw', [db.outbox, db.outboxChunks, db.drafts, db.takenBack], async () => {
		await chunksOf(batchId).delete();
		if (attention) {
			await db.outbox.update(batchId, {
				state: 'needs-attention',
				attention,
				takingBack: false,
				givenBack: true
			});
		} else {
			const entry = await db.outbox.get(batchId);
			if (entry && (entry.takingBack || isNews)) await db.takenBack.put(takenBack(entry));
			await db.outbox.delete(batchId);
		}
		await unbindDraft(batchId, organisationId);
	});
}

/** What a person of this device did is no news to it. */
function takenBack({ takingBack, declaration, ...entry }: OutboxBatch): TakenBackBatch {
	const { batchId, organisationId, draftId, queuedAt } = entry;
	const bare = { ...declaration, chunks: [] };
	return { batchId, organisationId, draftId, declaration: bare, queuedAt, isNews: !takingBack };
}

/**
 * Gives the draft of a batch back that the server was never asked to issue. The batch stays until the server knows, which
 * may hold parts of it.
 */
export async function freeDraft(batchId: string): Promise<void> {
	await db.transaction('rw', db.outbox, db.outboxChunks, db.drafts, async () => {
		await db.outbox.update(batchId, { givenBack: true });
		await chunksOf(batchId).delete();
		await unbindDraft(batchId);
	});
}

export async function dropBatch(batchId: string): Promise<void> {
	await db.transaction('rw', db.outbox, db.outboxChunks, async () => {
		await db.outbox.delete(batchId);
		await chunksOf(batchId).delete();
	});
}

/** `organisationId`: only a draft of this organisation's. */
async function unbindDraft(batchId: string, organisationId?: string): Promise<void> {
	const bound = db.drafts.where({ batchId });
	const own = organisationId ? bound.filter((draft) => draft.organisationId === organisationId) : bound;
	await own.modify({ batchId: null, lastBatchId: batchId });
}

function chunksOf(batchId: string) {
	return db.outboxChunks.where('[batchId+index]').between([batchId, 0], [batchId, Infinity]);
}
