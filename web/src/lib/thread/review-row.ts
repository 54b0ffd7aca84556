import { textOf } from '#shared/row/cell.ts';
import type { Expiration } from '#shared/expiration/expiration.ts';
import type { ReviewRow } from '../drafts/draft.ts';
import type { DraftState } from './draft-state.ts';
import { issuesOfRow, stateOfRow } from './issues-of-row.ts';

export function reviewRow(state: DraftState, index: number): ReviewRow {
	const row = state.rows[index]!;
	const { definition, recipient } = state.checked[index]!.verdict;
	const issues = issuesOfRow(state, index);
	return {
		index,
		key: row.key,
		source: row.source,
		texts: state.draft.columns.map((_, column) => textOf(row.cells[column])),
		excluded: row.excluded === true,
		state: stateOfRow(state, index, issues),
		definitionId: definition?.id ?? null,
		expiration: recipient && expirationText(recipient.expiration),
		issues
	};
}

function expirationText(expiration: Expiration): string {
	if (expiration.kind === 'never') return 'never';
	return expiration.kind === 'date' ? expiration.date : expiration.duration;
}
