import { CFB, utils, write } from 'xlsx';
import { crc32 } from 'node:zlib';
import { oneSheet, type CorpusCase } from './corpus-case.ts';
import { BO, TITLES, ZOE } from './people.ts';
import { writeZip } from './write-zip.ts';
import { makePackage, changePart, simpleBook, textCell, textRows, zipPackage } from './xlsx-package.ts';

// Numbers that a binary format has room for and a sheet has not: a reader that believes them never comes back.

const LINES = { 1: TITLES, 2: ZOE, 3: BO };
const HUGE = 0xffffffff;
/** Records of [MS-XLSB] 2.3.2, of which SheetJS writes each with one byte of number and one of size. */
const CELL_TEXT = 6;
const COLUMNS = 60;

function bookAs(bookType: 'xlsb' | 'biff8'): Uint8Array {
	const book = utils.book_new();
	const sheet = utils.aoa_to_sheet([TITLES, ZOE, BO]);
	sheet['!cols'] = [{ width: 9 }, { hidden: true }];
	utils.book_append_sheet(book, sheet, 'Sheet1');
	return new Uint8Array(write(book, { type: 'buffer', bookType }));
}

/** An xlsb whose first record of this kind holds `value` at `offset`. */
function xlsbWith(record: number, offset: number, value: number): Uint8Array {
	const { FileIndex, FullPaths } = CFB.read(bookAs('xlsb'), { type: 'buffer' }) as {
		FileIndex: { type: number; content: Uint8Array }[];
		FullPaths: string[];
	};
	const parts = FullPaths.flatMap((path, i) => {
		const name = path.replace(/^[^/]*\//, '');
		const { type, content } = FileIndex[i]!;
		if (name === '' || type !== 2) return [];
		const bytes = Uint8Array.from(content);
		if (name === 'xl/worksheets/sheet1.bin') patchRecord(bytes, record, offset, value);
		return [{ name, packed: bytes, method: 0, crc: crc32(bytes), size: bytes.length }];
	});
	return writeZip(parts);
}

function patchRecord(bytes: Uint8Array, record: number, offset: number, value: number): void {
	for (let at = 0; at < bytes.length;) {
		const wide = bytes[at]! & 0x80 ? 1 : 0;
		const type = wide ? (bytes[at]! & 0x7f) | (bytes[at + 1]! << 7) : bytes[at]!;
		const data = at + wide + 2;
		if (type === record) return new DataView(bytes.buffer).setUint32(data + offset, value, true);
		at = data + bytes[at + wide + 1]!;
	}
	throw new Error(`There is no record ${record}.`);
}

function xlsWith(change: (streams: Map<string, Uint8Array>) => void): Uint8Array {
	const container = CFB.read(bookAs('biff8'), { type: 'buffer' });
	const streams = new Map([
		['Workbook', Uint8Array.from(CFB.find(container, '/Workbook')!.content as Uint8Array)]
	]);
	change(streams);
	const made = CFB.utils.cfb_new();
	for (const [name, bytes] of streams) CFB.utils.cfb_add(made, `/${name}`, bytes);
	return new Uint8Array(CFB.write(made, { type: 'buffer' }) as Buffer);
}

/** [MS-OLEPS] 2.21: one property set that says it has four billion properties. */
function propertySet(): Uint8Array {
	const bytes = new Uint8Array(4096);
	const view = new DataView(bytes.buffer);
	view.setUint16(0, 0xfffe, true);
	view.setUint32(24, 1, true);
	view.setUint32(44, 48, true);
	view.setUint32(48, 4048, true);
	view.setUint32(52, HUGE, true);
	bytes.set(Buffer.from('e0859ff2f94f6810ab9108002b27b3d9', 'hex'), 28);
	return bytes;
}

const damaged = (file: string, bytes: Uint8Array): CorpusCase => ({
	file,
	bytes,
	expected: { refused: 'damaged' }
});
const far = `<row r="1">${textCell('ZZZZZZ1', 'far')}${textCell('B1', 'Last Name')}</row>`;

export const binaryCases: CorpusCase[] = [
	damaged('column-beyond-the-sheet.xlsb', xlsbWith(CELL_TEXT, 0, 0x7fffffff)),
	damaged('text-longer-than-its-record.xlsb', xlsbWith(CELL_TEXT, 8, HUGE)),
	damaged('columns-beyond-the-sheet.xlsb', xlsbWith(COLUMNS, 4, HUGE)),
	{
		file: 'column-without-width.xlsb',
		bytes: xlsbWith(COLUMNS, 8, 0),
		expected: oneSheet(LINES, { hiddenColumns: [0, 1] })
	},
	{
		// What describes the workbook is nothing that Excel shows in it.
		file: 'four-billion-properties.xls',
		bytes: xlsWith((streams) => streams.set('\u0005SummaryInformation', propertySet())),
		expected: { ...oneSheet(LINES, { hiddenColumns: [1] }), refused: 'damaged' }
	},
	damaged(
		'unknown-version.xls',
		xlsWith((streams) => streams.get('Workbook')!.fill(0x02, 4, 6))
	),
	damaged('reference-beyond-the-sheet.xlsx', simpleBook(far)),
	damaged(
		'reference-beyond-the-sheet-elsewhere.xlsx',
		zipPackage(
			changePart(makePackage([{ rows: far + textRows({ 2: ZOE }) }]), 'xl/worksheets/sheet1.xml', (xml) =>
				xml.replaceAll(
					'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
					'http://purl.oclc.org/ooxml/spreadsheetml/main'
				)
			)
		)
	),
	damaged(
		'row-beyond-the-sheet.xlsx',
		simpleBook(`${textRows({ 1: TITLES })}<row r="1048577">${textCell('A1048577', 'x')}</row>`)
	)
];
