import type { ReviewFilter } from './draft.ts';

/** Cells of a filtered list of rows, to be written in place: `texts[i][j]` goes to row `from + i`, column `columns[j]`. */
export interface Block {
	filter: ReviewFilter;
	/** Position among the filtered rows. */
	from: number;
	/** Indexes into the draft's columns. */
	columns: number[];
	texts: string[][];
	/** What is longer than the list becomes new rows at its end. */
	grow: boolean;
}

/** A rectangle of a filtered list of rows: `to` is exclusive. */
export interface Area {
	filter: ReviewFilter;
	from: number;
	to: number;
	/** Indexes into the draft's columns. */
	columns: number[];
}

/** What to look for in the rows that pass the filter. */
export interface Replacement {
	filter: ReviewFilter;
	/** Looked for as it stands, never as a pattern. */
	find: string;
	replace: string;
	/** Only in this column of the draft. */
	column?: number;
	matchCase: boolean;
	wholeCell: boolean;
}
