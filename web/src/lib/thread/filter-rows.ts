import { textOf } from '#shared/row/cell.ts';
import type { ReviewFilter } from '../drafts/draft.ts';
import type { DraftState } from './draft-state.ts';
import { orderRows } from './order-rows.ts';

/** Indexes of the rows that pass, in their order. The same question again is answered from memory, until something changes. */
export function filterRows(state: DraftState, filter: ReviewFilter): readonly number[] {
	const { show, definitionId, code, column, text, keys, sort } = filter;
	const key = JSON.stringify([show, definitionId, code, column, text, keys, sort]);
	if (state.filtered?.key === key) return state.filtered.indexes;
	const ordered = orderRows(state, filter);
	const wanted: Wanted = { ...filter, text: text?.toLocaleLowerCase() ?? '', keys: keys && new Set(keys) };
	const isAll = show === 'all' && definitionId === undefined && code === undefined && !text && !keys;
	const indexes =
		isAll && state.draft.removedCount === 0
			? ordered
			: ordered.filter((index) => passes(state, index, wanted));
	state.filtered = { key, indexes };
	return indexes;
}

/** Position among the filtered rows of the first one with a problem after `after`. */
export function nextProblem(state: DraftState, filter: ReviewFilter, after: number): number | null {
	const indexes = filterRows(state, filter);
	for (let position = after + 1; position < indexes.length; position++) {
		if (isShown(state, indexes[position]!, 'problems')) return position;
	}
	return null;
}

/** Where a row of the draft stands among those that pass; null: it does not pass. */
export function positionOf(state: DraftState, filter: ReviewFilter, index: number): number | null {
	const position = filterRows(state, filter).indexOf(index);
	return position < 0 ? null : position;
}

interface Wanted extends Omit<ReviewFilter, 'text' | 'keys'> {
	text: string;
	keys: Set<string> | undefined;
}

function passes(state: DraftState, index: number, wanted: Wanted): boolean {
	const { definitionId, code, text, keys } = wanted;
	const { verdict, cells } = state.tally.rows[index]!;
	if (state.tally.states[index] === 'removed') return false;
	if (keys !== undefined && !keys.has(state.rows[index]!.key)) return false;
	if (definitionId !== undefined && verdict.definition?.id !== definitionId) return false;
	if (!isShown(state, index, wanted.show)) return false;
	if (code !== undefined && !hasIssue(state, index, wanted)) return false;
	return text === '' || cells.some((cell) => textOf(cell).toLocaleLowerCase().includes(text));
}

function isShown({ tally }: DraftState, index: number, show: ReviewFilter['show']): boolean {
	const row = tally.states[index];
	const hasIssues = tally.issues[index]!.length > 0;
	switch (show) {
		case 'all':
			return true;
		case 'problems':
			return row !== 'excluded' && hasIssues;
		case 'errors':
			return row === 'has-errors';
		case 'warnings':
			return row === 'ready' && hasIssues;
		case 'excluded':
			return row === 'excluded';
		case 'ready':
			return row === 'ready';
	}
}

function hasIssue({ tally }: DraftState, index: number, { code, column }: Wanted): boolean {
	if (tally.states[index] === 'excluded') return false;
	return tally.issues[index]!.some(
		(issue) => issue.code === code && (column === undefined || issue.column === column)
	);
}
