import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { utils, write, type BookType } from 'xlsx';
import { anyText } from '#shared/fixtures/any-text.ts';
import type { Cell } from '#shared/row/cell.ts';
import { readWorkbook } from '../read-workbook.ts';

// What is written by a package and read by Sheaf is what was written.

type Written = string | number | boolean | Date | null;

const RUNS = { numRuns: 100 };
/** XML 1.0 has no way to write these, nor has a workbook: writers drop or mask them. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|_x[0-9a-f]{4}_|\p{Surrogate}/iu;
const text = anyText.filter((value) => !UNWRITABLE.test(value) && !value.includes('\r'));
const integer = fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 });
const fraction = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 1000);
const day = fc
	.date({ min: new Date('1900-03-01'), max: new Date('9999-12-31'), noInvalidDate: true })
	.map((at) => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate())));
const rowsOf = <T extends Written>(cell: fc.Arbitrary<T>) =>
	fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 });
const anyCell: fc.Arbitrary<Written> = fc.oneof(
	text,
	integer,
	fraction,
	fc.boolean(),
	day,
	fc.constant(null)
);

async function linesOf(bytes: Uint8Array): Promise<{ line: number; cells: Cell[] }[] | string> {
	const read = await readWorkbook(bytes, 'written.xlsx');
	if ('code' in read) return read.code;
	return read.sheets[0]!.lines;
}

function cellOf(value: Written): Cell {
	if (value === null) return '';
	if (value instanceof Date) return { kind: 'date', date: value.toISOString().slice(0, 10) };
	if (typeof value === 'boolean') return { kind: 'boolean', value };
	if (typeof value === 'number') return { kind: 'number', value, text: String(value) };
	return value;
}

/** As the reader declares it: no blank lines, no blank cells at the end. */
function expectedOf(rows: Written[][]): { line: number; cells: Cell[] }[] | string {
	const lines = rows.map((row, i) => {
		const cells = row.map(cellOf);
		while (cells.at(-1) === '') cells.pop();
		return { line: i + 1, cells };
	});
	const kept = lines.filter(({ cells }) =>
		cells.some((cell) => typeof cell !== 'string' || cell.trim() !== '')
	);
	return kept.length === 0 ? 'empty' : kept;
}

test.for(['shared', 'inline'] as const)('hucre, with %s strings', async (stringMode) => {
	await fc.assert(
		fc.asyncProperty(rowsOf(anyCell), async (rows) => {
			const bytes = await writeXlsx({ sheets: [{ name: 'Sheet1', rows }], stringMode });
			expect(await linesOf(bytes)).toEqual(expectedOf(rows));
		}),
		RUNS
	);
});

test.for<[BookType, boolean]>([
	['xlsx', false],
	['xlsx', true],
	['xlsb', true],
	['biff8', false],
	['ods', false]
])('SheetJS, as %s, shared strings: %s', async ([bookType, bookSST]) => {
	await fc.assert(
		fc.asyncProperty(
			rowsOf(fc.oneof(text, integer, fraction, fc.boolean(), fc.constant(null))),
			async (rows) => {
				const book = utils.book_new();
				utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Sheet1');
				const bytes = new Uint8Array(write(book, { type: 'array', bookType, bookSST }) as ArrayBuffer);
				expect(await linesOf(bytes)).toEqual(expectedOf(rows));
			}
		),
		RUNS
	);
});

test('texts with delimiters', async () => {
	const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
	await fc.assert(
		fc.asyncProperty(
			rowsOf(text),
			fc.constantFrom(',', ';', '\t'),
			fc.constantFrom('\n', '\r\n'),
			async (rows, delimiter, end) => {
				const titled = [['First Name', 'Contact'], ...rows];
				const csv = titled.map((row) => row.map(quoted).join(delimiter) + end).join('');
				expect(await linesOf(new TextEncoder().encode(csv))).toEqual(expectedOf(titled));
			}
		),
		RUNS
	);
});
