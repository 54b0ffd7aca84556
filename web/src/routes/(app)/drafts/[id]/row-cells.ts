import type { ReviewRow } from '#lib/drafts/draft.ts';
import type { CellIssue } from '#shared/validate/cell-issue.ts';
import { m } from '#lib/paraglide/messages.js';
import { dateRead, type GridColumn } from './grid-columns.ts';

/** A cell as the grid draws it. */
export interface DrawnCell {
	text: string;
	/** What Sheaf took the text for, where the text alone does not say it. */
	read: string;
	level: CellIssue['level'] | null;
	/** Its class: a text alone, or several things beside each other; an ID is seen before its name. */
	look: 'plain' | `several${'' | ' id'}${'' | ' error' | ' warning'}`;
}

/** Of a row that is on its way. */
export const BLANK: DrawnCell = { text: '', read: '', level: null, look: 'plain' };

type NameOf = (definitionId: string | null) => string;

/** The cells of a row in the order of the grid's columns. */
export function cellsOf(row: ReviewRow, columns: GridColumn[], nameOf: NameOf): DrawnCell[] {
	return columns.map((column) => {
		const read = row.excluded ? '' : readOf(row, column, nameOf);
		const level = levelAt(row, column.index);
		const id = read && column.meaning === 'definition' ? ' id' : '';
		const look = level ? (`several${id} ${level}` as const) : read ? (`several${id}` as const) : 'plain';
		return { text: row.texts[column.index] ?? '', read, level, look };
	});
}

function readOf(row: ReviewRow, column: GridColumn, nameOf: NameOf): string {
	if (column.meaning !== 'definition') return dateRead(column, row);
	if (!row.definitionId) return '';
	const name = nameOf(row.definitionId);
	return name === row.texts[column.index] ? '' : name;
}

/** The worst of a cell's issues; column -1 is the whole row. */
export function levelAt(row: ReviewRow, column: number): CellIssue['level'] | null {
	if (row.excluded) return null;
	let level: CellIssue['level'] | null = null;
	for (const issue of row.issues) {
		if (issue.column !== column) continue;
		if (issue.level === 'error') return 'error';
		level = 'warning';
	}
	return level;
}

export type RowMark = 'excluded' | 'errors' | 'warnings' | 'ready';

export function markOf(row: ReviewRow): RowMark {
	if (row.excluded) return 'excluded';
	if (row.state === 'has-errors') return 'errors';
	return row.issues.length ? 'warnings' : 'ready';
}

export function wordsOfMark(mark: RowMark): string {
	return {
		excluded: m.draft_state_excluded,
		errors: m.draft_state_errors,
		warnings: m.draft_state_warnings,
		ready: m.draft_state_ready
	}[mark]();
}
