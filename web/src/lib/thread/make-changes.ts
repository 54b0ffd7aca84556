import { textOf } from '#shared/row/cell.ts';
import type { DateOrder } from '../drafts/draft.ts';
import type { Change } from './change.ts';
import type { DraftState } from './draft-state.ts';
import { issuesOfRow } from './issues-of-row.ts';

/** null, here and below: nothing would change. */
export function changeCell(
	state: DraftState,
	key: string,
	at: { column: number; text: string }
): Change | null {
	const row = state.places.get(key);
	if (row === undefined || at.column < 0 || at.column >= state.draft.columns.length) return null;
	const before = state.rows[row]!.cells[at.column] ?? '';
	if (textOf(before) === at.text) return null;
	return { cells: [{ row, column: at.column, before, after: at.text }], excluded: [] };
}

/**
 * Puts `text` into every cell with that issue and content. A group without one content is the cells for which `text` is the
 * first fix, where there are such.
 */
export function changeGroup(
	state: DraftState,
	group: { code: string; column: number; value: string | null },
	text: string
): Change | null {
	if (group.column < 0 || group.column >= state.draft.columns.length) return null;
	const all: Change['cells'] = [];
	const fixed: Change['cells'] = [];
	for (const [row, { cells, excluded }] of state.checked.entries()) {
		if (excluded) continue;
		const issue = issuesOfRow(state, row).find(
			({ code, column }) => code === group.code && column === group.column
		);
		const before = cells[group.column] ?? '';
		if (!issue || (group.value !== null && textOf(before) !== group.value)) continue;
		const change = { row, column: group.column, before, after: text };
		all.push(change);
		if (issue.fixes[0] === text) fixed.push(change);
	}
	const cells = group.value === null && fixed.length > 0 ? fixed : all;
	return cells.length === 0 ? null : { cells, excluded: [] };
}

export function changeExcluded(state: DraftState, keys: readonly string[], after: boolean): Change | null {
	const excluded: Change['excluded'] = [];
	for (const key of new Set(keys)) {
		const row = state.places.get(key);
		if (row === undefined) continue;
		const before = state.rows[row]!.excluded === true;
		if (before !== after) excluded.push({ row, before, after });
	}
	return excluded.length === 0 ? null : { cells: [], excluded };
}

/** Fills the definition in where a workbook's rows have none yet, or still have the answer before this one. */
export function changeDefinition(state: DraftState, digest: string, definitionId: string): Change | null {
	const column = state.draft.columns.findIndex(({ meaning }) => meaning === 'definition');
	let from = 0;
	for (const workbook of state.draft.workbooks) {
		const to = from + workbook.rowsRead;
		if (workbook.digest === digest) {
			const before = workbook.definitionId;
			if (before === definitionId || column < 0) return null;
			const cells: Change['cells'] = [];
			for (let row = from; row < to; row++) {
				const cell = state.rows[row]?.cells[column] ?? '';
				const text = textOf(cell).trim();
				if (text === '' || text === before) {
					cells.push({ row, column, before: cell, after: definitionId });
				}
			}
			return { cells, excluded: [], definition: { digest, before, after: definitionId } };
		}
		from = to;
	}
	return null;
}

export function changeDateOrder(state: DraftState, column: number, after: DateOrder): Change | null {
	const before = state.draft.dateOrders[column];
	return before === after ? null : { cells: [], excluded: [], dateOrder: { column, before, after } };
}
