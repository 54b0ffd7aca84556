import { liveQuery } from 'dexie';
import { db, type WrittenDefinition } from '#lib/db.ts';
import type { Draft } from '#lib/drafts/draft.ts';
import type { OutboxBatch } from '#lib/outbox/outbox-batch.ts';
import { readMirroredBatches } from '#lib/sync/batch-store.ts';

/** What only this device has: signing out would lose it. */
export interface Unsent {
	/** Waiting, being sent, or standing still until a person does something. */
	batches: OutboxBatch[];
	/** Still to be taken back, which the server has not heard: without this device they are issued. */
	wishes: OutboxBatch[];
	/** Not issued, newest first. */
	drafts: Draft[];
	/** Written on, and not saved. */
	definitions: WrittenDefinition[];
}

/** Follows what the organisation has unsent; answers how to end it. */
export function followUnsent(organisationId: string, told: (unsent: Unsent) => void): () => void {
	const followed = liveQuery(async () => {
		const [batches, drafts, definitions] = await Promise.all([
			db.outbox.where({ organisationId }).toArray(),
			db.drafts.where({ organisationId }).toArray(),
			db.writtenDefinitions.filter((each) => each.organisationId === organisationId).toArray()
		]);
		const queued = new Set(batches.map(({ batchId }) => batchId));
		const told = await readMirroredBatches(
			organisationId,
			drafts.flatMap(({ batchId }) => batchId ?? [])
		);
		return {
			definitions,
			batches: batches.filter(({ state, takingBack }) => state !== 'held' && !takingBack),
			wishes: batches.filter(({ takingBack, givenBack }) => takingBack && !givenBack),
			drafts: drafts
				.filter(({ batchId }) => batchId === null || !(queued.has(batchId) || told.has(batchId)))
				.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
		};
	}).subscribe(told);
	return () => followed.unsubscribe();
}
