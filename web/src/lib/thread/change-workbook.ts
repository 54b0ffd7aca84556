import type { SheetColumn } from '#shared/column/column.ts';
import { textOf } from '#shared/row/cell.ts';
import type { DraftWorkbook } from '../drafts/draft.ts';
import { findCandidates, findMissingVariables } from '../workbook/missing-columns.ts';
import type { CellStep, Change } from './change.ts';
import type { DraftState } from './draft-state.ts';
import { changeFlag } from './make-changes.ts';

/** Rows that show what a column holds. */
const SAMPLED_ROWS = 50;

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
	const told = askForVariables(state, { ...workbook, definitionId });
	return { cells, flags: [], workbooks: replaceWorkbook(state, told) };
}

/** Only now is it known what the columns that are taken for nothing may hold. */
function askForVariables(state: DraftState, workbook: DraftWorkbook): DraftWorkbook {
	const { missingVariables: _, ...bare } = workbook;
	const meanings = workbook.columns.map(({ column }) => column);
	const definitions = state.catalog.filter(({ id }) => id === workbook.definitionId);
	const variables = findMissingVariables(meanings, definitions);
	if (variables.length === 0) return bare;
	const places = placesOfIgnored(state, meanings);
	const sampled = rowsOf(state, workbook.digest).slice(0, SAMPLED_ROWS);
	const lines = sampled.map((index) => {
		const { source, cells } = state.rows[index]!;
		return { line: source!.line, cells: places.map((place) => cells[place] ?? '') };
	});
	const candidates = findCandidates(meanings, lines, variables);
	const columns = workbook.columns.map((column, i) =>
		candidates.includes(i) ? { ...column, asked: true } : column
	);
	return { ...bare, columns, missingVariables: variables.map(({ title }) => title) };
}

/** Where the draft keeps the cells of each column that is taken for nothing; -1 for the others. */
function placesOfIgnored({ draft }: DraftState, meanings: readonly SheetColumn[]): number[] {
	const taken = new Set<number>();
	return meanings.map(({ meaning, title }) => {
		if (meaning !== 'ignored') return -1;
		const place = draft.columns.findIndex(
			(column, i) => column.meaning === 'ignored' && column.title === title && !taken.has(i)
		);
		taken.add(place);
		return place;
	});
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
