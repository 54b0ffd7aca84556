import { textOf } from '#shared/row/cell.ts';
import type { Replacement } from '../drafts/area.ts';
import { cellChange, type CellStep, type Change } from './change.ts';
import type { DraftState } from './draft-state.ts';
import { filterRows } from './filter-rows.ts';
import { isTooLong } from './refuse-change.ts';

export function countMatches(state: DraftState, wanted: Replacement): number {
	return findMatches(state, wanted).length;
}

/** Every match in one step. */
export function changeMatches(state: DraftState, wanted: Replacement): Change | null {
	const replace = compileReplace(wanted);
	const cells: CellStep[] = [];
	for (const { row, column } of findMatches(state, wanted)) {
		const before = state.rows[row]!.cells[column] ?? '';
		const after = replace(textOf(before));
		if (after !== textOf(before)) cells.push({ row, column, before, after });
		// It will be refused with all others: a hundred thousand texts like it would fill the memory.
		if (isTooLong(after)) break;
	}
	return cellChange(cells);
}

/** The first match in a row after the one at `after`. */
export function nextMatch(
	state: DraftState,
	wanted: Replacement,
	after: number
): { position: number; column: number } | null {
	const matches = compileMatch(wanted);
	const indexes = filterRows(state, wanted.filter);
	for (let position = after + 1; position < indexes.length; position++) {
		const column = columnsOf(state, wanted).find((each) =>
			matches(textOf(state.rows[indexes[position]!]!.cells[each]))
		);
		if (column !== undefined) return { position, column };
	}
	return null;
}

function findMatches(state: DraftState, wanted: Replacement): { row: number; column: number }[] {
	const matches = compileMatch(wanted);
	const columns = columnsOf(state, wanted);
	const found: { row: number; column: number }[] = [];
	for (const row of filterRows(state, wanted.filter)) {
		const { cells } = state.rows[row]!;
		for (const column of columns) if (matches(textOf(cells[column]))) found.push({ row, column });
	}
	return found;
}

/** Columns that Sheaf does not use are not shown, so nothing is changed in them. */
function columnsOf({ draft }: DraftState, { column }: Replacement): number[] {
	const shown = draft.columns.flatMap(({ meaning }, index) => (meaning === 'ignored' ? [] : [index]));
	return column === undefined ? shown : shown.filter((each) => each === column);
}

function compileMatch({ find, matchCase, wholeCell }: Replacement): (text: string) => boolean {
	if (find === '') return () => false;
	const pattern = new RegExp(wholeCell ? `^${escape(find)}$` : escape(find), matchCase ? 'u' : 'iu');
	return (text) => pattern.test(text);
}

function compileReplace({ find, replace, matchCase, wholeCell }: Replacement): (text: string) => string {
	if (wholeCell) return () => replace;
	const pattern = new RegExp(escape(find), matchCase ? 'gu' : 'giu');
	return (text) => text.replace(pattern, () => replace);
}

function escape(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, (sign) => (sign === '-' ? '\\x2d' : `\\${sign}`));
}
