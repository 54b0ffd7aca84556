import { textOf } from '#shared/row/cell.ts';
import type { CellIssue } from '#shared/validate/cell-issue.ts';
import type { ReviewFilter, ReviewRow } from '../drafts/draft.ts';
import type { DraftState } from './draft-state.ts';
import { issuesOfRow, stateOfRow } from './issues-of-row.ts';

/** Indexes of the rows that pass, in their order. The same question again is answered from memory, until something changes. */
export function filterRows(state: DraftState, filter: ReviewFilter): readonly number[] {
	const key = JSON.stringify([filter.show, filter.definitionId, filter.code, filter.column, filter.text]);
	if (state.filtered?.key === key) return state.filtered.indexes;
	const indexes: number[] = [];
	for (let index = 0; index < state.rows.length; index++)
		if (passes(state, index, filter)) indexes.push(index);
	state.filtered = { key, indexes };
	return indexes;
}

/** Position among the filtered rows of the first one with a problem after `after`. */
export function nextProblem(state: DraftState, filter: ReviewFilter, after: number): number | null {
	const indexes = filterRows(state, filter);
	for (let position = after + 1; position < indexes.length; position++) {
		const index = indexes[position]!;
		const issues = issuesOfRow(state, index);
		if (isShown('problems', stateOfRow(state, index, issues), issues)) return position;
	}
	return null;
}

function passes(state: DraftState, index: number, filter: ReviewFilter): boolean {
	const { verdict } = state.checked[index]!;
	if (filter.definitionId !== undefined && verdict.definition?.id !== filter.definitionId) return false;
	const issues = issuesOfRow(state, index);
	const rowState = stateOfRow(state, index, issues);
	if (!isShown(filter.show, rowState, issues)) return false;
	if (filter.code !== undefined && !hasIssue(filter, rowState, issues)) return false;
	if (!filter.text) return true;
	const wanted = filter.text.toLocaleLowerCase();
	return state.rows[index]!.cells.some((cell) => textOf(cell).toLocaleLowerCase().includes(wanted));
}

function isShown(show: ReviewFilter['show'], row: ReviewRow['state'], issues: readonly CellIssue[]): boolean {
	switch (show) {
		case 'all':
			return true;
		case 'problems':
			return row !== 'excluded' && issues.length > 0;
		case 'errors':
			return row === 'has-errors';
		case 'warnings':
			return row === 'ready' && issues.length > 0;
		case 'excluded':
			return row === 'excluded';
		case 'ready':
			return row === 'ready';
	}
}

function hasIssue(filter: ReviewFilter, row: ReviewRow['state'], issues: readonly CellIssue[]): boolean {
	if (row === 'excluded') return false;
	return issues.some(
		(issue) => issue.code === filter.code && (filter.column === undefined || issue.column === filter.column)
	);
}
