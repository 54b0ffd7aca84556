import type { Cell } from '#shared/row/cell.ts';

/** A row of a sheet that carries something; `line` is its number as Excel shows it. */
export interface Line {
	line: number;
	/** From column A on, without blank cells at the end. */
	cells: Cell[];
}

export interface Sheet {
	name: string;
	hidden: boolean;
	lines: Line[];
}

/** The definitions that a template was made from, as the workbook itself remembers them. */
export interface Remembered {
	definitions: { id: string; version: number }[];
}

export interface WorkbookRead {
	sheets: Sheet[];
	/** null for a workbook that was not made by Sheaf. */
	remembered: Remembered | null;
}
