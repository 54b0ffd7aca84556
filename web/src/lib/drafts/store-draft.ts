import type { Row } from '#shared/row/row.ts';
import { db } from '../db.ts';
import { BLOCK_ROWS } from './block-rows.ts';
import type { Draft } from './draft.ts';
import { packRows } from './pack-rows.ts';

/** Beyond this, writing the blocks anew is quicker than one record for each changed row. */
const MOST_EDITS = 300;

export interface DraftWrite {
	isNew: boolean;
	draft: Draft;
	/** All rows as they shall be. */
	rows: readonly Row[];
	/** Indexes of the rows that changed or are new. */
	changed: readonly number[];
	/** Rows that are stored already; those from here on are new. */
	storedRows: number;
	/** Keys of the rows with an edit record; kept in step by `storeDraft` once it has committed. */
	edited: Set<string>;
	/** A workbook to be kept with the draft. */
	file?: { digest: string; file: Blob };
}

/**
 * Writes a draft and the rows that changed in one transaction; false, and nothing is written, where the draft is gone or has
 * become a batch meanwhile (another tab, the outbox).
 */
export async function storeDraft(write: DraftWrite): Promise<boolean> {
	const { draft, rows, edited, file } = write;
	const { blocks, overlaid } = planWrite(write);
	const covered = edited.size
		? blocks.flatMap((block) => keysOf(rows, block)).filter((key) => edited.has(key))
		: [];
	const done = await db.transaction('rw', db.drafts, db.draftRows, db.draftEdits, db.draftFiles, async () => {
		const stored = await db.drafts.get(draft.id);
		const isOpen = write.isNew ? stored === undefined : stored?.batchId === null;
		if (!isOpen) return false;
		const { id: draftId } = draft;
		await Promise.all([
			db.drafts.put(draft),
			...(file ? [db.draftFiles.put({ draftId, ...file })] : []),
			...blocks.map((block) => db.draftRows.put({ draftId, block, packed: packRows(blockOf(rows, block)) })),
			...(covered.length
				? [db.draftEdits.bulkDelete(covered.map((key): [string, string] => [draftId, key]))]
				: []),
			...(overlaid.length ? [db.draftEdits.bulkPut(overlaid.map((row) => editOf(draftId, row)))] : [])
		]);
		return true;
	});
	if (!done) return false;
	for (const key of covered) edited.delete(key);
	for (const row of overlaid) edited.add(row.key);
	return true;
}

/** New rows need their blocks; changed ones lie over theirs, unless there are many. */
function planWrite({ rows, changed, storedRows }: DraftWrite): { blocks: number[]; overlaid: Row[] } {
	const fresh = changed.filter((index) => index >= storedRows);
	const old = changed.filter((index) => index < storedRows);
	const asBlocks = old.length > MOST_EDITS ? changed : fresh;
	const blocks = new Set(asBlocks.map((index) => Math.floor(index / BLOCK_ROWS)));
	const overlaid =
		old.length > MOST_EDITS ? [] : old.filter((index) => !blocks.has(Math.floor(index / BLOCK_ROWS)));
	return { blocks: [...blocks], overlaid: overlaid.map((index) => rows[index]!) };
}

function editOf(draftId: string, { key, cells, excluded, removed }: Row) {
	return {
		draftId,
		rowKey: key,
		cells,
		excluded: excluded === true,
		...(removed ? { removed } : {})
	};
}

/** The batch that the draft has become, as the outbox has stored it. */
export async function readBatchId(draftId: string): Promise<string | null> {
	return (await db.drafts.get(draftId))?.batchId ?? null;
}

export async function removeDraft(draftId: string): Promise<void> {
	const tables = [db.drafts, db.draftRows, db.draftEdits, db.draftFiles, db.typedTexts];
	await db.transaction('rw', tables, async () => {
		await db.drafts.delete(draftId);
		await db.typedTexts.delete(draftId);
		await db.draftRows.where('[draftId+block]').between([draftId, 0], [draftId, Infinity]).delete();
		await db.draftEdits.where('[draftId+rowKey]').between([draftId, ''], [draftId, '\uffff']).delete();
		await db.draftFiles.where('[draftId+digest]').between([draftId, ''], [draftId, '\uffff']).delete();
	});
}

function blockOf(rows: readonly Row[], block: number): readonly Row[] {
	return rows.slice(block * BLOCK_ROWS, (block + 1) * BLOCK_ROWS);
}

function keysOf(rows: readonly Row[], block: number): string[] {
	return blockOf(rows, block).map((row) => row.key);
}
