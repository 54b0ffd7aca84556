import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textOf } from '#shared/row/cell.ts';
import type { Sheet } from '../workbook-read.ts';
import { SheetReader } from './sheet-reader.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const CONTEXT = {
	strings: ['zero', 'one', 'two'],
	formats: ['', '0000', 'yyyy-mm-dd', '0%'],
	texts: [],
	date1904: false,
	show: null
};
const NAMED = { name: 'Sheet1', hidden: false };

function readPieces(pieces: Uint8Array[]): ReturnType<SheetReader['finish']> {
	const reader = new SheetReader('Sheet1', CONTEXT);
	for (const piece of pieces) if (!reader.push(piece)) break;
	return reader.finish(NAMED);
}

const read = (xml: string) => readPieces([new TextEncoder().encode(xml)]);

function rows(data: string, before = '', after = ''): string {
	return `<?xml version="1.0"?><worksheet ${MAIN}>${before}<sheetData>${data}</sheetData>${after}</worksheet>`;
}

function linesOf(xml: string): string[][] {
	const sheet = read(xml);
	if (typeof sheet === 'string' || 'code' in sheet) throw new Error(JSON.stringify(sheet));
	return sheet.lines.map(({ line, cells }) => [String(line), ...cells.map(textOf)]);
}

const ALL_SORTS = `\ufeff<?xml version='1.0' encoding='utf-8'?><!-- c --><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:y="urn:y">
<x:dimension ref="A1"/><y:thing a=">"><y:thing/></y:thing><x:cols><x:col hidden="1" min="2" max="16384"/></x:cols>
<x:sheetData><x:row r="1" spans='1:2'><x:c r="A1" t="s"><x:v>1</x:v></x:c><x:c r="B1" t='inlineStr'><x:is><x:t xml:space="preserve"> Zoë 😀</x:t></x:is></x:c></x:row>
<x:row hidden="true"><x:c><x:v>7.25</x:v></x:c><x:c s="1"><x:v>42</x:v></x:c><x:c s="2"/></x:row><x:row r="9"/>
<x:row r="5"><x:c t="str" r="C5"><x:f>A1&amp;"&lt;"</x:f><x:v>a<![CDATA[<b>]]>&#x1F600;&amp;_x000D_c</x:v></x:c><x:c s="2" r="D5"><x:v>46934</x:v></x:c></x:row>
<x:row><x:c t="b"><x:v>1</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c><x:c t="inlineStr"><x:is><x:r><x:rPr><x:b/></x:rPr><x:t>Jo</x:t></x:r><x:r><x:t>sé</x:t></x:r><x:rPh sb="0" eb="1"><x:t>no</x:t></x:rPh></x:is></x:c><x:c t="d"><x:v>2028-06-30T00:00:00</x:v></x:c></x:row>
</x:sheetData><x:autoFilter ref="A1:D5"><x:filterColumn colId="0"/></x:autoFilter><x:mergeCells><x:mergeCell ref="A8:B9"/></x:mergeCells><?pi?></x:worksheet>
`;

const ALL_SORTS_READ: Sheet = {
	name: 'Sheet1',
	hidden: false,
	lines: [
		{ line: 1, cells: ['one', ' Zoë 😀'] },
		{
			line: 2,
			cells: [
				{ kind: 'number', value: 7.25, text: '7.25' },
				{ kind: 'number', value: 42, text: '0042' }
			],
			hidden: true
		},
		{ line: 5, cells: ['', '', 'a<b>😀&\rc', { kind: 'date', date: '2028-06-30' }] },
		{
			line: 6,
			cells: [
				{ kind: 'boolean', value: true },
				{ kind: 'error', text: '#N/A' },
				'José',
				{ kind: 'date', date: '2028-06-30' }
			]
		}
	],
	hiddenColumns: [1, 2, 3],
	filtered: true,
	merges: [{ fromLine: 8, toLine: 9, fromColumn: 0, toColumn: 1 }]
};

test('a sheet reads the same wherever its stream is cut', () => {
	const bytes = new TextEncoder().encode(ALL_SORTS);
	expect(readPieces([bytes])).toEqual(ALL_SORTS_READ);
	expect(readPieces(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(ALL_SORTS_READ);
	fc.assert(
		fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
			const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
			const pieces = at.slice(1).map((end, i) => bytes.subarray(at[i], end));
			expect(readPieces(pieces)).toEqual(ALL_SORTS_READ);
		})
	);
});

test('a sheet that ends too early is damaged, wherever it ends', () => {
	const bytes = new TextEncoder().encode(ALL_SORTS.trimEnd());
	for (let end = 400; end < bytes.length; end += 7) {
		expect(readPieces([bytes.subarray(0, end)]), `${end}`).toMatchObject({ code: 'damaged' });
	}
});

test('rows and cells have their places, told or not', () => {
	expect(
		linesOf(
			rows(
				'<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row r="7"><c/><c><v>4</v></c></row>'
			)
		)
	).toEqual([
		['1', '1', '', '', '2', '3'],
		['7', '', '4']
	]);
	expect(
		linesOf(rows('<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'))
	).toEqual([
		['1', '1'],
		['3', '3']
	]);
});

