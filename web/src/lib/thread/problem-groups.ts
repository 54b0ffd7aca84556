import { textOf, type Cell } from '#shared/row/cell.ts';
import type { Row } from '#shared/row/row.ts';
import type { CellIssue } from '#shared/validate/cell-issue.ts';
import type { DomainSwap, ProblemGroup } from '../drafts/draft.ts';
import type { Tally } from './tally.ts';

/** CellIssues that are alike, over all rows that are not excluded. */
interface Group {
	/** The first row's; the others' differ only in what their cells hold. */
	sample: CellIssue;
	/** Up to `NAMED_ROWS` of the rows, from the top. */
	firsts: number[];
	rows: number;
	/** How often each text stands in the cells. */
	texts: Map<string, number>;
	swap: DomainSwap | null;
}

/** So many rows of a problem are named. */
export const NAMED_ROWS = 3;

export type Groups = Map<string, Group>;

/**
 * Where the first fix of an address only changes its domain: the two domains. The addresses of one mistyped domain are alike
 * then, whoever they are for.
 */
export function domainSwap({ fixes }: CellIssue, text: string): DomainSwap | null {
	const fix = fixes[0] ?? '';
	const trimmed = text.trim();
	const at = trimmed.lastIndexOf('@') + 1;
	if (at === 0 || fix.slice(0, at).toLowerCase() !== trimmed.slice(0, at).toLowerCase()) return null;
	const from = trimmed.slice(at).toLowerCase();
	const to = fix.slice(at);
	return to === '' || to.includes('@') || from === to ? null : { from, to };
}

export function addToGroups(groups: Groups, issue: CellIssue, index: number, cells: readonly Cell[]): void {
	const text = contentOf(cells, issue);
	const swap = domainSwap(issue, text);
	const key = groupKey(issue, swap, text);
	const group = groups.get(key);
	if (!group) {
		groups.set(key, { sample: issue, firsts: [index], rows: 1, texts: new Map([[text, 1]]), swap });
		return;
	}
	group.rows += 1;
	group.texts.set(text, (group.texts.get(text) ?? 0) + 1);
	if (index < group.firsts[0]!) group.sample = issue;
	nameRow(group, index);
}

function nameRow({ firsts }: Group, index: number): void {
	const isFull = firsts.length === NAMED_ROWS;
	if (firsts.includes(index) || (isFull && index > firsts.at(-1)!)) return;
	firsts.push(index);
	firsts.sort((a, b) => a - b);
	if (isFull) firsts.pop();
}

/** The row's issues must still stand in the tally; they are about to be replaced. */
export function takeFromGroups(tally: Tally, issue: CellIssue, index: number): void {
	const text = contentOf(tally.rows[index]!.cells, issue);
	const key = groupKey(issue, domainSwap(issue, text), text);
	const group = tally.groups.get(key);
	if (!group) return;
	group.rows -= 1;
	if (group.rows === 0) {
		tally.groups.delete(key);
		return;
	}
	const left = (group.texts.get(text) ?? 1) - 1;
	if (left === 0) group.texts.delete(text);
	else group.texts.set(text, left);
	if (group.firsts.includes(index)) findFirsts(tally, group, { key, without: index });
}

/** What follows the last of those named takes the place of the one that was put right. */
function findFirsts(tally: Tally, group: Group, { key, without }: { key: string; without: number }): void {
	const last = group.firsts.at(-1)!;
	group.firsts = group.firsts.filter((index) => index !== without);
	for (let index = last + 1; index < tally.issues.length; index++) {
		if (group.firsts.length >= Math.min(NAMED_ROWS, group.rows)) break;
		if (issueIn(tally, index, key)) group.firsts.push(index);
	}
	const first = group.firsts[0];
	const sample = first === undefined ? undefined : issueIn(tally, first, key);
	if (sample) group.sample = sample;
}

function issueIn({ issues, states, rows }: Tally, index: number, key: string): CellIssue | undefined {
	if (states[index] === 'removed' || states[index] === 'excluded') return undefined;
	const { cells } = rows[index]!;
	return issues[index]!.find((issue) => {
		const text = contentOf(cells, issue);
		return groupKey(issue, domainSwap(issue, text), text) === key;
	});
}

/** Errors before warnings, then what touches most rows, then from the top and the left. */
export function listGroups(groups: Groups, sources: readonly Pick<Row, 'source'>[]): ProblemGroup[] {
	const listed = [...groups.values()].map(({ sample, firsts, rows, texts, swap }): ProblemGroup => {
		const named = firsts.map((index) => ({ index, source: sources[index]!.source }));
		const { code, level, column, params, fixes } = sample;
		const value = texts.size === 1 ? texts.keys().next().value! : null;
		return { code, level, column, value, params, fixes, swap, rows, named };
	});
	return listed.sort((a, b) => {
		if (a.level !== b.level) return a.level === 'error' ? -1 : 1;
		return (
			b.rows - a.rows ||
			a.named[0]!.index - b.named[0]!.index ||
			a.column - b.column ||
			compare(a.code, b.code)
		);
	});
}

/** Where no fix is known, one answer puts right all rows that say the same. */
const ANSWERED_BY_VALUE: readonly CellIssue['code'][] = ['choice-unknown', 'definition-unknown'];

function groupKey({ code, level, column, fixes }: CellIssue, swap: DomainSwap | null, text: string): string {
	const alike = fixes[0] ?? (ANSWERED_BY_VALUE.includes(code) ? text : '');
	const fix = swap ? `@${swap.from}\n@${swap.to}` : alike;
	return `${code}\n${level}\n${column}\n${fix}`;
}

function contentOf(cells: readonly Cell[], { column }: CellIssue): string {
	return column < 0 ? '' : textOf(cells[column]);
}

function compare(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
