import { expect, test } from 'vitest';
import { CFB, utils, write } from 'xlsx';
import { readGood } from './sample-workbooks.ts';

/** A record of [MS-XLS]: its number, its size, its fields. */
const record = (type: number, fields: number[]) => [type & 255, type >> 8, fields.length, 0, ...fields];
const FORMULA = 0x06;
const RECALC_ID = record(0x1c1, [0xc1, 1, 0, 0, 0x54, 0x8d, 1, 0]);
const BLANK = [3, 0, 0, 0, 0, 0, 0xff, 0xff];
const ZERO = [0, 0, 0, 0, 0, 0, 0, 0];
const TWO = [0, 0, 0, 0, 0, 0, 0, 0x40];
const SHEET_END = 0x0a;

/** An old workbook with A1 and, from A2 on, formulas with these results; `more` stands before its sheets. */
function oldBook(results: number[][], more: number[] = []): Uint8Array {
	const book = utils.book_new();
	utils.book_append_sheet(book, utils.aoa_to_sheet([['Score']]), 'Sheet1');
	const made = CFB.read(new Uint8Array(write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer), {
		type: 'array'
	});
	const stream = [...(CFB.find(made, '/Workbook')!.content as Uint8Array)];
	const formulas = results.flatMap((result, i) =>
		// Row, column, style, result, no flags, nothing kept, and the formula 1.
		record(FORMULA, [i + 1, 0, 0, 0, 0, 0, ...result, 0, 0, 0, 0, 0, 0, 3, 0, 0x1e, 1, 0])
	);
	let end = -1;
	for (let at = 0; at + 4 <= stream.length; at += 4 + (stream[at + 2]! | (stream[at + 3]! << 8)))
		if (stream[at] === SHEET_END && stream[at + 1] === 0) end = at;
	stream.splice(end, 0, ...more, ...formulas);
	const container = CFB.utils.cfb_new();
	CFB.utils.cfb_add(container, '/Workbook', new Uint8Array(stream));
	return Uint8Array.from(CFB.write(container, { type: 'array' }) as number[]);
}

async function read(bytes: Uint8Array) {
	return (await readGood(bytes)).sheets[0]!.lines.map(({ cells }) => cells[0]);
}

test('formulas that no program has worked out are errors, not blanks or zeros', async () => {
	const error = { kind: 'error', text: '#ERROR!' };
	expect(await read(oldBook([BLANK, ZERO]))).toEqual(['Score', error, error]);
});

test('a blank or a zero that was worked out stays one', async () => {
	const zero = { kind: 'number', value: 0, text: '0' };
	expect(await read(oldBook([BLANK, ZERO], RECALC_ID))).toEqual(['Score', zero]);
	const two = { kind: 'number', value: 2, text: '2' };
	expect(await read(oldBook([BLANK, ZERO, TWO]))).toEqual(['Score', zero, two]);
});
