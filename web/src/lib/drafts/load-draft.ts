import { db } from '../db.ts';
import type { Row } from '#shared/row/row.ts';
import { BLOCK_ROWS } from './block-rows.ts';
import type { Draft } from './draft.ts';
import { repairCell, repairDraft, repairRow } from './repair-draft.ts';

export interface LoadedDraft {
	draft: Draft;
	rows: Row[];
	/** Keys of the rows whose edits lie over their blocks. */
	edited: Set<string>;
	/** Something could not be read and was left out: what is stored is no longer what is shown. */
	isRepaired: boolean;
}

/** null where there is no such draft, or nothing of it can be read. */
export async function loadDraft(draftId: string): Promise<LoadedDraft | null> {
	const [stored, blocks, edits] = await db.transaction('r', db.drafts, db.draftRows, db.draftEdits, () =>
		Promise.all([
			db.drafts.get(draftId),
			db.draftRows.where('[draftId+block]').between([draftId, 0], [draftId, Infinity]).toArray(),
			db.draftEdits.where('[draftId+rowKey]').between([draftId, ''], [draftId, '\uffff']).toArray()
		])
	);
	const draft = repairDraft(stored);
	if (draft === null) return null;
	const placed: (Row | undefined)[] = [];
	for (const { block, rows } of blocks) {
		if (!Array.isArray(rows)) continue;
		for (const [i, row] of rows.entries()) placed[block * BLOCK_ROWS + i] = repairRow(row) ?? undefined;
	}
	placed.length = draft.rowCount;
	const byKey = new Map<string, Row>();
	for (const row of placed) if (row) byKey.set(row.key, row);
	for (const { rowKey, cells, excluded } of edits) {
		const row = byKey.get(rowKey);
		if (!row || !Array.isArray(cells)) continue;
		row.cells = cells.map(repairCell);
		if (excluded === true) row.excluded = true;
		else delete row.excluded;
	}
	const rows = placed.filter((row) => row !== undefined);
	return {
		draft: rows.length === draft.rowCount ? draft : withoutLostRows(draft, placed),
		rows,
		edited: new Set(edits.map((edit) => edit.rowKey)),
		isRepaired: rows.length !== draft.rowCount
	};
}

/** The rows of a workbook are those that follow the rows of the workbooks before it. */
function withoutLostRows(draft: Draft, placed: readonly (Row | undefined)[]): Draft {
	let from = 0;
	const workbooks = draft.workbooks.map((workbook) => {
		const kept = placed.slice(from, from + workbook.rowsRead).filter((row) => row !== undefined);
		from += workbook.rowsRead;
		return { ...workbook, rowsRead: kept.length };
	});
	return { ...draft, workbooks, rowCount: placed.filter((row) => row !== undefined).length };
}
