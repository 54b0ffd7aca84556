import { liveQuery } from 'dexie';
import type { Batch } from '#shared/contract/batch.ts';
import { db } from '../db.ts';
import { listMirroredBatches } from './batch-store.ts';

export interface BatchListQuery {
	organisationId: string;
	search: string;
	limit: number;
	/** Batches of the outbox: what the mirror knows of them, whether or not they are among those listed. */
	outboxIds: string[];
}

/** The mirrored batches that pass a query, whichever tab or pull changes them. */
export class MirroredBatchList {
	/** null: not read yet. */
	batches = $state.raw<Batch[] | null>(null);
	more = $state(false);
	/** Of those in the outbox. */
	known = $state.raw<ReadonlyMap<string, Batch>>(new Map());

	/** Answers how to end it. */
	follow({ organisationId, search, limit, outboxIds }: BatchListQuery): () => void {
		const keys = outboxIds.map((id) => [organisationId, id] as [string, string]);
		const found = liveQuery(() =>
			Promise.all([listMirroredBatches(organisationId, { search, limit }), db.batches.bulkGet(keys)])
		).subscribe(([{ batches, more }, known]) => {
			this.batches = batches;
			this.more = more;
			this.known = new Map(known.flatMap((record) => (record ? [[record.id, record.batch]] : [])));
		});
		return () => found.unsubscribe();
	}
}
