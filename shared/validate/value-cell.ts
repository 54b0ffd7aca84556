import type { DateOrder } from '../expiration/date-order.ts';
import type { Cell } from '../row/cell.ts';
import type { CellIssue } from './cell-issue.ts';

/** What a rule needs besides the variable. */
export interface VariableSettings {
	/** Index into the draft's columns; -1 where the draft has no column for the variable. */
	column: number;
	order: DateOrder | null;
	/** The latest year that two digits may mean. */
	latestYear: number;
}

/** A cell that is not blank, as the rules for the types see it. */
export interface ValueCell {
	cell: Cell;
	/** As a person reads it, without blanks at its ends. */
	text: string;
	column: number;
	/** The variable's title. */
	variable: string;
	issues: CellIssue[];
}

/** What every issue of a value's cell carries. */
export function paramsOf({ text, variable }: ValueCell): { value: string; variable: string } {
	return { value: text, variable };
}

/** How a type of variable is read. */
export interface ValueRule {
	/** The canonical text, and what is wrong among the issues; with an error there, whatever it returns is not used. */
	read: (value: ValueCell) => string;
	/** What `read` would return, where that is plain and nothing is wrong, as nearly always; null: `read` must look. */
	quick?: (cell: Cell) => string | null;
}
