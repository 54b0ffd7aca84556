import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { read, SSF, type CellObject } from 'xlsx';
import { textOf, type Cell } from '#shared/row/cell.ts';
import { readWorkbook } from '../read-workbook.ts';
import { EXPECTED, fetchWorkbook, FILES } from './corpus-files.ts';
import { HUCRE_QUIRKS, SHEETJS_QUIRKS } from './library-quirks.ts';

// Two kept libraries read the same workbooks, and agree with Sheaf cell by cell.

/** 31 December 9999, since 1900. */
const LAST_SERIAL = 2_958_465;

type Told = { sheet: string; line: number; column: number; value: string };

/** All that are to be read in any case; the one that only has the name of a workbook aside. */
const XLSX = FILES.filter((file) => {
	const { sheets, refused } = EXPECTED[file]!;
	return /\.xls[xm]$/.test(file) && sheets && !refused && sheets[0]!.name !== '';
});

/** Every cell that is not blank, with its place, as Sheaf reads it: numbers by value, all else by text. */
async function tellBySheaf(bytes: Uint8Array, file: string): Promise<Told[]> {
	const answer = await readWorkbook(bytes, file);
	if ('code' in answer) throw new Error(answer.code);
	return answer.sheets.flatMap(({ name, lines }) =>
		lines.flatMap(({ line, cells }) =>
			cells.map((cell, column) => ({ sheet: name, line, column, value: valueOf(cell) }))
		)
	);
}

function valueOf(cell: Cell): string {
	return typeof cell === 'object' && cell.kind === 'number' ? String(cell.value) : textOf(cell);
}

function tellBySheetJs(bytes: Uint8Array): Told[] {
	const book = read(bytes, { type: 'array', dense: true, cellNF: true, cellText: false, cellDates: false });
	const date1904 = book.Workbook?.WBProps?.date1904 === true;
	const told: Told[] = [];
	for (const name of book.SheetNames) {
		const sheet = book.Sheets[name]!;
		if (sheet['!type'] === 'chart') continue;
		(sheet['!data'] as CellObject[][]).forEach((row, r) =>
			row.forEach((cell, column) =>
				told.push({ sheet: name, line: r + 1, column, value: sheetJsValue(cell, date1904) })
			)
		);
	}
	return told;
}

function sheetJsValue(cell: CellObject, date1904: boolean): string {
	if (cell.t === 'b') return cell.v ? 'TRUE' : 'FALSE';
	if (cell.t === 'e') return SHEETJS_ERRORS[cell.v as number] ?? '?';
	const format = String(cell.z ?? 'General');
	if (cell.t !== 'n' || !SSF.is_date(format)) return String(cell.v ?? '');
	const serial = cell.v as number;
	if (!tellsDay(format)) return SSF.format(format, serial) as string;
	if (serial < (date1904 ? 0 : 1) || serial > LAST_SERIAL) return String(serial);
	const day = Math.floor(serial) + dateShift(serial, date1904);
	return new Date(Date.UTC(1899, 11, 30) + day * 86_400_000).toISOString().slice(0, 10);
}

/** A format with a day, month or year in it, not only a time. */
function tellsDay(format: string): boolean {
	const letters = format.replace(/"[^"]*"|\\.|\[\$?[^\]]*\]|AM\/PM/gi, '');
	return /[yde]/i.test(letters) || (/m/i.test(letters) && !/[hs]/i.test(letters));
}

/** Days between a serial number and one of 1900 with a right calendar. */
function dateShift(serial: number, date1904: boolean): number {
	if (date1904) return 1462;
	return serial < 60 ? 1 : 0;
}

const SHEETJS_ERRORS: Record<number, string> = {
	0: '#NULL!',
	7: '#DIV/0!',
	15: '#VALUE!',
	23: '#REF!',
	29: '#NAME?',
	36: '#NUM!',
	42: '#N/A',
	43: '#GETTING_DATA'
};

async function tellByHucre(bytes: Uint8Array): Promise<Told[]> {
	const { sheets } = await readXlsx(bytes);
	return sheets.flatMap(({ name, rows }) =>
		rows.flatMap((row, r) =>
			row.map((value, column) => ({ sheet: name, line: r + 1, column, value: hucreValue(value) }))
		)
	);
}

function hucreValue(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (value instanceof Date) return value.toISOString().slice(0, 10);
	return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
}

/** Lines of blanks and blank cells say nothing. */
function written(told: Told[]): string[] {
	const lines = new Set(
		told.filter(({ value }) => value.trim() !== '').map(({ sheet, line }) => `${sheet}\n${line}`)
	);
	return told
		.filter(({ sheet, line, value }) => value !== '' && lines.has(`${sheet}\n${line}`))
		.map(({ sheet, line, column, value }) => `${sheet}, line ${line}, column ${column}: ${value}`);
}

describe('SheetJS', () => {
	test.for(XLSX.filter((file) => !(file in SHEETJS_QUIRKS)))('%s', async (file) => {
		const bytes = await fetchWorkbook(file);
		expect(written(tellBySheetJs(bytes))).toEqual(written(await tellBySheaf(bytes, file)));
	});
});

describe('hucre', () => {
	test.for(XLSX.filter((file) => !(file in HUCRE_QUIRKS)))('%s', async (file) => {
		const bytes = await fetchWorkbook(file);
		expect(written(await tellByHucre(bytes))).toEqual(written(await tellBySheaf(bytes, file)));
	});
});

test('every quirk is of a workbook that is there', () => {
	for (const file of [...Object.keys(SHEETJS_QUIRKS), ...Object.keys(HUCRE_QUIRKS)])
		expect(XLSX).toContain(file);
});
