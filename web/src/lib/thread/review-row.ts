import { titleKey } from '#shared/column/title-key.ts';
import type { Definition } from '#shared/definition/definition.ts';
import type { Expiration } from '#shared/expiration/expiration.ts';
import { textOf } from '#shared/row/cell.ts';
import type { ReviewRow } from '../drafts/draft.ts';
import type { DraftState } from './draft-state.ts';

export function reviewRow(state: DraftState, index: number): ReviewRow {
	const row = state.rows[index]!;
	const { tally } = state;
	const { definition, recipient } = tally.rows[index]!.verdict;
	const counted = tally.states[index]!;
	return {
		index,
		key: row.key,
		source: row.source,
		texts: state.draft.columns.map((_, column) => textOf(row.cells[column])),
		excluded: row.excluded === true,
		// A removed row passes no filter, so it is never asked for.
		state: counted === 'removed' ? 'excluded' : counted,
		definitionId: definition?.id ?? null,
		expiration: recipient && expirationText(recipient.expiration),
		understood: recipient && definition ? datesOf(state, definition, recipient.values) : {},
		issues: [...tally.issues[index]!]
	};
}

function expirationText(expiration: Expiration): string {
	if (expiration.kind === 'never') return 'never';
	return expiration.kind === 'date' ? expiration.date : expiration.duration;
}

/** How the date variables were read, by column. */
function datesOf(
	{ draft }: DraftState,
	{ variables }: Definition,
	values: readonly string[]
): Record<number, string> {
	const dates: Record<number, string> = {};
	for (const [place, { title, type }] of variables.entries()) {
		const value = values[place];
		if (type !== 'date' || !value) continue;
		const column = draft.columns.findIndex(
			(each) => each.meaning === 'variable' && titleKey(each.title) === titleKey(title)
		);
		if (column >= 0) dates[column] = value;
	}
	return dates;
}
