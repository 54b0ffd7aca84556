import type { Row } from '#shared/row/row.ts';
import { db, type DraftEdit, type DraftRowBlock } from '../db.ts';
import { BLOCK_ROWS } from './block-rows.ts';
import type { Draft } from './draft.ts';
import { readPlainRows, unpackRows } from './pack-rows.ts';
import { repairDraft } from './repair-draft.ts';
import { repairCell } from './repair-row.ts';

/** More than any draft has; a damaged number must not ask for all of the memory. */
const MOST_ROWS = 2_000_000;

export interface LoadedDraft {
	draft: Draft;
	rows: Row[];
	/** Keys of the rows whose edits lie over their blocks. */
	edited: Set<string>;
	/** Rows that could not be read and were left out: what is stored is then no longer what is shown. */
	lostRows: number;
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
	const placed = placeRows(draft, blocks);
	dropRepeats(placed, draft.rowCount);
	layEditsOver(placed, edits);
	const rows = placed.filter((row) => row !== undefined);
	const lostRows = placed.length - rows.length;
	return {
		draft: rows.length === draft.rowCount ? draft : countAnew(draft, rows),
		rows,
		edited: new Set(edits.map((edit) => edit.rowKey)),
		lostRows
	};
}

function placeRows(draft: Draft, blocks: readonly DraftRowBlock[]): (Row | undefined)[] {
	const placed = new Array<Row | undefined>(Math.min(draft.rowCount, MOST_ROWS)).fill(undefined);
	for (const stored of blocks) {
		const from = stored.block * BLOCK_ROWS;
		const rows = stored.packed
			? unpackRows(stored.packed)
			: tellWorkbooks(draft, readPlainRows(stored.rows), from);
		// Where the blocks hold more than the draft tells, the draft's own record was damaged.
		for (const [i, row] of rows.slice(0, BLOCK_ROWS).entries())
			if (from + i < MOST_ROWS) placed[from + i] = row;
	}
	return placed;
}

/**
 * Two rows under one key would become one credential: the first one stands. A block that was left behind when the rows
 * before it were written anew repeats them, and is no loss.
 */
function dropRepeats(placed: (Row | undefined)[], rowCount: number): void {
	const seen = new Set<string>();
	for (const [i, row] of placed.entries()) {
		if (!row) continue;
		if (seen.has(row.key) || seen.has(row.credentialId)) placed[i] = undefined;
		else seen.add(row.key).add(row.credentialId);
	}
	while (placed.length > rowCount && placed.at(-1) === undefined) placed.pop();
}

/** In version 1 the rows of a workbook were those that followed the rows of the workbooks before it. */
function tellWorkbooks(draft: Draft, rows: (Row | undefined)[], from: number): (Row | undefined)[] {
	let end = 0;
	const ends = draft.workbooks.map(({ rowsRead, digest }) => ({ end: (end += rowsRead), digest }));
	for (const [i, row] of rows.entries()) {
		const workbook = ends.find((each) => from + i < each.end);
		if (row?.source && workbook) row.source.digest = workbook.digest;
	}
	return rows;
}

function layEditsOver(placed: readonly (Row | undefined)[], edits: readonly DraftEdit[]): void {
	if (edits.length === 0) return;
	const byKey = new Map<string, Row>();
	for (const row of placed) if (row) byKey.set(row.key, row);
	for (const { rowKey, cells, excluded, removed } of edits) {
		const row = byKey.get(rowKey);
		if (!row || !Array.isArray(cells)) continue;
		row.cells = cells.map(repairCell);
		if (excluded === true) row.excluded = true;
		else delete row.excluded;
		if (removed === true) row.removed = true;
		else delete row.removed;
	}
}

/** After rows were lost, the numbers are those of the rows that are left. */
function countAnew(draft: Draft, rows: readonly Row[]): Draft {
	const read = new Map<string, number>();
	for (const { source } of rows) if (source) read.set(source.digest, (read.get(source.digest) ?? 0) + 1);
	return {
		...draft,
		workbooks: draft.workbooks.map((workbook) => ({ ...workbook, rowsRead: read.get(workbook.digest) ?? 0 })),
		rowCount: rows.length,
		removedCount: rows.filter((row) => row.removed).length
	};
}
