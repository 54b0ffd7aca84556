import type { CellIssue } from '#shared/validate/cell-issue.ts';
import type { ReviewRow } from '../drafts/draft.ts';
import type { DraftState } from './draft-state.ts';

const NONE: CellIssue[] = [];

/** All CellIssues of a row: its own and those that come from the other rows. An excluded row has none that matter. */
export function issuesOfRow(state: DraftState, index: number): CellIssue[] {
	const own = state.checked[index]!.verdict.issues;
	const fromTable = state.tableIssues.get(index);
	if (!fromTable) return own.length === 0 ? NONE : own;
	return own.length === 0 ? fromTable : [...own, ...fromTable];
}

export function stateOfRow(
	state: DraftState,
	index: number,
	issues: readonly CellIssue[]
): ReviewRow['state'] {
	const { excluded, verdict } = state.checked[index]!;
	if (excluded) return 'excluded';
	return verdict.recipient === null || issues.some((issue) => issue.level === 'error')
		? 'has-errors'
		: 'ready';
}
