import { read, SSF, type CellObject, type ColInfo, type RowInfo, type WorkBook, type WorkSheet } from 'xlsx';
import type { WorkbookRefusal } from '../drafts/draft.ts';
import { cellOf } from './cell-of.ts';
import type { ReadPage } from './code-page.ts';
import { MAX_COLUMNS, MAX_MERGES } from './limits.ts';
import type { ShowNumber } from './number-text.ts';
import { LineCollector } from './read-lines.ts';
import { readRemembered } from './remembered.ts';
import type { Merge, Sheet, WorkbookRead } from './workbook-read.ts';

type Refusal = Omit<WorkbookRefusal, 'name'>;

/** Nothing that costs time or trust: no formulas, no HTML, no formatted text, no macros, no guesses at dates. */
const OPTIONS = {
	type: 'array',
	dense: true,
	cellFormula: false,
	cellHTML: false,
	cellText: false,
	cellNF: true,
	// Without it, what is hidden is not told.
	cellStyles: true,
	cellDates: false,
	UTC: true,
	bookVBA: false,
	bookFiles: false
} as const;

/** Reads what SheetJS can read. Its bytes must have been checked before: SheetJS believes everything. `readPage` for texts in a code page. */
export function readWithSheetJs(bytes: Uint8Array, readPage?: ReadPage): WorkbookRead | Refusal {
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
		if (readPage) readTexts(sheet, readPage);
		if (sheet['!type'] && sheet['!type'] !== 'sheet') continue;
		const hidden = (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0;
		const read = readSheet(sheet, { name: readPage?.(name) ?? name, hidden }, date1904);
		if ('code' in read) return read;
		sheets.push(read);
	}
	const properties = (book as { Custprops?: Record<string, unknown> }).Custprops ?? {};
	return { sheets, remembered: readRemembered(new Map(Object.entries(properties))) };
}

function readTexts(sheet: WorkSheet, readPage: ReadPage): void {
	((sheet['!data'] ?? []) as CellObject[][]).forEach((row) =>
		row?.forEach((cell) => {
			if (typeof cell.v === 'string') cell.v = readPage(cell.v);
			if (typeof cell.z === 'string') cell.z = readPage(cell.z);
		})
	);
}

function readSheet(
	sheet: WorkSheet,
	named: { name: string; hidden: boolean },
	date1904: boolean
): Sheet | Refusal {
	const collector = new LineCollector(named.name);
	const refusal = walkRows(sheet, date1904, collector);
	if (refusal) return refusal;
	const hiddenColumns: number[] = [];
	for (const [column, info] of (sheet['!cols'] ?? []).slice(0, MAX_COLUMNS).entries()) {
		if (isHiddenColumn(info) && collector.isUsed(column)) hiddenColumns.push(column);
	}
	const merges = readMerges(sheet);
	if (merges === null) return { code: 'damaged', params: { sheet: named.name } };
	const lines = collector.finish(merges);
	if ('code' in lines) return lines;
	return {
		...named,
		lines,
		hiddenColumns,
		// SheetJS tells where a filter may be set, not whether one is.
		filtered: sheet['!autofilter'] !== undefined && lines.some((line) => line.hidden),
		merges
	};
}

/** null for more than a table has. */
function readMerges(sheet: WorkSheet): Merge[] | null {
	const ranges = sheet['!merges'] ?? [];
	if (ranges.length > MAX_MERGES) return null;
	return ranges.map(({ s, e }) => ({
		fromLine: s.r + 1,
		toLine: e.r + 1,
		fromColumn: s.c,
		toColumn: e.c
	}));
}

/** `forEach` steps over the holes: a cell at XFD1048576 makes an array of a million of them. */
function walkRows(sheet: WorkSheet, date1904: boolean, collector: LineCollector): Refusal | null {
	let refusal: Refusal | null = null;
	const show = SSF.format as ShowNumber;
	((sheet['!data'] ?? []) as CellObject[][]).forEach((row, r) => {
		if (refusal || !row) return;
		row.forEach((cell, c) => {
			if (cell) refusal ??= collector.put(r + 1, c, cellOf(cell, date1904, show));
		});
		refusal ??= collector.end(r + 1, isHidden(sheet['!rows']?.[r]));
	});
	return refusal;
}

/** Excel shows nothing of a column without width, or a row without height, either. */
function isHiddenColumn(info: ColInfo | undefined): boolean {
	return info?.hidden === true || info?.width === 0;
}

function isHidden(row: RowInfo | undefined): boolean {
	return row?.hidden === true || row?.hpt === 0;
}
