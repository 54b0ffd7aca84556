/**
 * One cell as it was read, keeping what its text alone would lose. Plain text is a bare string and '' is blank.
 * Shapes are small because a draft holds a million of them and sends them between threads and into IndexedDB.
 */
export type Cell = string | NumberCell | DateCell | BooleanCell | ErrorCell;

/** A number; `text` is what the person sees in Excel (zero-padded, percent), never in scientific notation. */
export interface NumberCell {
	kind: 'number';
	value: number;
	text: string;
	/** Shown with a percent format: `value` 0.85 is seen as "85%". */
	percent?: true;
	/** More than 15 digits: Excel has already lost the rest. */
	lostDigits?: true;
}

/** A serial number under a date format; `date` is the calendar date `YYYY-MM-DD`, without any time zone. */
export interface DateCell {
	kind: 'date';
	date: string;
}

export interface BooleanCell {
	kind: 'boolean';
	value: boolean;
}

/** `text` is the error as Excel shows it, such as `#N/A`. */
export interface ErrorCell {
	kind: 'error';
	text: string;
}

/** The cell as a person would read it; '' for a blank one. */
export function textOf(cell: Cell | undefined): string {
	if (cell === undefined) return '';
	if (typeof cell === 'string') return cell;
	if (cell.kind === 'date') return cell.date;
	if (cell.kind === 'boolean') return cell.value ? 'TRUE' : 'FALSE';
	return cell.text;
}
