import { textOf, type Cell } from '#shared/row/cell.ts';
import type { CellIssue } from '#shared/validate/cell-issue.ts';
import type { ProblemGroup } from '../drafts/draft.ts';
import type { Tally } from './tally.ts';

/** CellIssues that are alike, over all rows that are not excluded. */
interface Group {
	/** The first row's; the others' differ only in what their cells hold. */
	sample: CellIssue;
	first: number;
	rows: number;
	/** How often each text stands in the cells. */
	texts: Map<string, number>;
}

export type Groups = Map<string, Group>;

export function addToGroups(groups: Groups, issue: CellIssue, index: number, cells: readonly Cell[]): void {
	const key = groupKey(issue);
	const text = contentOf(cells, issue);
	const group = groups.get(key);
	if (!group) {
		groups.set(key, { sample: issue, first: index, rows: 1, texts: new Map([[text, 1]]) });
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
	const key = groupKey(issue);
	const group = tally.groups.get(key);
	if (!group) return;
	group.rows -= 1;
	if (group.rows === 0) {
		tally.groups.delete(key);
		return;
	}
	const text = contentOf(tally.rows[index]!.cells, issue);
	const left = (group.texts.get(text) ?? 1) - 1;
	if (left === 0) group.texts.delete(text);
	else group.texts.set(text, left);
	if (group.first === index) findFirst(tally, group, key);
}

function findFirst({ issues, states }: Tally, group: Group, key: string): void {
	for (let index = group.first + 1; index < issues.length; index++) {
		if (states[index] === 'removed' || states[index] === 'excluded') continue;
		const alike = issues[index]!.find((issue) => groupKey(issue) === key);
		if (alike) {
			group.first = index;
			group.sample = alike;
			return;
		}
	}
}

/** Errors before warnings, then what touches most rows, then from the top and the left. */
export function listGroups(groups: Groups): ProblemGroup[] {
	const listed = [...groups.values()].map(({ sample, first, rows, texts }): ProblemGroup => {
		const { code, level, column, params, fixes } = sample;
		const value = texts.size === 1 ? texts.keys().next().value! : null;
		return { code, level, column, value, params, fixes, rows, firstIndex: first };
	});
	return listed.sort((a, b) => {
		if (a.level !== b.level) return a.level === 'error' ? -1 : 1;
		return b.rows - a.rows || a.firstIndex - b.firstIndex || a.column - b.column || compare(a.code, b.code);
	});
}

function groupKey({ code, level, column, fixes }: CellIssue): string {
	return `${code}\n${level}\n${column}\n${fixes[0] ?? ''}`;
}

function contentOf(cells: readonly Cell[], { column }: CellIssue): string {
	return column < 0 ? '' : textOf(cells[column]);
}

function compare(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
