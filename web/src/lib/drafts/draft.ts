import type { Column } from '#shared/column/column.ts';
import type { Source } from '#shared/row/row.ts';
import type { CellIssue } from '#shared/validate/cell-issue.ts';

export type DateOrder = 'day-first' | 'month-first';

/** A workbook that was dropped into a draft. */
export interface DraftWorkbook {
	name: string;
	/** SHA-256 of the bytes: the same workbook dropped twice is noticed by it. */
	digest: string;
	sheet: string;
	/** The header's row number, as Excel shows it. */
	headerLine: number;
	rowsRead: number;
	/** The definition of all its rows, where the sheet has no ID column; null while the person has not said. */
	definitionId: string | null;
	/** Set where the person must say which definition the workbook is for: IDs, the likeliest first. */
	candidates: string[];
	/** Titles of columns that Sheaf does not use. */
	ignored: string[];
}

/** Local work that has not been issued, as it lies in IndexedDB (its rows lie beside it, in blocks). */
export interface Draft {
	id: string;
	organisationId: string;
	label: string;
	createdAt: string;
	updatedAt: string;
	columns: Column[];
	workbooks: DraftWorkbook[];
	/** The person's answer for a column whose dates can be read both ways, by column index. */
	dateOrders: Record<number, DateOrder>;
	rowCount: number;
	/** The batch that it became, once it was issued; it is then read-only, until the batch is taken back. */
	batchId: string | null;
}

/** A row as the review shows it. */
export interface ReviewRow {
	/** Position in the draft, from 0. */
	index: number;
	key: string;
	source: Source | null;
	/** What a person reads in each column's cell. */
	texts: string[];
	excluded: boolean;
	state: 'ready' | 'has-errors' | 'excluded';
	definitionId: string | null;
	/** What an expiration was understood as: `YYYY-MM-DD`, an ISO duration, `never`; null where it has an error. */
	expiration: string | null;
	/** What the date variables of a row without errors were understood as: `YYYY-MM-DD` by column. */
	understood: Record<number, string>;
	issues: CellIssue[];
}

export type ReviewFilter = {
	show: 'all' | 'problems' | 'errors' | 'warnings' | 'excluded' | 'ready';
	definitionId?: string;
	/** Only rows with this CellIssue code (in this column). */
	code?: string;
	column?: number;
	text?: string;
};

/** Numbers of a draft; `ready + errors + excluded` is `read`. */
export interface DraftTotals {
	read: number;
	ready: number;
	errors: number;
	warnings: number;
	excluded: number;
	/** Distinct contacts among the ready rows. */
	people: number;
	byDefinition: {
		definitionId: string | null;
		ready: number;
		errors: number;
		warnings: number;
		excluded: number;
	}[];
}

/** CellIssues that are alike: the same code, column and fix, over all rows that are not excluded. */
export interface ProblemGroup {
	code: CellIssue['code'];
	level: CellIssue['level'];
	column: number;
	/** The offending text, when all of the group share it. */
	value: string | null;
	params: CellIssue['params'];
	fixes: string[];
	/** How many rows, and the first of them by index. */
	rows: number;
	firstIndex: number;
}

/** What the review needs to draw itself, after every change. */
export interface DraftView {
	draft: Draft;
	totals: DraftTotals;
	problems: ProblemGroup[];
	canUndo: boolean;
	canRedo: boolean;
	/** It has become a batch, or another tab has it open: changes are refused. */
	readOnly: boolean;
}

/** Why a workbook was refused; the words live in the message files. Nothing already in the draft is lost. */
export interface WorkbookRefusal {
	name: string;
	code:
		| 'not-a-workbook'
		| 'encrypted'
		| 'damaged'
		| 'empty'
		| 'no-header'
		| 'no-rows'
		| 'too-large'
		| 'too-many-rows'
		| 'too-many-columns'
		| 'cell-too-long'
		| 'already-there'
		| 'took-too-long'
		| 'cancelled';
	params: Record<string, string | number>;
}

export interface DraftSettings {
	timeZone: string;
	/** Milliseconds since the epoch. */
	now: number;
}

export interface ImportProgress {
	workbook: string;
	/** 0 to 1, over all workbooks dropped together. */
	done: number;
	rowsRead: number;
}
