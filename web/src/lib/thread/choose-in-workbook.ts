import type { SheetColumn } from '#shared/column/column.ts';
import { titleKey } from '#shared/column/title-key.ts';
import { type Cell, textOf } from '#shared/row/cell.ts';
import { fileDigest, loadDraftFile } from '../drafts/draft-files.ts';
import type { DraftWorkbook, WorkbookChoice, WorkbookRefusal } from '../drafts/draft.ts';
import { loadShapes, rememberShape } from '../drafts/known-shapes.ts';
import { headerShape } from '../workbook/choose-sheet.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';
import type { WorkbookRead } from '../workbook/workbook-read.ts';
import { changeOfColumns, mergeIntoDraft, refuseBeyond, type AddedRows } from './add-workbook.ts';
import { bringIn, type MakeId } from './change-rows.ts';
import { findWorkbook, replaceWorkbook, rowsOf } from './change-workbook.ts';
import type { CellStep, Change } from './change.ts';
import type { DraftState } from './draft-state.ts';
import { loadBytes, understandWorkbook, type FoundWorkbook } from './import-workbook.ts';
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
	// A list that is read already would be there twice.
	const isRead = choice.sheet !== workbook.sheet && isSheetRead(state, digest, choice.sheet);
	if (isRead) return null;
	const read = await readKept(state, workbook);
	if ('code' in read) return read;
	const of = { read, digest, name: workbook.name };
	const options = {
		catalog: state.catalog,
		known: await loadShapes(state.draft.organisationId),
		isHiddenSheet: workbook.hiddenRows?.sheet === true && (choice.sheet ?? workbook.sheet) === workbook.sheet,
		definitionId: workbook.definitionId
	};
	const found = understandWorkbook(of, options, completeChoice(workbook, choice));
	if ('code' in found) return found;
	const told = keepAnswers(workbook, found);
	const merged = mergeIntoDraft(state.draft, told, makeId);
	if ('code' in merged) return merged;
	const leaving = rowsOf(state, digest).length;
	const beyond = refuseBeyond(state.draft, merged, { coming: merged.rows.length, leaving });
	if (beyond) return beyond;
	const isSameSheet =
		told.workbook.sheet === workbook.sheet && told.workbook.headerLine === workbook.headerLine;
	const before = isSameSheet ? understandWorkbook(of, options, completeChoice(workbook, {})) : null;
	const change =
		before && !('code' in before)
			? changeMapping(state, mergeIntoDraft(state.draft, before, makeId), merged)
			: replaceRows(state, digest, merged);
	return {
		...change,
		workbooks: replaceWorkbook(state, merged.workbook),
		...changeOfColumns(state.draft, merged)
	};
}

/** A workbook of the draft, read again from what the draft kept of it. */
export async function readKept(
	state: DraftState,
	{ digest, name }: DraftWorkbook
): Promise<WorkbookRead | WorkbookRefusal> {
	const file = await loadDraftFile(state.draft.id, digest);
	if (file === null) return { name, code: 'not-kept', params: {} };
	const loaded = await loadBytes(file, name);
	return 'code' in loaded ? loaded : readWorkbook(loaded.bytes, name);
}

/** Reads another list of the same workbook into the draft as well. */
export async function changeByFurtherSheet(
	state: DraftState,
	{ digest, sheet }: { digest: string; sheet: string },
	makeId: MakeId
): Promise<Change | WorkbookRefusal | null> {
	const workbook = findWorkbook(state, digest);
	if (workbook?.sheets.find(({ name }) => name === sheet)?.alsoList === undefined) return null;
	const further = `${fileDigest(digest)}#${sheet}`;
	if (findWorkbook(state, further) || isSheetRead(state, digest, sheet)) return null;
	const read = await readKept(state, workbook!);
	if ('code' in read) return read;
	const options = { catalog: state.catalog, known: await loadShapes(state.draft.organisationId) };
	const found = understandWorkbook({ read, digest: further, name: workbook!.name }, options, { sheet });
	if ('code' in found) return found;
	const own = { ...found, workbook: { ...found.workbook, sheets: [] } };
	const merged = mergeIntoDraft(state.draft, own, makeId);
	if ('code' in merged) return merged;
	const beyond = refuseBeyond(state.draft, merged, { coming: merged.rows.length, leaving: 0 });
	if (beyond) return beyond;
	const asked = replaceWorkbook(state, withAnswer(workbook!, sheet, 'read'))!;
	return {
		...bringIn(state, merged.rows),
		workbooks: { before: asked.before, after: [...asked.after, merged.workbook] },
		...changeOfColumns(state.draft, merged)
	};
}

