import type { Cell } from '#shared/row/cell.ts';

/** A row of a sheet that carries something; `line` is its number as Excel shows it. */
export interface Line {
	line: number;
	/** From column A on, without blank cells at the end. */
	cells: Cell[];
	/** Excel does not show it: somebody hid it, or a filter leaves it out. */
	hidden?: true;
}

/** An area of merged cells: zero-based columns, lines as Excel shows them, all inclusive. Its content is its first cell's. */
export interface Merge {
	fromLine: number;
	toLine: number;
	fromColumn: number;
	toColumn: number;
}

export interface Sheet {
	name: string;
	/** Hidden by the person or by a program; Excel shows no tab for it. */
	hidden: boolean;
	lines: Line[];
	/** Zero-based columns that Excel does not show, in order; only those that carry something. */
	hiddenColumns: number[];
	/** A filter is set: the hidden lines may be what it leaves out. */
	filtered: boolean;
	merges: Merge[];
}

/** What a workbook that Sheaf made remembers of itself. */
export interface Remembered {
	/** The definitions and versions that a template was made from. */
	definitions: { id: string; version: number }[];
	/** The draft that it was exported from; absent in a template. */
	draftId?: string;
	/** How many rows that had then, the deleted ones among them. */
	draftRows?: number;
}

/** A page of letters that a text may be in where it is not Unicode. */
export type TextPage = 'windows-1252' | 'macintosh' | 'dos' | 'windows-1250' | 'windows-1251';

/** What the letters of a text were taken for, which nobody can know for sure. */
export interface TextLetters {
	page: TextPage;
	/** A few of its cells with such letters. */
	examples: string[];
}

export interface WorkbookRead {
	sheets: Sheet[];
	/** null for a workbook that was not made by Sheaf. */
	remembered: Remembered | null;
	/** Of a text that is not in Unicode and has letters beyond ASCII. */
	letters?: TextLetters;
}
