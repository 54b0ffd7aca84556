import { sha256Hex } from '#shared/batch/digest.ts';
import { likelyDefinitions } from '#shared/column/likely-definitions.ts';
import type { Definition } from '#shared/definition/definition.ts';
import { mergeSheets } from '#shared/merge/merge.ts';
import type { Row } from '#shared/row/row.ts';
import type { Draft, DraftWorkbook, WorkbookRefusal } from '../drafts/draft.ts';
import { chooseSheet, type ChosenSheet } from '../workbook/choose-sheet.ts';
import { MAX_ROWS, MAX_WORKBOOK_BYTES } from '../workbook/limits.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';
import type { Remembered } from '../workbook/workbook-read.ts';

/** A workbook whose sheet and header are found. */
export interface FoundWorkbook {
	workbook: DraftWorkbook;
	sheet: ChosenSheet;
}

/** Reads one workbook up to what its columns mean. `known` are the digests of those that the draft holds already. */
export async function findWorkbook(
	file: File,
	catalog: Definition[],
	known: readonly string[]
): Promise<FoundWorkbook | WorkbookRefusal> {
	const { name } = file;
	if (file.size > MAX_WORKBOOK_BYTES)
		return { name, code: 'too-large', params: { limit: MAX_WORKBOOK_BYTES } };
	const bytes = await readFile(file);
	if (bytes === null) return { name, code: 'damaged', params: {} };
	const digest = await sha256Hex(bytes);
	if (known.includes(digest)) return { name, code: 'already-there', params: {} };
	const read = await readWorkbook(bytes, name);
	if ('code' in read) return read;
	const sheet = chooseSheet(read.sheets, catalog);
	if (typeof sheet === 'string') return { name, code: sheet, params: {} };
	const { definitionId, candidates } = tellWhich(sheet, read.remembered, catalog);
	const ignored = sheet.columns.filter((column) => column.meaning === 'ignored' && column.title !== '');
	return {
		sheet,
		workbook: {
			name,
			digest,
			sheet: sheet.name,
			headerLine: sheet.headerLine,
			rowsRead: 0,
			definitionId,
			candidates,
			ignored: ignored.map((column) => column.title)
		}
	};
}

/** A draft with the workbook's rows at its end; the rows that were there stay where they are. */
export function addWorkbook(
	draft: Draft,
	rows: readonly Row[],
	{ workbook, sheet }: FoundWorkbook
): { draft: Draft; rows: Row[] } | WorkbookRefusal {
	const { name, definitionId } = workbook;
	const merged = mergeSheets(draft.columns, [
		{ workbook: name, sheet: sheet.name, columns: sheet.columns, definitionId, lines: sheet.lines }
	]);
	if (merged.rows.length === 0) return { name, code: 'no-rows', params: {} };
	const rowCount = rows.length + merged.rows.length;
	if (rowCount > MAX_ROWS)
		return { name, code: 'too-many-rows', params: { sheet: sheet.name, limit: MAX_ROWS } };
	const added = merged.rows.map(({ line, cells }): Row => ({
		key: crypto.randomUUID(),
		credentialId: crypto.randomUUID(),
		source: { workbook: name, sheet: sheet.name, line },
		cells
	}));
	const workbooks = [...draft.workbooks, { ...workbook, rowsRead: added.length }];
	return { draft: { ...draft, columns: merged.columns, workbooks, rowCount }, rows: [...rows, ...added] };
}

/**
 * The definition of a sheet without an ID column: the one that its template remembers, or else the person is asked. Guessing
 * by the columns would be right nearly always, and once send the wrong credential to everybody.
 */
function tellWhich(
	sheet: ChosenSheet,
	remembered: Remembered | null,
	catalog: Definition[]
): Pick<DraftWorkbook, 'definitionId' | 'candidates'> {
	if (sheet.columns.some((column) => column.meaning === 'definition'))
		return { definitionId: null, candidates: [] };
	const only = remembered?.definitions.length === 1 ? remembered.definitions[0]!.id : null;
	if (only !== null && catalog.some((definition) => definition.id === only)) {
		return { definitionId: only, candidates: [] };
	}
	const candidates = likelyDefinitions(sheet.columns, catalog).map((definition) => definition.id);
	return { definitionId: null, candidates };
}

/** null where the file is gone, or was changed since it was chosen. */
async function readFile(file: File): Promise<Uint8Array<ArrayBuffer> | null> {
	try {
		return new Uint8Array(await file.arrayBuffer());
	} catch {
		return null;
	}
}
