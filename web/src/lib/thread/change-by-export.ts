import { mergeSheets } from '#shared/merge/merge.ts';
import { type Cell, textOf } from '#shared/row/cell.ts';
import type { Row } from '#shared/row/row.ts';
import type { CameBack, HiddenRows, WorkbookRefusal } from '../drafts/draft.ts';
import { markAt, markOf } from '../workbook/cell-marks.ts';
import { writtenText } from '../workbook/export-cell.ts';
import { findAbsent } from './absent-rows.ts';
import { changeOfColumns, mergeIntoDraft, refuseBeyond } from './add-workbook.ts';
import type { CellStep, Change, FlagStep } from './change.ts';
import { bringIn, type MakeId } from './change-rows.ts';
import { placeOf, type DraftState } from './draft-state.ts';
import type { FoundWorkbook } from './import-workbook.ts';

/**
 * What an export says that has come back: the rows are known by their keys and updated, those without one (or with one that
 * stands there twice) are new. A cell that was left alone in Excel changes nothing here, whatever became of it since; one that
 * was changed in Excel is taken. Rows with the key of no row here belong to the draft that it was exported from and were
 * issued with it: they are passed over, and so are rows that were deleted here and left alone there. Rows that are no longer
 * in it are left as they are, and told of.
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
	const cameBack: CameBack = { overwritten: 0, kept: 0, restored: 0, deleted: 0, issued: 0 };
	const markOfLine = ({ source }: Row) => found.sheet.marks.get(source!.line) ?? '';
	let updated = 0;
	let issuedChanged = 0;
	for (const row of merged.rows) {
		const key = found.sheet.keys.get(row.source!.line);
		const index = key === undefined ? undefined : placeOf(state, key);
		if (index === undefined && key !== undefined) {
			cameBack.issued += 1;
			if (isChangedInExcel(state, { row, marks: markOfLine(row), present })) issuedChanged += 1;
			continue;
		}
		if (index === undefined || seen.has(index)) {
			fresh.push(row);
			continue;
		}
		seen.add(index);
		const told = compareRow(state, { index, row, marks: markOfLine(row), present });
		if (state.rows[index]!.removed) {
			cameBack[told.cells.length > 0 ? 'restored' : 'deleted'] += 1;
			if (told.cells.length === 0) continue;
			flags.push({ row: index, flag: 'removed', before: true, after: false });
		}
		for (const step of told.cells) cells.push(step);
		if (told.cells.length > 0) updated += 1;
		if (told.isOverwritten) cameBack.overwritten += 1;
		if (told.isKept) cameBack.kept += 1;
	}
	if (issuedChanged > 0) cameBack.issuedChanged = issuedChanged;
	const absent = findAbsent(state, found);
	if (absent) cameBack.absent = absent;
	const beyond = refuseBeyond(state.draft, merged, {
		coming: fresh.length + cameBack.restored,
		leaving: 0
	});
	if (beyond) return beyond;
	const added = bringIn(state, fresh);
	const hiddenRows = hiddenAmong(fresh, merged.workbook.hiddenRows);
	const workbook = { ...merged.workbook, hiddenRows, rowsRead: fresh.length, updated, cameBack };
	const { workbooks } = state.draft;
	return {
		...added,
		cells,
		flags: [...flags, ...added.flags],
		workbooks: { before: workbooks, after: [...workbooks, workbook] },
		...changeOfColumns(state.draft, merged)
	};
}

interface Compared {
	/** What was changed in Excel. */
	cells: CellStep[];
	isOverwritten: boolean;
	isKept: boolean;
}

/** A row here and in the workbook, against what each of its cells was when it was exported, where that is known. */
function compareRow(
	state: DraftState,
	{ index, row, marks, present }: { index: number; row: Row; marks: string; present: number[] }
): Compared {
	const compared: Compared = { cells: [], isOverwritten: false, isKept: false };
	const own = state.rows[index]!;
	for (const column of present) {
		const before = own.cells[column] ?? '';
		const after = row.cells[column] ?? '';
		if (textOf(before) === textOf(after)) {
			if (isOtherNumber(before, after)) compared.cells.push({ row: index, column, before, after });
			continue;
		}
		const mark = markAt(marks, column);
		const { title } = state.draft.columns[column]!;
		if (mark !== null && markOf(title, textOf(after)) === mark) {
			compared.isKept = true;
			continue;
		}
		compared.cells.push({ row: index, column, before, after });
		if (mark !== null && markOf(title, writtenText(before)) !== mark) compared.isOverwritten = true;
	}
	return compared;
}

/** Whether a row that is no longer here has other cells than when it was exported; where no cell is as it was, nobody can tell. */
function isChangedInExcel(
	{ draft }: DraftState,
	{ row, marks, present }: { row: Row; marks: string; present: number[] }
): boolean {
	const marked = present.filter((column) => markAt(marks, column) !== null);
	const isAsItWas = (column: number) =>
		markOf(draft.columns[column]!.title, textOf(row.cells[column])) === markAt(marks, column);
	const same = marked.filter(isAsItWas).length;
	return same > 0 && same < marked.length;
}

/** Shown alike and not the same. A number here was read from a workbook, so that the one which comes is the newer. */
function isOtherNumber(before: Cell, after: Cell): boolean {
	if (typeof before === 'string' || before.kind !== 'number') return false;
	return typeof after !== 'string' && after.kind === 'number' && before.value !== after.value;
}

/** Rows that were in the draft before are known to be meant. */
function hiddenAmong(fresh: readonly Row[], hiddenRows: HiddenRows | null): HiddenRows | null {
	const count = fresh.filter(({ hidden }) => hidden).length;
	return hiddenRows && count > 0 ? { ...hiddenRows, count } : null;
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
