import { type Column, GUIDE_TITLES, type Meaning, type SheetColumn } from '../column/column.ts';
import { titleKey } from '../column/title-key.ts';
import { type Cell, textOf } from '../row/cell.ts';
import { isBlankCell, isBlankRow } from '../row/is-blank.ts';
import { splitName } from '../row/split-name.ts';
import type { ReadSheet } from './read-sheet.ts';

/** A row of the merged draft: `sheet` is an index into the sheets that were merged, `cells` follow the merged columns. */
export interface MergedRow {
	sheet: number;
	line: number;
	cells: Cell[];
	hidden?: true;
	/** All that stands in it is under columns that are ignored: a total, somebody's note. */
	aside?: true;
}

const GUIDE = Object.keys(GUIDE_TITLES) as (keyof typeof GUIDE_TITLES)[];

/**
 * Puts sheets together under the union of their columns. `into` are the draft's columns so far ([] for a new one); they
 * keep their places, so that rows already there need not move. New ones follow in the guide's order: the definition,
 * the four, the variables, then what is ignored. A sheet without a definition column gets its `definitionId` in each
 * row. Blank lines, and columns with neither a title nor a cell, are left out; lines aside of what is meant are marked.
 */
export function mergeSheets(
	into: readonly Column[],
	sheets: readonly ReadSheet[]
): { columns: Column[]; rows: MergedRow[] } {
	const columns: Column[] = [...into];
	const places = new Map<string, number>();
	for (const [index, column] of placesOf(columns).entries()) places.set(column, index);
	const add = (place: string, column: Column) => {
		if (places.has(place)) return;
		places.set(place, columns.length);
		columns.push(column);
	};
	for (const meaning of GUIDE) add(meaning, { meaning, title: GUIDE_TITLES[meaning] });
	const found = sheets.map((sheet) => findColumns(sheet));
	for (const meaning of ['variable', 'ignored'] satisfies Meaning[]) {
		for (const { place, column } of found.flat()) if (column.meaning === meaning) add(place, column);
	}
	const rows = sheets.flatMap((sheet, index) => {
		const targets = found[index]!.map(({ place, position, take, column }) => ({
			position,
			target: places.get(place)!,
			take,
			isIgnored: column.meaning === 'ignored'
		}));
		return placeRows(sheet, targets, { sheet: index, width: columns.length, ids: places.get('definition')! });
	});
	return { columns, rows };
}

/** A name for each column's place in the union; the second column of one title is another place than the first. */
function placesOf(columns: readonly Column[]): string[] {
	const times = new Map<string, number>();
	return columns.map(({ meaning, title }) => {
		if (meaning !== 'variable' && meaning !== 'ignored') return meaning;
		const place = `${meaning} ${meaning === 'variable' ? titleKey(title) : title}`;
		const time = (times.get(place) ?? 0) + 1;
		times.set(place, time);
		return `${place} ${time}`;
	});
}

function findColumns(sheet: ReadSheet) {
	const filled = findFilled(sheet);
	const widest = Math.max(-1, ...filled) + 1;
	// Cells to the right of the header are somebody's notes: kept, under no title.
	const untitled: Column = { meaning: 'ignored', title: '' };
	const columns = [...sheet.columns];
	while (columns.length < widest) columns.push(untitled);
	const kept = columns
		.flatMap((column, position) => partsOf(column, sheet.columns).map((part) => ({ ...part, position })))
		.filter(({ column, position }) => column.title !== '' || filled.has(position));
	const places = placesOf(kept.map(({ column }) => column));
	return kept.map((each, index) => ({ ...each, place: places[index]! }));
}

/** Takes a cell's part out of it; absent where the cell is taken as it is. */
type Take = (cell: Cell) => Cell;

/** A column of whole names is two, where the sheet has no names of its own besides. */
function partsOf(
	{ meaning, title }: SheetColumn,
	others: readonly SheetColumn[]
): { column: Column; take?: Take }[] {
	if (meaning !== 'full-name' && meaning !== 'reversed-name') return [{ column: { meaning, title } }];
	if (others.some((other) => other.meaning === 'first-name' || other.meaning === 'last-name'))
		return [{ column: { meaning: 'ignored', title } }];
	const split = (cell: Cell) => splitName(textOf(cell), meaning === 'reversed-name');
	return [
		{
			column: { meaning: 'first-name', title: GUIDE_TITLES['first-name'] },
			take: (cell) => split(cell).first
		},
		{ column: { meaning: 'last-name', title: GUIDE_TITLES['last-name'] }, take: (cell) => split(cell).last }
	];
}

/** Positions without a title that hold something in some line. */
function findFilled({ columns, lines }: ReadSheet): Set<number> {
	const filled = new Set<number>();
	const untitled = columns.flatMap(({ title }, position) => (title === '' ? [position] : []));
	for (const { cells } of lines) {
		for (const position of untitled) if (!isBlankCell(cells[position])) filled.add(position);
		for (let i = columns.length; i < cells.length; i++) if (!isBlankCell(cells[i])) filled.add(i);
	}
	return filled;
}

function placeRows(
	{ lines, columns, definitionId }: ReadSheet,
	targets: readonly { position: number; target: number; take?: Take; isIgnored: boolean }[],
	{ sheet, width, ids }: { sheet: number; width: number; ids: number }
): MergedRow[] {
	const fillsId = definitionId !== null && !columns.some((column) => column.meaning === 'definition');
	const rows: MergedRow[] = [];
	for (const { line, cells, hidden } of lines) {
		if (isBlankRow(cells)) continue;
		const placed = new Array<Cell>(width).fill('');
		let isAside = true;
		for (const { position, target, take, isIgnored } of targets) {
			const cell = cells[position] ?? '';
			placed[target] = take ? take(cell) : cell;
			if (isAside && !isIgnored && !isBlankCell(cell)) isAside = false;
		}
		if (fillsId) placed[ids] = definitionId;
		const row: MergedRow = { sheet, line, cells: placed };
		if (hidden) row.hidden = true;
		if (isAside) row.aside = true;
		rows.push(row);
	}
	return rows;
}
