import { textOf } from '#shared/row/cell.ts';
import type { Area, Block } from '../drafts/area.ts';
import { cellChange, type CellStep, type Change } from './change.ts';
import { blankRow, bringIn, type MakeId } from './change-rows.ts';
import type { DraftState } from './draft-state.ts';
import { filterRows } from './filter-rows.ts';
import { isColumn, stepTo } from './make-changes.ts';

/** Writes a block of texts over the filtered rows; what is longer than the list becomes new rows at the draft's end. */
export function changeBlock(state: DraftState, block: Block, makeId: MakeId): Change | null {
	const { filter, from, columns, texts, grow } = block;
	const indexes = filterRows(state, filter);
	const fitting = Math.max(0, Math.min(texts.length, indexes.length - from));
	const cells: CellStep[] = [];
	for (let i = 0; i < fitting; i++) cells.push(...stepsOf(state, indexes[from + i]!, columns, texts[i]!));
	const beyond = grow ? texts.slice(fitting).filter((row) => row.some((text) => text.trim() !== '')) : [];
	if (beyond.length === 0) return cellChange(cells);
	const added = beyond.map((row) => {
		const blank = blankRow(makeId);
		for (const [j, text] of row.entries()) {
			const column = columns[j];
			if (column === undefined || !isColumn(state, column)) continue;
			while (blank.cells.length < column) blank.cells.push('');
			blank.cells[column] = text;
		}
		return blank;
	});
	return { ...bringIn(state, added), cells };
}

export function changeToCleared(state: DraftState, area: Area): Change | null {
	const blanks = area.columns.map(() => '');
	return cellChange(rowsIn(state, area).flatMap((row) => stepsOf(state, row, area.columns, blanks)));
}

/** The first row's content goes into all the others; as it is, not as its text. */
export function changeToFilled(state: DraftState, area: Area): Change | null {
	const [first, ...others] = rowsIn(state, area);
	if (first === undefined) return null;
	const cells: CellStep[] = [];
	for (const column of area.columns.filter((each) => isColumn(state, each))) {
		const after = state.rows[first]!.cells[column] ?? '';
		for (const row of others) {
			const before = state.rows[row]!.cells[column] ?? '';
			if (before !== after) cells.push({ row, column, before, after });
		}
	}
	return cellChange(cells);
}

export function readArea(state: DraftState, area: Area): string[][] {
	return rowsIn(state, area).map((row) =>
		area.columns.map((column) => textOf(state.rows[row]!.cells[column]))
	);
}

function rowsIn(state: DraftState, { filter, from, to }: Area): readonly number[] {
	return filterRows(state, filter).slice(Math.max(0, from), to);
}

function stepsOf(
	state: DraftState,
	row: number,
	columns: readonly number[],
	texts: readonly string[]
): CellStep[] {
	return columns.flatMap((column, j) => {
		const text = texts[j];
		return text === undefined || !isColumn(state, column) ? [] : stepTo(state, row, { column, text });
	});
}
