import type { ImportProgress, WorkbookRefusal } from '../drafts/draft.ts';
import { storeDraft } from '../drafts/store-draft.ts';
import { checkRows } from './check-rows.ts';
import { placesOf, type DraftState } from './draft-state.ts';
import { addWorkbook, findWorkbook } from './import-workbook.ts';

/** Shares of the time that one workbook takes, as measured with ten thousand rows. */
const READ = 0.7;
const CHECKED = 0.85;

interface ImportControls {
	onProgress: (progress: ImportProgress) => void;
	isCancelled: () => boolean;
}

/** Reads the workbooks into the draft, one after the other; each is stored before the next is begun. */
export async function importInto(
	state: DraftState,
	files: readonly File[],
	{ onProgress, isCancelled }: ImportControls
): Promise<WorkbookRefusal[]> {
	const refusals: WorkbookRefusal[] = [];
	const total = files.reduce((sum, file) => sum + file.size, 0) || 1;
	let before = 0;
	for (const file of files) {
		const onStage = (share: number, rowsRead: number) =>
			onProgress({ workbook: file.name, done: (before + share * file.size) / total, rowsRead });
		const refusal = await importOne(state, file, { onStage, isCancelled });
		if (refusal) refusals.push(refusal);
		before += file.size;
	}
	return refusals;
}

async function importOne(
	state: DraftState,
	file: File,
	{
		onStage,
		isCancelled
	}: Pick<ImportControls, 'isCancelled'> & { onStage: (share: number, rows: number) => void }
): Promise<WorkbookRefusal | null> {
	const cancelled: WorkbookRefusal = { name: file.name, code: 'cancelled', params: {} };
	if (isCancelled()) return cancelled;
	onStage(0, 0);
	const known = state.draft.workbooks.map((workbook) => workbook.digest);
	const found = await findWorkbook(file, state.catalog, known);
	if ('code' in found) return found;
	const rowsRead = found.sheet.lines.length;
	onStage(READ, rowsRead);
	await listen();
	if (isCancelled()) return cancelled;
	const added = addWorkbook(state.draft, state.rows, found);
	if ('code' in added) return added;
	const checked = checkRows(added.draft, added.rows, state);
	onStage(CHECKED, rowsRead);
	await listen();
	if (isCancelled()) return cancelled;
	const draft = { ...checked.draft, updatedAt: new Date().toISOString() };
	const changed = [...added.rows.keys()].slice(state.rows.length);
	const kind = state.isStored ? 'grown' : 'new';
	const isStored = await storeDraft({ kind, draft, rows: added.rows, changed, edited: state.edited });
	if (!isStored) throw new Error('The draft is no longer open to changes.');
	const places = placesOf(added.rows);
	Object.assign(state, checked, { draft, rows: added.rows, places, isStored: true, filtered: null });
	onStage(1, rowsRead);
	return null;
}

/** Lets messages in: a cancellation cannot be heard while a workbook is being read. */
function listen(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve));
}
