import { textOf } from '#shared/row/cell.ts';
import type { DateOrder, DomainSwap } from '../drafts/draft.ts';
import { cellChange, type CellStep, type Change, type FlagStep } from './change.ts';
import { placeOf, type DraftState } from './draft-state.ts';
import { domainSwap } from './problem-groups.ts';

/** null, here and below: nothing would change. */
export function changeCell(
	state: DraftState,
	key: string,
	at: { column: number; text: string }
): Change | null {
	const row = placeOf(state, key);
	if (row === undefined || !isColumn(state, at.column)) return null;
	return cellChange(stepTo(state, row, at));
}

/** A step only where the cell does not read so already: a number that is typed again stays a number. */
export function stepTo(
	state: DraftState,
	row: number,
	{ column, text }: { column: number; text: string }
): CellStep[] {
	const before = state.rows[row]?.cells[column] ?? '';
	return textOf(before) === text ? [] : [{ row, column, before, after: text }];
}

export function isColumn({ draft }: DraftState, column: number): boolean {
	return column >= 0 && column < draft.columns.length;
}

/** CellIssues that are to be put right together. */
export interface IssueGroup {
	code: string;
	column: number;
	/** The content that their cells share; null where they differ. */
	value: string | null;
	/** The domains that their fixes change, each address keeping its own name. */
	swap?: DomainSwap | null;
}

/**
 * Puts `text` into every cell with that issue and content. A group without one content is the cells for which `text` is the
 * first fix, where there are such; of a group with a domain each cell gets its own fix.
 */
export function changeGroup(state: DraftState, group: IssueGroup, text: string): Change | null {
	if (!isColumn(state, group.column)) return null;
	const all: CellStep[] = [];
	const fixed: CellStep[] = [];
	for (const [row, { cells, excluded }] of state.tally.rows.entries()) {
		if (excluded) continue;
		const issue = state.tally.issues[row]!.find(
			({ code, column }) => code === group.code && column === group.column
		);
		const before = cells[group.column] ?? '';
		if (!issue || (group.value !== null && textOf(before) !== group.value)) continue;
		const change = { row, column: group.column, before, after: text };
		all.push(change);
		if (group.swap && isSameSwap(domainSwap(issue, textOf(before)), group.swap))
			fixed.push({ ...change, after: issue.fixes[0]! });
		else if (!group.swap && issue.fixes[0] === text) fixed.push(change);
	}
	if (group.swap) return cellChange(fixed);
	return cellChange(group.value === null && fixed.length > 0 ? fixed : all);
}

function isSameSwap(one: DomainSwap | null, other: DomainSwap): boolean {
	return one?.from === other.from && one.to === other.to;
}

export function changeExcluded(state: DraftState, keys: readonly string[], after: boolean): Change | null {
	const rows = [...new Set(keys)].map((key) => placeOf(state, key));
	return changeFlag(state, rows, { flag: 'excluded', after });
}

/** The rows that are not so already, and are there. */
export function changeFlag(
	state: DraftState,
	rows: Iterable<number | undefined>,
	{ flag, after }: Pick<FlagStep, 'flag' | 'after'>
): Change | null {
	const flags: FlagStep[] = [];
	for (const row of rows) {
		if (row === undefined || (state.rows[row]!.removed && flag !== 'removed')) continue;
		const before = state.rows[row]![flag] === true;
		if (before !== after) flags.push({ row, flag, before, after });
	}
	return flags.length === 0 ? null : { cells: [], flags };
}

export function changeDateOrder(state: DraftState, column: number, after: DateOrder): Change | null {
	const before = state.draft.dateOrders[column];
	return before === after ? null : { cells: [], flags: [], dateOrder: { column, before, after } };
}
