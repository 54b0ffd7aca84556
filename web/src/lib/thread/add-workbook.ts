import { mergeSheets, type MergedRow } from '#shared/merge/merge.ts';
import type { Row } from '#shared/row/row.ts';
import type { Draft, DraftWorkbook, WorkbookRefusal } from '../drafts/draft.ts';
import { MAX_ROWS } from '../workbook/limits.ts';
import type { MakeId } from './change-rows.ts';
import type { Change } from './change.ts';
import type { FoundWorkbook } from './import-workbook.ts';

/** Lines without recipients that are named; of the others their number is told. */
const ASIDE_LINES_NAMED = 3;

/** What a workbook brings into a draft. */
export interface AddedRows {
	columns: Draft['columns'];
	workbook: Draft['workbooks'][number];
	rows: Row[];
}

/**
 * The rows of a workbook under the draft's columns, which keep their places, and new columns after them. Rows that Excel
 * does not show are excluded until the person says that they are meant.
 */
export function mergeIntoDraft(
	draft: Draft,
	{ workbook, sheet }: FoundWorkbook,
	makeId: MakeId
): AddedRows | WorkbookRefusal {
	const { name, digest, definitionId } = workbook;
	const merged = mergeSheets(draft.columns, [
		{ workbook: name, sheet: sheet.name, columns: sheet.columns, definitionId, lines: sheet.lines }
	]);
	if (merged.rows.length === 0) return { name, code: 'no-rows', params: {} };
	const meant = merged.rows.filter(({ aside }) => !aside);
	// Where no column is understood yet, all of them wait for the person to say what the columns are.
	const read = meant.length > 0 ? meant : merged.rows;
	const taken = workbook.hiddenRows?.taken === true;
	const rows = read.map(({ line, cells, hidden }): Row => {
		const row: Row = {
			key: makeId(),
			credentialId: makeId(),
			source: { workbook: name, digest, sheet: sheet.name, line },
			cells
		};
		if (hidden) {
			row.hidden = true;
			if (!taken) row.excluded = true;
		}
		return row;
	});
	const told = { ...workbook, rowsRead: rows.length, ...asideOf(merged.rows, read) };
	return { columns: merged.columns, workbook: told, rows };
}

function asideOf(merged: readonly MergedRow[], read: readonly MergedRow[]): Pick<DraftWorkbook, 'aside'> {
	const count = merged.length - read.length;
	if (count === 0) return {};
	const lines = merged.flatMap(({ aside, line }) => (aside ? [line] : []));
	return { aside: { count, lines: lines.slice(0, ASIDE_LINES_NAMED) } };
}

/** Why these rows find no room in a draft in which so many make room for them; null where they do. */
export function refuseBeyond(
	draft: Draft,
	{ workbook: { name, sheet } }: AddedRows,
	{ coming, leaving }: { coming: number; leaving: number }
): WorkbookRefusal | null {
	if (draft.rowCount - draft.removedCount - leaving + coming <= MAX_ROWS) return null;
	return { name, code: 'too-many-rows', params: { sheet, limit: MAX_ROWS } };
}

/** The part of a change that brings in the columns which the draft did not have. */
export function changeOfColumns(
	{ columns: before }: Draft,
	{ columns: after }: AddedRows
): Pick<Change, 'columns'> {
	return after.length > before.length ? { columns: { before, after } } : {};
}
