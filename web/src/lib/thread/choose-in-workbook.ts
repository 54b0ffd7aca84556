import type { Column } from '#shared/column/column.ts';
import { titleKey } from '#shared/column/title-key.ts';
import { type Cell, textOf } from '#shared/row/cell.ts';
import { loadDraftFile } from '../drafts/draft-files.ts';
import type { DraftWorkbook, WorkbookChoice, WorkbookRefusal } from '../drafts/draft.ts';
import { loadShapes, rememberShape } from '../drafts/known-shapes.ts';
import { headerShape } from '../workbook/choose-sheet.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';
import { mergeIntoDraft, type AddedRows } from './add-workbook.ts';
import { bringIn, type MakeId } from './change-rows.ts';
import { findWorkbook, replaceWorkbook, rowsOf } from './change-workbook.ts';
import type { CellStep, Change } from './change.ts';
import type { DraftState } from './draft-state.ts';
import { findWorkbook as findIn, loadBytes, type FoundWorkbook } from './import-workbook.ts';
import { changeFlag } from './make-changes.ts';

/** Lines that are shown for choosing the header. */
const PEEKED_LINES = 60;

/** Reads a workbook of the draft again as the person says; null where nothing would change. */
export async function changeByChoice(
	state: DraftState,
	{ digest, choice }: { digest: string; choice: WorkbookChoice },
	makeId: MakeId
): Promise<Change | WorkbookRefusal | null> {
	const workbook = findWorkbook(state, digest);
	if (!workbook) return null;
	const file = await loadDraftFile(state.draft.id, digest);
	if (file === null) return { name: workbook.name, code: 'damaged', params: {} };
	const loaded = await loadBytes(file, workbook.name);
	if ('code' in loaded) return loaded;
	const known = await loadShapes(state.draft.organisationId);
	const options = { catalog: state.catalog, known };
	const of = { ...loaded, name: workbook.name };
	const found = await findIn(of, options, completeChoice(workbook, choice));
	if ('code' in found) return found;
	const told = keepAnswers(workbook, found);
	const merged = mergeIntoDraft(state.draft, told, makeId);
	if ('code' in merged) return merged;
	const isSameSheet =
		told.workbook.sheet === workbook.sheet && told.workbook.headerLine === workbook.headerLine;
	const before = isSameSheet ? await findIn(of, options, completeChoice(workbook, {})) : null;
	const change =
		before && !('code' in before)
			? changeMapping(state, mergeIntoDraft(state.draft, before, makeId), merged)
			: replaceRows(state, digest, merged);
	const { columns } = state.draft;
	return {
		...change,
		workbooks: replaceWorkbook(state, merged.workbook),
		...(merged.columns.length > columns.length ? { columns: { before: columns, after: merged.columns } } : {})
	};
}

/** The first lines of a sheet. */
export async function peekSheet(
	state: DraftState,
	digest: string,
	sheet: string
): Promise<{ line: number; texts: string[] }[]> {
	const name = findWorkbook(state, digest)?.name ?? '';
	const file = await loadDraftFile(state.draft.id, digest);
	const loaded = file && (await loadBytes(file, name));
	if (!loaded || 'code' in loaded) return [];
	const read = await readWorkbook(loaded.bytes, name);
	const found = 'code' in read ? undefined : read.sheets.find((each) => each.name === sheet);
	return (found?.lines ?? [])
		.slice(0, PEEKED_LINES)
		.map(({ line, cells }) => ({ line, texts: cells.map(textOf) }));
}

/** What was answered of a header's columns holds for the next workbook of this shape. */
export async function rememberColumns(
	{ draft }: DraftState,
	workbook: DraftWorkbook | undefined
): Promise<void> {
	if (!workbook || workbook.columns.length === 0 || workbook.columns.some(({ asked }) => asked)) return;
	const width = Math.max(...workbook.columns.map(({ position }) => position)) + 1;
	const titles = new Array<string>(width).fill('');
	const columns = titles.map((): Column => ({ meaning: 'ignored', title: '' }));
	for (const { position, title, column } of workbook.columns) {
		titles[position] = title;
		columns[position] = column;
	}
	await rememberShape(draft.organisationId, headerShape(titles), columns);
}

/** What the person says, over what was found or said before, where that still holds. */
function completeChoice(workbook: DraftWorkbook, choice: WorkbookChoice): WorkbookChoice {
	const sheet = choice.sheet ?? workbook.sheet;
	if (sheet !== workbook.sheet) return { ...choice, sheet };
	const headerLine = choice.headerLine ?? workbook.headerLine;
	if (headerLine !== workbook.headerLine) return { ...choice, sheet, headerLine };
	const said = new Map(choice.columns?.map(({ position, column }) => [position, column]));
	const taken = new Set([...said.values()].map(placeName));
	const kept = workbook.columns.flatMap(({ position, column, asked, title }) => {
		if (said.has(position)) return [];
		// A meaning goes to one column: whoever had it before is no longer used.
		if (taken.has(placeName(column)))
			return [{ position, column: { meaning: 'ignored' as const, title: title.trim() } }];
		return asked ? [] : [{ position, column }];
	});
	return { sheet, headerLine, columns: [...kept, ...(choice.columns ?? [])] };
}

function placeName({ meaning, title }: Column): string {
	if (meaning === 'ignored') return '';
	return meaning === 'variable' ? `variable ${titleKey(title)}` : meaning;
}

function keepAnswers(before: DraftWorkbook, found: FoundWorkbook): FoundWorkbook {
	const { workbook } = found;
	const hasIds = workbook.columns.some(({ column }) => column.meaning === 'definition');
	const hiddenRows = workbook.hiddenRows && {
		...workbook.hiddenRows,
		taken: before.hiddenRows?.taken ?? null
	};
	const definitionId = hasIds ? null : (workbook.definitionId ?? before.definitionId);
	return { ...found, workbook: { ...workbook, definitionId, hiddenRows } };
}

/** The same rows under other meanings: only the cells whose meaning changed are written, so that edits stay. */
function changeMapping(state: DraftState, before: AddedRows | WorkbookRefusal, after: AddedRows): Change {
	const cells: CellStep[] = [];
	const old = new Map('code' in before ? [] : before.rows.map((row) => [row.source!.line, row.cells]));
	const fresh = new Map(after.rows.map((row) => [row.source!.line, row.cells]));
	for (const index of rowsOf(state, after.workbook.digest)) {
		const row = state.rows[index]!;
		const was = old.get(row.source!.line);
		const now = fresh.get(row.source!.line);
		if (!was || !now) continue;
		for (const [column, cell] of now.entries()) {
			const own: Cell = row.cells[column] ?? '';
			if (textOf(was[column]) === textOf(cell) || textOf(own) === textOf(cell)) continue;
			cells.push({ row: index, column, before: own, after: cell });
		}
	}
	return { cells, flags: [] };
}

function replaceRows(state: DraftState, digest: string, { rows }: AddedRows): Change {
	const removed = changeFlag(state, rowsOf(state, digest), { flag: 'removed', after: true });
	const added = bringIn(state, rows);
	return { ...added, flags: [...(removed?.flags ?? []), ...added.flags] };
}
