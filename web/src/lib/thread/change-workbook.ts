import { textOf } from '#shared/row/cell.ts';
import type { DraftWorkbook } from '../drafts/draft.ts';
import type { CellStep, Change } from './change.ts';
import type { DraftState } from './draft-state.ts';
import { changeFlag } from './make-changes.ts';

/** Fills the definition in where a workbook's rows have none yet, or still have the answer before this one. */
export function changeDefinition(state: DraftState, digest: string, definitionId: string): Change | null {
	const column = state.draft.columns.findIndex(({ meaning }) => meaning === 'definition');
	const workbook = findWorkbook(state, digest);
	if (!workbook || workbook.definitionId === definitionId || column < 0) return null;
	const cells: CellStep[] = [];
	for (const row of rowsOf(state, digest)) {
		const before = state.rows[row]!.cells[column] ?? '';
		const text = textOf(before).trim();
		if (text === '' || text === workbook.definitionId) {
			cells.push({ row, column, before, after: definitionId });
		}
	}
	return { cells, flags: [], workbooks: replaceWorkbook(state, { ...workbook, definitionId }) };
}

/** The rows that Excel hides: taken in, or left out as excluded ones. */
export function changeHiddenRows(state: DraftState, digest: string, taken: boolean): Change | null {
	const workbook = findWorkbook(state, digest);
	if (!workbook?.hiddenRows || workbook.hiddenRows.taken === taken) return null;
	const rows = rowsOf(state, digest).filter((row) => state.rows[row]!.hidden);
	const change = changeFlag(state, rows, { flag: 'excluded', after: !taken });
	const hiddenRows = { ...workbook.hiddenRows, taken };
	return {
		cells: [],
		flags: change?.flags ?? [],
		workbooks: replaceWorkbook(state, { ...workbook, hiddenRows })
	};
}

/** The columns are meant as they are taken. */
export function changeToConfirmed(state: DraftState, digest: string): Change | null {
	const workbook = findWorkbook(state, digest);
	if (!workbook?.columns.some(({ asked }) => asked)) return null;
	const columns = workbook.columns.map((column) => ({ ...column, asked: false }));
	return { cells: [], flags: [], workbooks: replaceWorkbook(state, { ...workbook, columns }) };
}

/** Its rows go with it. What was dropped stays with the draft, because undoing brings all of it back. */
export function changeToRemoved(state: DraftState, digest: string): Change | null {
	const before = state.draft.workbooks;
	const after = before.filter((workbook) => workbook.digest !== digest);
	if (after.length === before.length) return null;
	const change = changeFlag(state, rowsOf(state, digest), { flag: 'removed', after: true });
	return { cells: [], flags: change?.flags ?? [], workbooks: { before, after } };
}

export function findWorkbook({ draft }: DraftState, digest: string): DraftWorkbook | undefined {
	return draft.workbooks.find((workbook) => workbook.digest === digest);
}

/** Indexes of the rows that came from a workbook and are still there. */
export function rowsOf({ rows }: DraftState, digest: string): number[] {
	const own: number[] = [];
	for (const [index, { source, removed }] of rows.entries()) {
		if (source?.digest === digest && !removed) own.push(index);
	}
	return own;
}

export function replaceWorkbook({ draft }: DraftState, workbook: DraftWorkbook): Change['workbooks'] {
	const before = draft.workbooks;
	return { before, after: before.map((each) => (each.digest === workbook.digest ? workbook : each)) };
}
