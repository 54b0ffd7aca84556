import { read, type CellObject, type WorkBook } from 'xlsx';
import type { Cell } from '#shared/row/cell.ts';
import type { WorkbookRefusal } from '../drafts/draft.ts';
import { cellOf } from './cell-of.ts';
import { collectLines } from './read-lines.ts';
import { readRemembered, REMEMBERED_PROPERTY } from './remembered.ts';
import type { Sheet, WorkbookRead } from './workbook-read.ts';

/** Nothing that costs time or trust: no formulas, no HTML, no formatted text, no macros, no guesses at dates. */
const OPTIONS = {
	type: 'array',
	dense: true,
	cellFormula: false,
	cellHTML: false,
	cellText: false,
	cellNF: true,
	cellDates: false,
	UTC: true,
	bookVBA: false,
	bookFiles: false
} as const;

/** Reads what SheetJS can read. Its bytes must have been checked before: SheetJS believes everything. */
export function readWithSheetJs(bytes: Uint8Array): WorkbookRead | Omit<WorkbookRefusal, 'name'> {
	let book: WorkBook;
	try {
		book = read(bytes, OPTIONS);
	} catch (error) {
		const isEncrypted = error instanceof Error && /password|encrypt/i.test(error.message);
		return { code: isEncrypted ? 'encrypted' : 'damaged', params: {} };
	}
	const date1904 = book.Workbook?.WBProps?.date1904 === true;
	const sheets: Sheet[] = [];
	for (const [i, name] of book.SheetNames.entries()) {
		const sheet = book.Sheets[name];
		// SheetJS leaves out a sheet that it could not read, without a word.
		if (!sheet) return { code: 'damaged', params: { sheet: name } };
		if (sheet['!type'] && sheet['!type'] !== 'sheet') continue;
		const collected = collectLines(name);
		const refusal = walkRows((sheet['!data'] ?? []) as CellObject[][], date1904, collected.add);
		if (refusal) return refusal;
		const hidden = (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0;
		sheets.push({ name, hidden, lines: collected.lines });
	}
	const properties = (book as { Custprops?: Record<string, unknown> }).Custprops;
	return { sheets, remembered: readRemembered(properties?.[REMEMBERED_PROPERTY]) };
}

/** `forEach` steps over the holes: a cell at XFD1048576 makes an array of a million of them. */
function walkRows(
	rows: CellObject[][],
	date1904: boolean,
	add: (line: number, cells: [number, Cell][]) => Omit<WorkbookRefusal, 'name'> | null
): Omit<WorkbookRefusal, 'name'> | null {
	let refusal: Omit<WorkbookRefusal, 'name'> | null = null;
	rows.forEach((row, r) => {
		if (refusal || !row) return;
		const cells: [number, Cell][] = [];
		row.forEach((cell, c) => {
			if (cell) cells.push([c, cellOf(cell, date1904)]);
		});
		refusal = add(r + 1, cells);
	});
	return refusal;
}
