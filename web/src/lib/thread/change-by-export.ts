import { mergeSheets } from '#shared/merge/merge.ts';
import { textOf } from '#shared/row/cell.ts';
import type { Row } from '#shared/row/row.ts';
import type { WorkbookRefusal } from '../drafts/draft.ts';
import { changeOfColumns, mergeIntoDraft } from './add-workbook.ts';
import type { CellStep, Change, FlagStep } from './change.ts';
import { bringIn, type MakeId } from './change-rows.ts';
import { placeOf, type DraftState } from './draft-state.ts';
import type { FoundWorkbook } from './import-workbook.ts';

/**
 * What an export says that has come back: the rows are known by their keys and updated, those without one (or with one that
 * stands there twice) are new. Rows with the key of no row here belong to the draft that it was exported from and were issued
 * with it: they are passed over. Rows that are no longer in it are left as they are.
 */
export function changeToUpdated(
	state: DraftState,
	found: FoundWorkbook,
	makeId: MakeId
): Change | WorkbookRefusal {
	const merged = mergeIntoDraft(state.draft, found, makeId);
	if ('code' in merged) return merged;
	const present = findPresent(state, found);
	const cells: CellStep[] = [];
	const flags: FlagStep[] = [];
	const fresh: Row[] = [];
	const seen = new Set<number>();
	const updated = new Set<number>();
	for (const row of merged.rows) {
		const key = found.sheet.keys.get(row.source!.line);
		const index = key === undefined ? undefined : placeOf(state, key);
		if (index === undefined && key !== undefined) continue;
		if (index === undefined || seen.has(index)) {
			fresh.push(row);
			continue;
		}
		seen.add(index);
		const own = state.rows[index]!;
		if (own.removed) flags.push({ row: index, flag: 'removed', before: true, after: false });
		for (const column of present) {
			const before = own.cells[column] ?? '';
			const after = row.cells[column] ?? '';
			if (textOf(before) !== textOf(after)) {
				cells.push({ row: index, column, before, after });
				updated.add(index);
			}
		}
	}
	const added = bringIn(state, fresh);
	const workbook = { ...merged.workbook, hiddenRows: null, rowsRead: fresh.length, updated: updated.size };
	const { workbooks } = state.draft;
	return {
		...added,
		cells,
		flags: [...flags, ...added.flags],
		workbooks: { before: workbooks, after: [...workbooks, workbook] },
		...changeOfColumns(state.draft, merged)
	};
}

/** The draft's columns that the sheet has: one that was deleted in Excel blanks nothing. */
function findPresent({ draft }: DraftState, { workbook, sheet }: FoundWorkbook): number[] {
	const mark = 'x';
	const probe = { line: 1, cells: sheet.columns.map(({ title }) => (title === '' ? '' : mark)) };
	const { rows } = mergeSheets(draft.columns, [
		{ workbook: workbook.name, sheet: sheet.name, columns: sheet.columns, definitionId: null, lines: [probe] }
	]);
	return (rows[0]?.cells ?? []).flatMap((cell, column) => (cell === mark ? [column] : []));
}
