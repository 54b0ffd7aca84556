import { liveQuery } from 'dexie';
import type { Batch } from '#shared/contract/batch.ts';
import { foldText } from '#shared/row/fold-text.ts';
import { db } from '../db.ts';
import type { TakenBackBatch } from '../outbox/outbox-batch.ts';
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

	/** Newest first, those that were taken back here before the server knew them. */
	takenBack = $state.raw<TakenBackBatch[]>([]);

	/** Answers how to end it. */
	follow({ organisationId, search, limit, outboxIds }: BatchListQuery): () => void {
		const keys = outboxIds.map((id) => [organisationId, id] as [string, string]);
		const found = liveQuery(() =>
			Promise.all([
				listMirroredBatches(organisationId, { search, limit }),
				db.batches.bulkGet(keys),
				listTakenBack(organisationId, search)
			])
		).subscribe(([{ batches, more }, known, takenBack]) => {
			this.batches = batches;
			this.more = more;
			this.takenBack = takenBack;
			this.known = new Map(known.flatMap((record) => (record ? [[record.id, record.batch]] : [])));
		});
		return () => found.unsubscribe();
	}
}

async function listTakenBack(organisationId: string, search: string): Promise<TakenBackBatch[]> {
	const kept = await db.takenBack
		.where('[organisationId+batchId]')
		.between([organisationId, ''], [organisationId, '\uffff'])
		.filter(({ declaration }) => foldText(declaration.label).includes(foldText(search)))
		.toArray();
	const told = await db.batches.bulkGet(
		kept.map(({ batchId }): [string, string] => [organisationId, batchId])
	);
	return kept.filter((_, at) => !told[at]).sort((a, b) => b.queuedAt.localeCompare(a.queuedAt));
}
