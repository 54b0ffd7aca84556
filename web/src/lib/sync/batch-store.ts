import type { Batch } from '#shared/contract/batch.ts';
import { foldText } from '#shared/row/fold-text.ts';
import { db } from '../db.ts';
import { movePullCursor, type PullCursor } from './pull-cursor.ts';

/** A batch as the server last told it, with what it is found by. */
export interface MirroredBatch {
	organisationId: string;
	id: string;
	declaredAt: string;
	/** The label, to be searched in. */
	folded: string;
	/** 1: it changes by itself for now. IndexedDB has no index over true and false. */
	moving: 0 | 1;
	batch: Batch;
}

/**
 * Stores batches and moves the cursor on, in one transaction; what was told from the beginning takes the place of
 * everything. false, and nothing is stored, where the cursor is no longer the one that was asked with.
 */
export function storeBatches(
	asked: PullCursor,
	batches: readonly Batch[],
	to: { cursor: string; asOf: number | null }
): Promise<boolean> {
	const { organisationId } = asked;
	return db.transaction('rw', db.batches, db.pullCursors, async () => {
		if (!(await movePullCursor(asked, to))) return false;
		if (asked.cursor === null) await batchesOf(organisationId).delete();
		await db.batches.bulkPut(batches.map((batch) => mirrored(organisationId, batch)));
		return true;
	});
}

function mirrored(organisationId: string, batch: Batch): MirroredBatch {
	const { id, declaredAt, label } = batch;
	return {
		organisationId,
		id,
		declaredAt,
		folded: foldText(label),
		moving: isMoving(batch) ? 1 : 0,
		batch
	};
}

/** It is held, issued or its mails are under way. What is being received may have been given up by its device. */
function isMoving({ state, settledAt }: Batch): boolean {
	return state === 'held' || state === 'issuing' || (state === 'issued' && settledAt === null);
}

export async function hasMovingBatch(organisationId: string): Promise<boolean> {
	return (await db.batches.where({ organisationId, moving: 1 }).limit(1).count()) > 0;
}

export async function readMirroredBatch(organisationId: string, id: string): Promise<Batch | null> {
	return (await db.batches.get([organisationId, id]))?.batch ?? null;
}

/** Newest first, those whose label contains the text. */
export async function listMirroredBatches(
	organisationId: string,
	{ search, limit }: { search: string; limit: number }
): Promise<{ batches: Batch[]; more: boolean }> {
	const folded = foldText(search);
	const newestFirst = db.batches
		.where('[organisationId+declaredAt]')
		.between([organisationId, ''], [organisationId, '\uffff'])
		.reverse();
	const found = folded
		? newestFirst.filter((record) => record.folded.includes(folded)).limit(limit + 1)
		: newestFirst.limit(limit + 1);
	const records = await found.toArray();
	return { batches: records.slice(0, limit).map(({ batch }) => batch), more: records.length > limit };
}

export function batchesOf(organisationId: string) {
	return db.batches.where('[organisationId+id]').between([organisationId, ''], [organisationId, '\uffff']);
}

/** Those of these batches that the server has told, by their ids. */
export async function readMirroredBatches(
	organisationId: string,
	ids: readonly string[]
): Promise<Map<string, Batch>> {
	const told = await db.batches.bulkGet(ids.map((id): [string, string] => [organisationId, id]));
	return new Map(told.flatMap((each) => (each ? [[each.id, each.batch] as const] : [])));
}
