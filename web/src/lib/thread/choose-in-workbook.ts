import type { SheetColumn } from '#shared/column/column.ts';
import { titleKey } from '#shared/column/title-key.ts';
import { type Cell, textOf } from '#shared/row/cell.ts';
import { fileDigest, loadDraftFile } from '../drafts/draft-files.ts';
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
	// A list that is read already would be there twice.
	const isRead = choice.sheet !== workbook.sheet && isSheetRead(state, digest, choice.sheet);
	if (isRead) return null;
	const of = await loadKept(state, workbook);
	if ('code' in of) return of;
	const known = await loadShapes(state.draft.organisationId);
	const options = { catalog: state.catalog, known };
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
	return { ...change, workbooks: replaceWorkbook(state, merged.workbook), ...changeOfColumns(state, merged) };
}

/** The bytes that the draft kept of a workbook, under the workbook's own digest. */
async function loadKept(state: DraftState, { digest, name }: DraftWorkbook) {
	const file = await loadDraftFile(state.draft.id, digest);
	if (file === null) return { name, code: 'not-kept', params: {} } satisfies WorkbookRefusal;
	const loaded = await loadBytes(file, name);
	return 'code' in loaded ? loaded : { ...loaded, name, digest };
}

function changeOfColumns({ draft }: DraftState, { columns: after }: AddedRows): Pick<Change, 'columns'> {
	const before = draft.columns;
	return after.length > before.length ? { columns: { before, after } } : {};
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
	const of = await loadKept(state, workbook!);
	if ('code' in of) return of;
	const known = await loadShapes(state.draft.organisationId);
	const found = await findIn({ ...of, digest: further }, { catalog: state.catalog, known }, { sheet });
	if ('code' in found) return found;
	const own = { ...found, workbook: { ...found.workbook, sheets: [] } };
	const merged = mergeIntoDraft(state.draft, own, makeId);
	if ('code' in merged) return merged;
	const asked = replaceWorkbook(state, withAnswer(workbook!, sheet, 'read'))!;
	return {
		...bringIn(state, merged.rows),
		workbooks: { before: asked.before, after: [...asked.after, merged.workbook] },
		...changeOfColumns(state, merged)
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
	const kept = workbook && (await loadKept(state, workbook));
	if (!kept || 'code' in kept) return [];
	const read = await readWorkbook(kept.bytes, kept.name);
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
