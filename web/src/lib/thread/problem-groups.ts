import { textOf, type Cell } from '#shared/row/cell.ts';
import type { CellIssue } from '#shared/validate/cell-issue.ts';
import type { DomainSwap, ProblemGroup } from '../drafts/draft.ts';
import type { Tally } from './tally.ts';

/** CellIssues that are alike, over all rows that are not excluded. */
interface Group {
	/** The first row's; the others' differ only in what their cells hold. */
	sample: CellIssue;
	first: number;
	rows: number;
	/** How often each text stands in the cells. */
	texts: Map<string, number>;
	swap: DomainSwap | null;
}

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
	const key = groupKey(issue, swap);
	const group = groups.get(key);
	if (!group) {
		groups.set(key, { sample: issue, first: index, rows: 1, texts: new Map([[text, 1]]), swap });
		return;
	}
	group.rows += 1;
	group.texts.set(text, (group.texts.get(text) ?? 0) + 1);
	if (index < group.first) {
		group.first = index;
		group.sample = issue;
	}
}

/** The row's issues must still stand in the tally; they are about to be replaced. */
export function takeFromGroups(tally: Tally, issue: CellIssue, index: number): void {
	const text = contentOf(tally.rows[index]!.cells, issue);
	const key = groupKey(issue, domainSwap(issue, text));
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
	if (group.first === index) findFirst(tally, group, key);
}

function findFirst({ issues, states, rows }: Tally, group: Group, key: string): void {
	for (let index = group.first + 1; index < issues.length; index++) {
		if (states[index] === 'removed' || states[index] === 'excluded') continue;
		const { cells } = rows[index]!;
		const alike = issues[index]!.find(
			(issue) => groupKey(issue, domainSwap(issue, contentOf(cells, issue))) === key
		);
		if (alike) {
			group.first = index;
			group.sample = alike;
			return;
		}
	}
}

/** Errors before warnings, then what touches most rows, then from the top and the left. */
export function listGroups(groups: Groups): ProblemGroup[] {
	const listed = [...groups.values()].map(({ sample, first, rows, texts, swap }): ProblemGroup => {
		const { code, level, column, params, fixes } = sample;
		const value = texts.size === 1 ? texts.keys().next().value! : null;
		return { code, level, column, value, params, fixes, swap, rows, firstIndex: first };
	});
	return listed.sort((a, b) => {
		if (a.level !== b.level) return a.level === 'error' ? -1 : 1;
		return b.rows - a.rows || a.firstIndex - b.firstIndex || a.column - b.column || compare(a.code, b.code);
	});
}

function groupKey({ code, level, column, fixes }: CellIssue, swap: DomainSwap | null): string {
	const fix = swap ? `@${swap.from}\n@${swap.to}` : (fixes[0] ?? '');
	return `${code}\n${level}\n${column}\n${fix}`;
}

function contentOf(cells: readonly Cell[], { column }: CellIssue): string {
	return column < 0 ? '' : textOf(cells[column]);
}

function compare(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
