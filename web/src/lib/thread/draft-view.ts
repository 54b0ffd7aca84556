import { textOf } from '#shared/row/cell.ts';
import type { CellIssue } from '#shared/validate/cell-issue.ts';
import type { DraftTotals, DraftView, ProblemGroup } from '../drafts/draft.ts';
import type { DraftState } from './draft-state.ts';
import { issuesOfRow, stateOfRow } from './issues-of-row.ts';

type DefinitionTotals = DraftTotals['byDefinition'][number];

/** What the review needs to draw itself: counted anew from all rows, so that the numbers always add up. */
export function viewDraft(state: DraftState): DraftView {
	const totals: DraftTotals = {
		read: state.rows.length,
		ready: 0,
		errors: 0,
		warnings: 0,
		excluded: 0,
		people: 0,
		byDefinition: []
	};
	const byDefinition = new Map<string | null, DefinitionTotals>();
	const contacts = new Set<string>();
	const groups = new Map<string, ProblemGroup>();
	for (const [index, { verdict }] of state.checked.entries()) {
		const issues = issuesOfRow(state, index);
		const rowState = stateOfRow(state, index, issues);
		const own = totalsOf(byDefinition, verdict.definition?.id ?? null);
		if (rowState === 'excluded') count(totals, own, 'excluded');
		else if (rowState === 'has-errors') count(totals, own, 'errors');
		else {
			count(totals, own, 'ready');
			if (issues.length > 0) count(totals, own, 'warnings');
			contacts.add(verdict.recipient!.contact);
		}
		if (rowState !== 'excluded') for (const issue of issues) addToGroup(groups, issue, index, state);
	}
	totals.people = contacts.size;
	totals.byDefinition = [...byDefinition.values()];
	return {
		draft: state.draft,
		totals,
		problems: [...groups.values()].sort(byWeight),
		canUndo: state.done.length > 0,
		canRedo: state.undone.length > 0,
		readOnly: state.readOnly || state.draft.batchId !== null
	};
}

function totalsOf(all: Map<string | null, DefinitionTotals>, definitionId: string | null): DefinitionTotals {
	let own = all.get(definitionId);
	if (!own) all.set(definitionId, (own = { definitionId, ready: 0, errors: 0, warnings: 0, excluded: 0 }));
	return own;
}

function count(totals: DraftTotals, own: DefinitionTotals, of: 'ready' | 'errors' | 'warnings' | 'excluded') {
	totals[of] += 1;
	own[of] += 1;
}

function addToGroup(
	groups: Map<string, ProblemGroup>,
	issue: CellIssue,
	index: number,
	state: DraftState
): void {
	const key = `${issue.code}\n${issue.level}\n${issue.column}\n${issue.fixes[0] ?? ''}`;
	const value = issue.column < 0 ? '' : textOf(state.rows[index]!.cells[issue.column]);
	const group = groups.get(key);
	if (!group) {
		const { code, level, column, params, fixes } = issue;
		groups.set(key, { code, level, column, value, params, fixes, rows: 1, firstIndex: index });
		return;
	}
	group.rows += 1;
	if (group.value !== value) group.value = null;
}

/** Errors before warnings, then what touches most rows, then from the top. */
function byWeight(a: ProblemGroup, b: ProblemGroup): number {
	if (a.level !== b.level) return a.level === 'error' ? -1 : 1;
	return b.rows - a.rows || a.firstIndex - b.firstIndex;
}