test('blank cells, rows to the end of the sheet and stray cells cost nothing', () => {
	const blanks = Array.from(
		{ length: 3000 },
		(_, i) => `<row r="${i + 2}" s="1"><c r="A${i + 2}" s="1"/></row>`
	);
	const data = `<row r="1"><c r="A1"><v>1</v></c></row>${blanks.join('')}<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>`;
	expect(linesOf(rows(data))).toEqual([['1', '1']]);
});

describe('what is not known for sure is left to the library', () => {
	test.for<[string, string]>([
		['another root', `<chartsheet ${MAIN}/>`],
		['another namespace', '<worksheet xmlns="urn:x"><sheetData/></worksheet>'],
		['a DTD', `<!DOCTYPE worksheet []>${rows('')}`],
		['another encoding', rows('').replace('"1.0"', '"1.0" encoding="ISO-8859-1"')],
		['no data', `<worksheet ${MAIN}></worksheet>`],
		['an element between cells', rows('<row><wrap><c><v>1</v></c></wrap></row>')],
		['another namespace in the data', rows('<row><y:c xmlns:y="urn:y"><v>1</v></y:c></row>')],
		['a time of day', rows('<row><c t="d"><v>08:30:00</v></c></row>')]
	])('%s', ([, xml]) => expect(read(xml)).toBe('step-aside'));
});

describe('what Excel would not open is damaged', () => {
	test.for<[string, string]>([
		['a string that is not there', rows('<row><c t="s"><v>3</v></c></row>')],
		['a number that is none', rows('<row><c><v>seven</v></c></row>')],
		['a kind of cell that there is not', rows('<row><c t="zz"><v>1</v></c></row>')],
		['a string that is no number', rows('<row><c t="s"><v>Zoë</v></c></row>')],
		['a number that is said to be one', rows('<row><c t="n"><v>Zoë</v></c></row>')],
		['a value where an inline text should be', rows('<row><c t="inlineStr"><v>Zoë</v></c></row>')],
		['an inline text of a number', rows('<row><c><is><t>Zoë</t></is></c></row>')],
		['a truth that is none', rows('<row><c t="b"><v>yes</v></c></row>')],
		['an unknown entity', rows('<row><c t="str"><v>&nbsp;</v></c></row>')],
		['half a character', rows('<row><c t="str"><v>&#xD83D;</v></c></row>')],
		['a cell of another row', rows('<row r="2"><c r="A3"><v>1</v></c></row>')],
		['a cell beyond the last column', rows('<row r="2"><c r="XFE2"><v>1</v></c></row>')],
		['a row beyond the last', rows('<row r="1048577"><c><v>1</v></c></row>')],
		['a row twice', rows('<row r="1"><c><v>1</v></c></row><row r="1"><c><v>2</v></c></row>')],
		['a cell twice', rows('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')]
	])('%s', ([, xml]) => expect(read(xml)).toMatchObject({ code: 'damaged' }));

	test('bytes that are no UTF-8', () => {
		const bytes = new TextEncoder().encode(rows('<row><c t="str"><v>Zo@</v></c></row>'));
		bytes[bytes.indexOf(0x40)] = 0xeb;
		expect(readPieces([bytes])).toMatchObject({ code: 'damaged' });
	});
});

test('rows without height and columns without width are hidden', () => {
	const xml = rows(
		'<row ht="0" customHeight="1"><c><v>1</v></c><c><v>2</v></c></row><row ht="15"><c><v>3</v></c></row>',
		'<cols><col min="2" max="3" width="0" customWidth="1"/></cols>'
	);
	expect(read(xml)).toMatchObject({ lines: [{ line: 1, hidden: true }, { line: 2 }], hiddenColumns: [1] });
});

test('a formula that nobody has calculated is an error, and one that gives no text is blank', () => {
	expect(
		linesOf(rows('<row><c><f>1+1</f></c><c t="str"><f>A1</f><v></v></c><c><f>1+1</f><v>2</v></c></row>'))
	).toEqual([['1', '#ERROR!', '', '2']]);
	for (const value of ['<v/>', '<v></v>', '<v> </v>']) {
		expect(linesOf(rows(`<row><c s="2"><f>TODAY()+10</f>${value}</c><c><v>2</v></c></row>`))).toEqual([
			['1', '#ERROR!', '2']
		]);
	}
});

test('zeros are blank where the sheet shows none, in its first view', () => {
	const data = '<row><c><v>0</v></c><c s="1"><v>0.0</v></c><c t="str"><v>0</v></c><c><v>10</v></c></row>';
	const views = (...views: string[]) => `<sheetViews>${views.join('')}</sheetViews>`;
	const none = '<sheetView showZeros="0" workbookViewId="0"><pane/></sheetView>';
	const all = '<sheetView workbookViewId="0"/>';
	expect(linesOf(rows(data, views(none, all)))).toEqual([['1', '', '', '0', '10']]);
	expect(linesOf(rows(data, views(none.replace('"0"', '"false"'))))).toEqual([['1', '', '', '0', '10']]);
	expect(linesOf(rows(data, views(all, none)))).toEqual([['1', '0', '0000', '0', '10']]);
	expect(linesOf(rows(data, views(none.replace('"0"', '"1"'))))).toEqual([['1', '0', '0000', '0', '10']]);
});
