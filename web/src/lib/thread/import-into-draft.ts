import type { SheetColumn } from '#shared/column/column.ts';
import { fileDigest, findDraft, findDraftOfRows } from '../drafts/draft-files.ts';
import type { Draft, ImportProgress, WorkbookRefusal } from '../drafts/draft.ts';
import { loadShapes } from '../drafts/known-shapes.ts';
import { isNoSpace } from '../drafts/no-space.ts';
import { storeDraft } from '../drafts/store-draft.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';
import { mergeIntoDraft, refuseBeyond } from './add-workbook.ts';
import { changeToUpdated } from './change-by-export.ts';
import { checkRows } from './check-rows.ts';
import { commitChange, recordStep } from './commit-change.ts';
import type { Change } from './change.ts';
import type { MakeId } from './change-rows.ts';
import type { DraftState } from './draft-state.ts';
import { loadBytes, understandWorkbook, type FoundWorkbook } from './import-workbook.ts';
import { hasSameWorkbook } from './same-workbook.ts';

/** Shares of the time that one workbook takes, as measured with a hundred thousand rows. */
const READ = 0.5;
const CHECKED = 0.75;
/** Nobody sees how much of a workbook is read before it is; what is shown nears its share the more rows there are. */
const HALF_WAY_ROWS = 50_000;

interface ImportControls {
	onProgress: (progress: ImportProgress) => void;
	isCancelled: () => boolean;
	makeId: MakeId;
}

interface ImportStep {
	makeId: MakeId;
	known: ReadonlyMap<string, readonly SheetColumn[]>;
	isCancelled: () => boolean;
	onStage: (share: number, rows: number) => void;
}

/** Reads the workbooks into the draft, one after the other; each is stored before the next is begun. */
export async function importInto(
	state: DraftState,
	files: readonly File[],
	{ onProgress, isCancelled, makeId }: ImportControls
): Promise<WorkbookRefusal[]> {
	const refusals: WorkbookRefusal[] = [];
	const total = files.reduce((sum, file) => sum + file.size, 0) || 1;
	const known = await loadShapes(state.draft.organisationId);
	let before = 0;
	for (const file of files) {
		const onStage = (share: number, rowsRead: number) =>
			onProgress({ workbook: file.name, done: (before + share * file.size) / total, rowsRead });
		const refusal = await importOne(state, file, { known, makeId, onStage, isCancelled });
		if (refusal) refusals.push(refusal);
		before += file.size;
	}
	return refusals;
}

async function importOne(state: DraftState, file: File, step: ImportStep): Promise<WorkbookRefusal | null> {
	const { name } = file;
	const { isCancelled, onStage, known, makeId } = step;
	const cancelled: WorkbookRefusal = { name, code: 'cancelled', params: {} };
	if (isCancelled()) return cancelled;
	onStage(0, 0);
	const loaded = await loadBytes(file, name);
	if ('code' in loaded) return loaded;
	if (state.draft.workbooks.some(({ digest }) => fileDigest(digest) === loaded.digest))
		return { name, code: 'already-there', params: {} };
	const onRows = (rows: number) => onStage((READ * rows) / (rows + HALF_WAY_ROWS), rows);
	const read = await readWorkbook(loaded.bytes, name, { onRows });
	if ('code' in read) return read;
	const found = understandWorkbook({ read, digest: loaded.digest, name }, { catalog: state.catalog, known });
	if ('code' in found) return found;
	onStage(READ, found.sheet.lines.length);
	await listen();
	if (isCancelled()) return cancelled;
	const draftId = await findOrigin(state, found);
	const exported = draftId === null ? null : await findDraft(draftId, state.draft.organisationId);
	if (exported && draftId === state.draft.id) {
		const change = changeToUpdated(state, found, makeId);
		if ('code' in change) return change;
		if (!(await commitChange(state, change))) throw new Error('The draft is no longer open to changes.');
		onStage(1, found.sheet.lines.length);
		return null;
	}
	if (exported?.batchId) return { name, code: 'already-issued', params: { batchId: exported.batchId } };
	if (exported) return { name, code: 'belongs-to-draft', params: { draftId: draftId! } };
	if (await hasSameWorkbook(state, { workbook: found.workbook, read }))
		return { name, code: 'already-there', params: {} };
	return addFound(state, found, { ...step, file });
}

/**
 * The draft that an export belongs to: by its rows' keys the one that has them now, because rows that could not be issued
 * with the others moved on; else the one that it names.
 */
async function findOrigin(state: DraftState, { draftId, sheet }: FoundWorkbook): Promise<string | null> {
	const keys = new Set(sheet.keys.values());
	if (keys.size === 0) return draftId;
	if (state.rows.some(({ key }) => keys.has(key))) return state.draft.id;
	return (await findDraftOfRows(state.draft.organisationId, keys)) ?? draftId;
}

async function addFound(
	state: DraftState,
	found: FoundWorkbook,
	{ file, makeId, isCancelled, onStage }: ImportStep & { file: File }
): Promise<WorkbookRefusal | null> {
	const { name, digest } = found.workbook;
	const rowsRead = found.sheet.lines.length;
	const added = mergeIntoDraft(state.draft, found, makeId);
	if ('code' in added) return added;
	const beyond = refuseBeyond(state.draft, added, { coming: added.rows.length, leaving: 0 });
	if (beyond) return beyond;
	const rows = state.rows.concat(added.rows);
	const merged = {
		...state.draft,
		columns: added.columns,
		workbooks: [...state.draft.workbooks, added.workbook],
		rowCount: rows.length
	};
	const checked = checkRows(merged, rows, state);
	onStage(CHECKED, rowsRead);
	await listen();
	if (isCancelled()) return { name, code: 'cancelled', params: {} };
	const draft = { ...checked.draft, updatedAt: new Date().toISOString() };
	const changed = added.rows.map((_, i) => state.rows.length + i);
	try {
		const isStored = await storeDraft({
			isNew: !state.isStored,
			draft,
			rows,
			changed,
			storedRows: state.rows.length,
			edited: state.edited,
			file: { digest, file }
		});
		if (!isStored) throw new Error('The draft is no longer open to changes.');
	} catch (fault) {
		if (isNoSpace(fault)) return { name, code: 'no-space', params: {} };
		throw fault;
	}
	if (state.isStored) recordImport(state, draft, changed);
	Object.assign(state, checked, { draft, rows, isStored: true, filtered: null });
	onStage(1, rowsRead);
	return null;
}

/** A further workbook is a step that can be undone, like any other; the steps before it build on what was there then. */
function recordImport(state: DraftState, after: Draft, added: readonly number[]): void {
	const before = state.draft;
	const step: Change = {
		cells: [],
		flags: added.map((row) => ({ row, flag: 'removed', before: true, after: false })),
		workbooks: { before: before.workbooks, after: after.workbooks },
		columns: { before: before.columns, after: after.columns }
	};
	recordStep(state, step);
}

/** Lets messages in: a cancellation cannot be heard while a workbook is being read. */
function listen(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve));
}
