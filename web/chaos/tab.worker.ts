import { obey, start } from './tab-world.ts';
import { getBatch, takeBackBatch } from '#lib/api.ts';
import { emptyDraft } from '#lib/drafts/empty-draft.ts';
import { storeDraft } from '#lib/drafts/store-draft.ts';
import { db } from '#lib/db.ts';
import {
	dismissBatch,
	enqueueBatch,
	giveBackDraft,
	returnRefusedBatch,
	startOutbox,
	takeBackFromOutbox
} from '#lib/outbox.ts';
import { syncOutbox } from '#lib/outbox/sync-outbox.ts';
import { encodeChunk } from '#shared/batch/digest.ts';
import type { WireRow } from '#shared/contract/batch.ts';
import type { Command, Issuing, Kept } from './protocol.ts';

// A tab without its pages: the app's own outbox, and what the pages call of it.

async function run(command: Command): Promise<unknown> {
	switch (command.kind) {
		case 'draft':
			return makeDraft(command.draftId, command.organisationId, command.rows);
		case 'issue':
			return issue(command.issuing);
		case 'take-back':
			return takeBack(command.batchId);
		case 'return-refused':
			return returnRefusedBatch(command.batchId);
		case 'dismiss':
			return dismissBatch(command.batchId);
		case 'look':
			return look(command.batchId);
		case 'wake':
			return void dispatchEvent(new Event('online'));
		case 'sync':
			return syncOutbox();
		case 'read':
			return read();
	}
}

async function makeDraft(id: string, organisationId: string, rows: WireRow[]): Promise<void> {
	const draft = { ...emptyDraft({ id, organisationId }, new Date().toISOString()), rowCount: rows.length };
	await storeDraft({
		isNew: true,
		draft,
		rows: rows.map(({ key, credentialId }) => ({ key, credentialId, source: null, cells: [] })),
		changed: rows.map((_, index) => index),
		storedRows: 0,
		edited: new Set()
	});
}

/** As the draft's page does, which lets only a draft be issued that is not a batch already. */
async function issue(issuing: Issuing): Promise<string> {
	const { batchId, draftId, organisationId, label, digests, chunks, definitions } = issuing;
	if ((await db.drafts.get(draftId))?.batchId !== null) return 'not free';
	const rowCount = chunks.reduce((sum, rows) => sum + rows.length, 0);
	await enqueueBatch({
		batchId,
		organisationId,
		draftId,
		declaration: { label, rowCount, chunks: digests, definitions },
		chunks: chunks.map((rows) => encodeChunk(rows))
	});
	return 'queued';
}

/** As the batch's page does: through the outbox where it knows the batch, else by the server. */
async function takeBack(batchId: string): Promise<{ batchId: string; outcome: string }> {
	if (await db.outbox.get(batchId)) return { batchId, outcome: await takeBackFromOutbox(batchId) };
	const answer = await takeBackBatch(batchId);
	if (!answer.ok) return { batchId, outcome: 'not taken back' };
	await giveBackDraft(batchId, start.organisationId);
	return { batchId, outcome: 'taken-back' };
}

/** As the batch's page does. */
async function look(batchId: string): Promise<string> {
	const entry = await db.outbox.get(batchId);
	if (entry && entry.state !== 'held') return 'on-its-way';
	const answer = await getBatch(batchId, start.organisationId);
	if (!answer.ok) {
		if (answer.offline || answer.problem.code !== 'not-found') return 'unanswered';
		await giveBackDraft(batchId, start.organisationId);
		return 'missing';
	}
	if (answer.value.state === 'taken-back') await giveBackDraft(batchId, start.organisationId);
	return answer.value.state;
}

async function read(): Promise<Kept> {
	const [outbox, chunks, drafts] = await Promise.all([
		db.outbox.toArray(),
		db.outboxChunks.count(),
		db.drafts.toArray()
	]);
	return { outbox, chunks, drafts: drafts.map(({ id, batchId }) => ({ id, batchId })) };
}

obey(run);
startOutbox(start.organisationId);
