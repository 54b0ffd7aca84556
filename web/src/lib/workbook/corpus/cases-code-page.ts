import { utils, write } from 'xlsx';
import { sheet, type CorpusCase, type Expected } from './corpus-case.ts';

// Workbooks of Excel 5 and 95, whose texts are in a code page. SheetJS writes only ASCII into them: what it writes is changed.

/** The record of [MS-XLS] 2.4.52, in which SheetJS names the page 1252. */
const CODE_PAGE = [0x42, 0, 2, 0];
const NAMED = 1252;

type Encode = (text: string) => Uint8Array;

/** A workbook of one sheet in this page. */
function inPage(
	page: number,
	encode: Encode,
	{ texts, name }: { texts: string[][]; name: string }
): Uint8Array {
	const written = [...texts.flat(), name].map(encode);
	const stand = written.map((bytes, i) => `${i}~~~~~~~~~~~~~~~`.slice(0, bytes.length));
	const width = texts[0]!.length;
	const rows = texts.map((row, r) => row.map((_, c) => stand[r * width + c]!));
	const book = utils.book_new();
	utils.book_append_sheet(book, utils.aoa_to_sheet(rows), stand.at(-1)!);
	const bytes = new Uint8Array(write(book, { type: 'buffer', bookType: 'biff5' }));
	for (const [i, text] of written.entries()) replaceBytes(bytes, Buffer.from(stand[i]!), text);
	const named = (number: number) => Uint8Array.from([...CODE_PAGE, number & 0xff, number >> 8]);
	replaceBytes(bytes, named(NAMED), named(page));
	return bytes;
}

function replaceBytes(bytes: Uint8Array, before: Uint8Array, after: Uint8Array): void {
	const at = Buffer.from(bytes.buffer).indexOf(before);
	if (at === -1) throw new Error('SheetJS does not write what is to be changed.');
	bytes.set(after, at);
}

/** Of a page with one byte a letter. */
function singleBytes(label: string): Encode {
	const letters = new TextDecoder(label).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
	return (text) => Uint8Array.from(text, (letter) => letters.indexOf(letter));
}

const JAPANESE: Record<string, string> = {
	姓名: '90a996bc',
	電話: '93649862',
	山田: '8e529363',
	花子: '89d48e71',
	名簿: '96bc95eb'
};
const shiftJis: Encode = (text) => new Uint8Array(Buffer.from(JAPANESE[text]!, 'hex'));

const FRENCH = [
	['Prénom', 'Contact'],
	['Zoë Œuvré', 'd’œuvre 5 €']
];
const RUSSIAN = [
	['Имя', 'Город'],
	['Зоя', 'Москва']
];
const NAMES = [
	['姓名', '電話'],
	['山田', '花子']
];

const read = (texts: string[][], name: string): Expected => ({
	sheets: [sheet(name, { 1: texts[0]!, 2: texts[1]! })]
});

export const codePageCases: CorpusCase[] = [
	{
		file: 'windows-1252-excel-95.xls',
		bytes: inPage(1252, singleBytes('windows-1252'), { texts: FRENCH, name: 'Été' }),
		expected: read(FRENCH, 'Été')
	},
	{
		file: 'windows-1251-excel-95.xls',
		bytes: inPage(1251, singleBytes('windows-1251'), { texts: RUSSIAN, name: 'Список' }),
		expected: read(RUSSIAN, 'Список')
	},
	{
		file: 'shift-jis-excel-95.xls',
		bytes: inPage(932, shiftJis, { texts: NAMES, name: '名簿' }),
		expected: read(NAMES, '名簿')
	},
	{
		file: 'macintosh-excel-95.xls',
		bytes: inPage(0x8000, singleBytes('macintosh'), { texts: FRENCH, name: 'Été' }),
		expected: read(FRENCH, 'Été')
	},
	{
		// Of DOS; browsers do not know it.
		file: 'unknown-page-excel-95.xls',
		bytes: inPage(850, singleBytes('windows-1252'), { texts: FRENCH, name: 'Été' }),
		expected: { refused: 'unknown-letters' }
	}
];
