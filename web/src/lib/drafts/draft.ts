import type { Column, SheetColumn } from '#shared/column/column.ts';
import type { Source } from '#shared/row/row.ts';
import type { CellIssue } from '#shared/validate/cell-issue.ts';
import type { ForeignKind } from '../workbook/workbook-kind.ts';
import type { TextLetters } from '../workbook/workbook-read.ts';

export type DateOrder = 'day-first' | 'month-first' | 'year-first';

/** A workbook that was dropped into a draft. */
export interface DraftWorkbook {
	name: string;
	/** SHA-256 of the bytes: the same workbook dropped twice is noticed by it. For a further sheet of it, `#` and its name follow. */
	digest: string;
	sheet: string;
	/** The header's row number, as Excel shows it. */
	headerLine: number;
	/** Lines above the header that hold an address: they may be rows of a list that was not read. */
	peopleAbove: number;
	/** Lines that were left out because all that stands in them is under ignored columns; the first of them are named. */
	aside?: { count: number; lines: number[] };
	rowsRead: number;
	/** The definition of all its rows, where the sheet has no ID column; null while the person has not said. */
	definitionId: string | null;
	/** Set where the person must say which definition the workbook is for: IDs, the likeliest first. */
	candidates: string[];
	/** What each column of the sheet is taken for, from A on; blank ones without a title are left out. */
	columns: WorkbookColumn[];
	/** Titles of required variables that none of them is taken for. */
	missingVariables?: string[];
	/** All sheets of the workbook that carry something, for the person to choose from. */
	sheets: WorkbookSheet[];
	/** Rows that Excel does not show; null where there are none. */
	hiddenRows: HiddenRows | null;
	/** IDs of the definitions that have become newer since the template was made. */
	stale: string[];
	/** Of a text that is not in Unicode: in which letters it was read, and a few of its cells with some. */
	letters?: TextLetters | undefined;
	/** For an export of this draft that came back: how many rows it changed. `rowsRead` are then those that it added. */
	updated?: number;
	/** For such an export, what became of its other rows. */
	cameBack?: CameBack;
}

/** A sheet of a workbook. */
export interface WorkbookSheet {
	name: string;
	hidden: boolean;
	/** Lines that carry something; of a further list those under its header. */
	lines: number;
	/** It is a list of recipients too, beside the one that was read: what the person says of it. */
	alsoList?: 'asked' | 'read' | 'left-out';
}

/** A column of a workbook's sheet. */
export interface WorkbookColumn {
	/** Zero-based, as in the sheet. */
	position: number;
	/** As it stands in the header. */
	title: string;
	/** `title` is the variable's own one where the meaning is a variable. */
	column: SheetColumn;
	/** The person must say whether it is meant so: the title is only like what it is taken for, or Excel hides the column. */
	asked: boolean;
	/** Excel does not show it. */
	hidden: boolean;
	/** The first text in it; '' where all is blank. */
	example: string;
}

/** `taken` is null while the person has not said whether these rows are meant; until then they are excluded. */
export interface HiddenRows {
	count: number;
	/** A filter leaves them out; else they were hidden by hand. */
	filtered: boolean;
	taken: boolean | null;
	/** It is the sheet that Excel does not show, and so all of its rows. */
	sheet?: true;
}

/** Rows of an export that came back, beside those that it added or changed. */
export interface CameBack {
	/** A cell was changed in Excel and here since: the workbook's is taken. Counted among the changed ones too. */
	overwritten: number;
	/** A cell was changed here since and not in Excel: it stays as it is here. */
	kept: number;
	/** Deleted here since, and changed in Excel: they are back. */
	restored: number;
	/** Deleted here since, and left alone in Excel: they stay deleted. */
	deleted: number;
	/** Issued with the draft that they were exported from: passed over. */
	issued: number;
	/** Those of the issued ones that were changed in Excel, which changes no credential. */
	issuedChanged?: number;
	/** In the draft when it was exported and not in the workbook: they stay, until the person leaves them out. `keys` is blank where they are too many. */
	absent?: { count: number; keys: string[]; excluded: boolean } | undefined;
}

/** What the person says of a workbook; what is left out is found by Sheaf. */
export interface WorkbookChoice {
	sheet?: string;
	/** The header's row number, as Excel shows it. */
	headerLine?: number;
	/** By position in the sheet. */
	columns?: { position: number; column: SheetColumn }[];
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
	/** Rows as they are stored; the deleted ones among them keep their places. */
	rowCount: number;
	removedCount: number;
	/** The batch that it became, once it was issued; it is then read-only, until the batch is taken back. */
	batchId: string | null;
	/** The batch that it was, before that was taken back or refused. */
	lastBatchId?: string;
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
	/** What an expiration was understood as: `YYYY-MM-DD`, an ISO duration, `never`; null where it could not be read. */
	expiration: string | null;
	/** What the date variables of a row were understood as, where they could be read: `YYYY-MM-DD` by column. */
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
	/** Only the rows with these keys. */
	keys?: string[];
	/** Without it, as the workbooks have them. */
	sort?: { column: number; descending: boolean };
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

/** A mistyped domain and the one that is meant. */
export interface DomainSwap {
	from: string;
	to: string;
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
	/** Where the fix changes only the domain of an address: the rows then share the domain and not the address. */
	swap: DomainSwap | null;
	rows: number;
	/** The first few of the rows, from the top. */
	named: { index: number; source: Source | null }[];
}

/** What the review needs to draw itself, after every change. */
export interface DraftView {
	draft: Draft;
	totals: DraftTotals;
	problems: ProblemGroup[];
	canUndo: boolean;
	canRedo: boolean;
	/** Rows that could not be read back from the device when the draft was opened. */
	lostRows: number;
	/** It has become a batch, or another tab has it open: changes are refused. */
	readOnly: boolean;
	/** The device is full: the last changes are held in memory, and are stored when there is space. */
	isUnstored: boolean;
	/** In the answer to a change alone: why it was not made. */
	notDone?: ChangeRefusal;
}

/** Why a change was not made, and nothing of it: it goes beyond what a draft can hold. */
export interface ChangeRefusal {
	code: 'too-many-rows' | 'cell-too-long';
	limit: number;
}

/** Why a workbook was refused; the words live in the message files. Nothing already in the draft is lost. */
export interface WorkbookRefusal {
	name: string;
	code:
		| ForeignKind
		| 'numbers'
		| 'unknown-letters'
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
		| 'belongs-to-draft'
		| 'already-issued'
		| 'no-space'
		| 'not-kept'
		| 'not-loaded'
		| 'reading-ended'
		| 'took-too-long'
		| 'cancelled'
		// Of a draft file:
		| 'draft-damaged'
		| 'draft-newer'
		| 'draft-too-large'
		| 'draft-other-organisation'
		| 'draft-here'
		| 'draft-issued'
		| 'draft-apart'
		| 'draft-same-rows'
		| 'draft-lost-rows'
		| 'draft-unknown-definitions'
		| 'draft-changed-definitions';
	params: Record<string, string | number>;
}

export interface DraftSettings {
	timeZone: string;
	/** Milliseconds since the epoch. */
	now: number;
	/** Rows that the server refused when this draft was issued: those issued before for good, others as long as they stay as they are. */
	refused?: { keys: string[]; isIssued: boolean };
}

export interface ImportProgress {
	workbook: string;
	/** 0 to 1, over all workbooks dropped together. */
	done: number;
	rowsRead: number;
}
