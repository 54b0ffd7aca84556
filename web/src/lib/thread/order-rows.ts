import { textOf, type Cell } from '#shared/row/cell.ts';
import type { Row } from '#shared/row/row.ts';
import type { ReviewFilter } from '../drafts/draft.ts';
import type { DraftState } from './draft-state.ts';

export interface RowOrder {
	key: string;
	/** Rows that there were when it was made. */
	rows: number;
	/** Indexes of all rows, removed ones too. */
	indexes: readonly number[];
}

/** Beyond so many different texts, comparing them as a dictionary does would be felt. */
const MOST_COLLATED = 20_000;
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** All rows in the order that is asked for. It stays as it is while rows are edited, and is made anew when rows come. */
export function orderRows(state: DraftState, { sort }: ReviewFilter): readonly number[] {
	const key = sort ? `${sort.column} ${sort.descending}` : '';
	const known = state.ordered;
	if (known?.key === key && known.rows === state.rows.length) return known.indexes;
	const placed = placeRows(state.rows);
	const indexes = sort ? sortRows(state.rows, placed, sort) : placed;
	state.ordered = { key, rows: state.rows.length, indexes };
	return indexes;
}

/** As the workbooks have them, with inserted rows below those that they were inserted at. */
function placeRows(rows: readonly Row[]): number[] {
	const indexes = rows.map((_, index) => index);
	if (!rows.some((row) => row.place !== undefined)) return indexes;
	const placeOf = (index: number) => rows[index]!.place ?? index;
	return indexes.sort((a, b) => placeOf(a) - placeOf(b) || a - b);
}

function sortRows(
	rows: readonly Row[],
	indexes: readonly number[],
	{ column, descending }: NonNullable<ReviewFilter['sort']>
): number[] {
	const cells = rows.map((row) => row.cells[column]);
	const ranks = rankTexts(cells);
	const sign = descending ? -1 : 1;
	const compare = (a: number, b: number) => {
		const one = ranks.get(textOf(cells[a]))!;
		const other = ranks.get(textOf(cells[b]))!;
		// Blank ones come last either way, as in Excel.
		if (one === BLANK || other === BLANK) return one === other ? 0 : one === BLANK ? 1 : -1;
		return sign * (one - other);
	};
	return [...indexes].sort(compare);
}

const BLANK = -1;

/** Each text's place among the different ones, so that no two are compared twice. */
function rankTexts(cells: readonly (Cell | undefined)[]): Map<string, number> {
	const values = new Map<string, number | null>();
	for (const cell of cells) {
		const isNumber = typeof cell === 'object' && cell.kind === 'number';
		values.set(textOf(cell), isNumber ? cell.value : null);
	}
	const isCollated = values.size <= MOST_COLLATED;
	const sorted = [...values].sort(([a, x], [b, y]) => {
		if (x !== null && y !== null) return x - y;
		if (isCollated) return collator.compare(a, b);
		const one = a.toLowerCase();
		const other = b.toLowerCase();
		return one < other ? -1 : one > other ? 1 : 0;
	});
	return new Map(sorted.map(([text], rank) => [text, text.trim() === '' ? BLANK : rank]));
}
