import type { Cell } from '#shared/row/cell.ts';
import type { WorkbookRefusal } from '../../drafts/draft.ts';

/** A sheet as Excel shows it; what is left out is false or nothing. */
export interface ExpectedSheet {
	name: string;
	hidden?: true;
	/** By the row's number in Excel. */
	lines: Record<number, Cell[]>;
	hiddenLines?: number[];
	hiddenColumns?: number[];
	filtered?: true;
	/** As Excel names areas, such as `A1:C1`. */
	merges?: string[];
}

/** `sheets`, or a refusal; both where being right or refusing are equally good. */
export interface Expected {
	sheets?: ExpectedSheet[];
	refused?: WorkbookRefusal['code'];
	/** The name under which a person drops it, where that is not the fixture's. */
	droppedAs?: string;
}

/** One workbook of the corpus, named by its situation, with what a person would see of it. Never read off Sheaf's own reader. */
export interface CorpusCase {
	file: string;
	bytes: Uint8Array;
	expected: Expected;
}

/** A case whose bytes LibreOffice makes from those of another. */
export interface ConvertedCase {
	file: string;
	/** The file of the case that it is made from. */
	from: string;
	/** As `--convert-to` takes it. */
	filter: string;
	expected: Expected;
}

export function sheet(
	name: string,
	lines: ExpectedSheet['lines'],
	more: Omit<ExpectedSheet, 'name' | 'lines'> = {}
): ExpectedSheet {
	return { name, lines, ...more };
}

/** A workbook of one sheet with the name that the packages here give it. */
export function oneSheet(
	lines: ExpectedSheet['lines'],
	more: Omit<ExpectedSheet, 'name' | 'lines'> = {}
): Expected {
	return { sheets: [sheet('Sheet1', lines, more)] };
}

export function number(value: number, text = String(value), more: object = {}): Cell {
	return { kind: 'number', value, text, ...more };
}

export function date(day: string): Cell {
	return { kind: 'date', date: day };
}

export function boolean(value: boolean): Cell {
	return { kind: 'boolean', value };
}

export function error(text: string): Cell {
	return { kind: 'error', text };
}

/** The lines of a column of cells, from the first row on. */
export function column(cells: Cell[]): ExpectedSheet['lines'] {
	return Object.fromEntries(cells.map((cell, i) => [i + 1, [cell]]));
}
