import type { Expiration } from '#shared/expiration/expiration.ts';
import { textOf, type Cell } from '#shared/row/cell.ts';
import type { CellIssue } from '#shared/validate/cell-issue.ts';
import type { Rules } from '#shared/validate/compile-rules.ts';
import type { ReviewRow } from '../drafts/draft.ts';
import type { DraftState } from './draft-state.ts';
import { paramsOf } from './other-row.ts';

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
		expiration: recipient ? expirationText(recipient.expiration) : readExpirationIn(state.rules, row.cells),
		understood: definition ? datesOf(state.rules, definition.id, row.cells) : {},
		issues: tally.issues[index]!.map((issue) => ({ ...issue, params: paramsOf(state, issue, index) }))
	};
}

function expirationText(expiration: Expiration): string {
	if (expiration.kind === 'never') return 'never';
	return expiration.kind === 'date' ? expiration.date : expiration.duration;
}

/** What a cell says of the expiration, whatever else is wrong in its row. */
function readExpirationIn({ places, readExpiration }: Rules, cells: readonly Cell[]): string | null {
	const cell = cells[places.expiration];
	if (cell === undefined || cell === '') return null;
	const reading = readExpiration(cell);
	return reading.kind === 'expiration' ? expirationText(reading.expiration) : null;
}

/** How the date variables were read, by column; also in a row that has errors elsewhere. */
function datesOf(
	{ definitions }: Rules,
	definitionId: string,
	cells: readonly Cell[]
): Record<number, string> {
	const own = definitions.get(definitionId);
	const dates: Record<number, string> = {};
	for (const [place, { type }] of own?.definition.variables.entries() ?? []) {
		const { column, read } = own!.variables[place]!;
		if (type !== 'date' || column < 0) continue;
		const issues: CellIssue[] = [];
		const date = read(cells[column], issues);
		if (date && !issues.some(({ level }) => level === 'error')) dates[column] = date;
	}
	return dates;
}