export function changeToLeftOut(state: DraftState, digest: string, sheet: string): Change | null {
	const workbook = findWorkbook(state, digest);
	if (workbook?.sheets.find(({ name }) => name === sheet)?.alsoList !== 'asked') return null;
	return { cells: [], flags: [], workbooks: replaceWorkbook(state, withAnswer(workbook, sheet, 'left-out')) };
}

function withAnswer(
	workbook: DraftWorkbook,
	sheet: string,
	alsoList: NonNullable<DraftWorkbook['sheets'][number]['alsoList']>
): DraftWorkbook {
	const sheets = workbook.sheets.map((each) => (each.name === sheet ? { ...each, alsoList } : each));
	return { ...workbook, sheets };
}

/** The first lines of a sheet. */
export async function peekSheet(
	state: DraftState,
	digest: string,
	sheet: string
): Promise<{ line: number; texts: string[] }[]> {
	const workbook = findWorkbook(state, digest);
	const read = workbook && (await readKept(state, workbook));
	const found = !read || 'code' in read ? undefined : read.sheets.find((each) => each.name === sheet);
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
	const columns = titles.map((): SheetColumn => ({ meaning: 'ignored', title: '' }));
	for (const { position, title, column } of workbook.columns) {
		titles[position] = title;
		columns[position] = column;
	}
	await rememberShape(draft.organisationId, headerShape(titles), columns);
}

function isSheetRead({ draft }: DraftState, digest: string, sheet: string | undefined): boolean {
	return draft.workbooks.some(
		(other) => fileDigest(other.digest) === fileDigest(digest) && other.sheet === sheet
	);
}

/** What the person says, over what was found or said before, where that still holds. */
function completeChoice(workbook: DraftWorkbook, choice: WorkbookChoice): WorkbookChoice {
	const sheet = choice.sheet ?? workbook.sheet;
	if (sheet !== workbook.sheet) return { ...choice, sheet };
	const headerLine = choice.headerLine ?? workbook.headerLine;
	if (headerLine !== workbook.headerLine) return { ...choice, sheet, headerLine };
	const said = new Map(choice.columns?.map(({ position, column }) => [position, column]));
	const taken = new Set([...said.values()].flatMap(placeNames));
	const kept = workbook.columns.flatMap(({ position, column, asked, title }) => {
		if (said.has(position)) return [];
		// A meaning goes to one column: whoever had it before is no longer used.
		if (placeNames(column).some((place) => taken.has(place)))
			return [{ position, column: { meaning: 'ignored' as const, title: title.trim() } }];
		return asked ? [] : [{ position, column }];
	});
	return { sheet, headerLine, columns: [...kept, ...(choice.columns ?? [])] };
}

function placeNames({ meaning, title }: SheetColumn): string[] {
	if (meaning === 'ignored') return [];
	if (meaning === 'full-name' || meaning === 'reversed-name') return ['first-name', 'last-name'];
	return [meaning === 'variable' ? `variable ${titleKey(title)}` : meaning];
}

function keepAnswers(before: DraftWorkbook, found: FoundWorkbook): FoundWorkbook {
	const { workbook } = found;
	const hasIds = workbook.columns.some(({ column }) => column.meaning === 'definition');
	const hiddenRows = workbook.hiddenRows && {
		...workbook.hiddenRows,
		taken: before.hiddenRows?.taken ?? null
	};
	const definitionId = hasIds ? null : (workbook.definitionId ?? before.definitionId);
	return {
		...found,
		workbook: { ...workbook, definitionId, hiddenRows, sheets: keepSheets(before, workbook) }
	};
}

/** What was said of further lists still holds; a list that is itself a further one asks of none. */
function keepSheets(before: DraftWorkbook, { sheets }: DraftWorkbook): DraftWorkbook['sheets'] {
	if (before.digest !== fileDigest(before.digest)) return before.sheets;
	const said = new Map(before.sheets.map(({ name, alsoList }) => [name, alsoList]));
	return sheets.map((sheet) => {
		const alsoList = sheet.alsoList && (said.get(sheet.name) ?? sheet.alsoList);
		return alsoList ? { ...sheet, alsoList } : sheet;
	});
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
