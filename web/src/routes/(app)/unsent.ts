import { liveQuery } from 'dexie';
import { db } from '#lib/db.ts';
import type { Draft } from '#lib/drafts/draft.ts';
import type { OutboxBatch } from '#lib/outbox/outbox-batch.ts';

/** What only this device has: signing out would lose it. */
export interface Unsent {
	/** Waiting, being sent, or standing still until a person does something. */
	batches: OutboxBatch[];
	/** Not issued, newest first. */
	drafts: Draft[];
}

/** Follows what the organisation has unsent; answers how to end it. */
export function followUnsent(organisationId: string, told: (unsent: Unsent) => void): () => void {
	const followed = liveQuery(async () => {
		const [batches, drafts] = await Promise.all([
			db.outbox.where({ organisationId }).toArray(),
			db.drafts.where({ organisationId }).toArray()
		]);
		return {
			batches: batches.filter(({ state, takingBack }) => state !== 'held' && !takingBack),
			drafts: drafts
				.filter(({ batchId }) => batchId === null)
				.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
		};
	}).subscribe(told);
	return () => followed.unsubscribe();
}
