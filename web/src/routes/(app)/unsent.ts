import { liveQuery } from 'dexie';
import { db } from '#lib/db.ts';
import type { Draft } from '#lib/drafts/draft.ts';
import type { OutboxBatch } from '#lib/outbox/outbox-batch.ts';

/** What only this device has: signing out would lose it. */
export interface Unsent {
	/** Waiting, being sent, or standing still until a person does something. */
	batches: OutboxBatch[];
	/** Still to be taken back, which the server has not heard: without this device they are issued. */
	wishes: OutboxBatch[];
	/** Not issued, newest first. */
	drafts: Draft[];
}

/** Follows what the organisation has unsent; answers how to end it. */
export function followUnsent(organisationId: string, told: (unsent: Unsent) => void): () => void {
	const followed = liveQuery(async () => {
		const [batches, drafts, told] = await Promise.all([
			db.outbox.where({ organisationId }).toArray(),
			db.drafts.where({ organisationId }).toArray(),
			db.batches
				.where('[organisationId+id]')
				.between([organisationId, ''], [organisationId, '\uffff'])
				.primaryKeys()
		]);
		const known = new Set([...batches.map(({ batchId }) => batchId), ...told.map(([, id]) => id)]);
		return {
			batches: batches.filter(({ state, takingBack }) => state !== 'held' && !takingBack),
			wishes: batches.filter(({ takingBack, givenBack }) => takingBack && !givenBack),
			drafts: drafts
				.filter(({ batchId }) => batchId === null || !known.has(batchId))
				.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
		};
	}).subscribe(told);
	return () => followed.unsubscribe();
}
