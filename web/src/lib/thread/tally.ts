import type { CellIssue } from '#shared/validate/cell-issue.ts';
import type { JudgedRow } from '#shared/validate/validate-table.ts';
import type { DraftTotals, ReviewRow } from '../drafts/draft.ts';
import { addToGroups, takeFromGroups, type Groups } from './problem-groups.ts';

/** What a row is counted as; a removed row counts as nothing. */
export type RowState = ReviewRow['state'] | 'removed';

export type TalliedRow = JudgedRow & { removed: boolean };

type Numbers = Omit<DraftTotals['byDefinition'][number], 'definitionId'>;

/** The numbers of a draft, kept in step row by row: counting a hundred thousand rows anew at each edit would be felt. */
export interface Tally {
	/** By row index, each as it was last counted. */
	rows: TalliedRow[];
	states: RowState[];
	/** By row index: its own CellIssues and those that come from the other rows. */
	issues: (readonly CellIssue[])[];
	numbers: Numbers;
	byDefinition: Map<string | null, Numbers>;
	/** How many ready rows each contact has. */
	people: Map<string, number>;
	groups: Groups;
}

const NONE: readonly CellIssue[] = Object.freeze([]);

export function makeTally(): Tally {
	return {
		rows: [],
		states: [],
		issues: [],
		numbers: noNumbers(),
		byDefinition: new Map(),
		people: new Map(),
		groups: new Map()
	};
}

/** Counts a row as it is now, in place of how it was counted before. */
export function countRow(
	tally: Tally,
	index: number,
	row: TalliedRow,
	fromTable: readonly CellIssue[] | undefined
): void {
	if (tally.rows[index] !== undefined) addUp(tally, index, -1);
	const own = row.verdict.issues;
	const issues = !fromTable ? own : own.length === 0 ? fromTable : [...own, ...fromTable];
	tally.rows[index] = row;
	tally.issues[index] = issues.length === 0 ? NONE : issues;
	tally.states[index] = stateOf(row, issues);
	addUp(tally, index, 1);
}

function stateOf({ removed, excluded, verdict }: TalliedRow, issues: readonly CellIssue[]): RowState {
	if (removed) return 'removed';
	if (excluded) return 'excluded';
	if (verdict.recipient === null) return 'has-errors';
	return issues.length > 0 && issues.some((issue) => issue.level === 'error') ? 'has-errors' : 'ready';
}

/** Adds what the row is counted as to the numbers, or takes it out of them. */
function addUp(tally: Tally, index: number, times: 1 | -1): void {
	const state = tally.states[index]!;
	if (state === 'removed') return;
	const { verdict, cells } = tally.rows[index]!;
	const issues = tally.issues[index]!;
	const own = numbersOf(tally, verdict.definition?.id ?? null);
	const of = state === 'has-errors' ? 'errors' : state;
	tally.numbers[of] += times;
	own[of] += times;
	if (state === 'excluded') return;
	if (state === 'ready') {
		if (issues.length > 0) {
			tally.numbers.warnings += times;
			own.warnings += times;
		}
		// As repeated rows are found: an address in capitals is nobody else's.
		countPerson(tally.people, verdict.recipient!.contact.toLowerCase(), times);
	}
	for (const issue of issues) {
		if (times === 1) addToGroups(tally.groups, issue, index, cells);
		else takeFromGroups(tally, issue, index);
	}
}

function countPerson(people: Map<string, number>, contact: string, times: 1 | -1): void {
	const rows = (people.get(contact) ?? 0) + times;
	if (rows === 0) people.delete(contact);
	else people.set(contact, rows);
}

function numbersOf({ byDefinition }: Tally, definitionId: string | null): Numbers {
	let own = byDefinition.get(definitionId);
	if (!own) byDefinition.set(definitionId, (own = noNumbers()));
	return own;
}

function noNumbers(): Numbers {
	return { ready: 0, errors: 0, warnings: 0, excluded: 0 };
}
