import { db } from '../db.ts';
import type { Row } from '#shared/row/row.ts';
import { BLOCK_ROWS } from './block-rows.ts';
import type { Draft } from './draft.ts';

/** Beyond this, writing the blocks anew is quicker than one record for each changed row. */
const MOST_EDITS = 300;

export interface DraftWrite {
	/** `grown`: rows were added at the end. */
	kind: 'new' | 'grown' | 'changed';
	draft: Draft;
	/** All rows as they shall be. */
	rows: readonly Row[];
	/** Indexes of the rows that changed or are new. */
	changed: readonly number[];
	/** Keys of the rows with an edit record; kept in step by `storeDraft` once it has committed. */
	edited: Set<string>;
}

/**
 * Writes a draft and the rows that changed in one transaction; false, and nothing is written, where the draft is gone or has
 * become a batch meanwhile (another tab, the outbox).
 */
export async function storeDraft(write: DraftWrite): Promise<boolean> {
	const { kind, draft, rows, changed, edited } = write;
	const asEdits = kind === 'changed' && changed.length <= MOST_EDITS;
	const blocks = asEdits ? [] : [...new Set(changed.map((index) => Math.floor(index / BLOCK_ROWS)))];
	const covered = blocks.flatMap((block) => keysOf(rows, block)).filter((key) => edited.has(key));
	const overlaid = asEdits ? changed.map((index) => rows[index]!) : [];
	const done = await db.transaction('rw', db.drafts, db.draftRows, db.draftEdits, async () => {
		const stored = await db.drafts.get(draft.id);
		const isOpen = kind === 'new' ? stored === undefined : stored?.batchId === null;
		if (!isOpen) return false;
		await db.drafts.put(draft);
		await db.draftRows.bulkPut(
			blocks.map((block) => ({
				draftId: draft.id,
				block,
				rows: rows.slice(block * BLOCK_ROWS, (block + 1) * BLOCK_ROWS)
			}))
		);
		await db.draftEdits.bulkDelete(covered.map((key): [string, string] => [draft.id, key]));
		await db.draftEdits.bulkPut(
			overlaid.map(({ key, cells, excluded }) => ({
				draftId: draft.id,
				rowKey: key,
				cells,
				excluded: excluded === true
			}))
		);
		return true;
	});
	if (!done) return false;
	for (const key of covered) edited.delete(key);
	for (const row of overlaid) edited.add(row.key);
	return true;
}

/** Marks the draft as having become a batch, or gives it back; what else is stored of it stays. */
export async function storeBatchId(draftId: string, batchId: string | null): Promise<void> {
	await db.drafts.update(draftId, { batchId });
}

export async function removeDraft(draftId: string): Promise<void> {
	await db.transaction('rw', db.drafts, db.draftRows, db.draftEdits, async () => {
		await db.drafts.delete(draftId);
		await db.draftRows.where('[draftId+block]').between([draftId, 0], [draftId, Infinity]).delete();
		await db.draftEdits.where('[draftId+rowKey]').between([draftId, ''], [draftId, '\uffff']).delete();
	});
}

function keysOf(rows: readonly Row[], block: number): string[] {
	return rows.slice(block * BLOCK_ROWS, (block + 1) * BLOCK_ROWS).map((row) => row.key);
}
