import { utils, write, type BookType, type WorkBook } from 'xlsx';
import { BO, MAX, TITLES, ZOE } from './people.ts';
import { SCRIPTS } from './cases-texts.ts';
import {
	boolean,
	column,
	date,
	error,
	number,
	oneSheet,
	sheet,
	type CorpusCase,
	type Expected
} from './corpus-case.ts';

// Workbooks written by SheetJS, above all in the formats that no other package here writes.

const KINDS = {
	xlsx: 'xlsx',
	xlsm: 'xlsm',
	xlsb: 'xlsb',
	'excel-97.xls': 'biff8',
	'excel-95.xls': 'biff5',
	ods: 'ods'
} as const;
/** Its serial number since 1900. */
const DAY_30_JUNE_2028 = 46_934;

/** Numbers with formats, a boolean, an error: what each binary format writes in records of its own. */
const VALUES: Expected = oneSheet({
	1: ['kind', 'value'],
	2: ['integer', number(7)],
	3: ['fraction', number(0.5)],
	4: ['large', number(4165550123)],
	5: ['padded', number(41237, '0041237')],
	6: ['percent', number(0.85, '85%', { percent: true })],
	7: ['date', date('2028-06-30')],
	8: ['boolean', boolean(true)],
	9: ['error', error('#N/A')],
	10: ['text digits', '0041237'],
	11: ['negative', number(-17.25)]
});

/** BIFF and SheetJS count a boolean as one kind, ODS as another; an error in ODS is a formula's and is left out there. */
function valuesBook(withError: boolean): WorkBook {
	return bookOf([
		{
			name: 'Sheet1',
			rows: [
				['kind', 'value'],
				['integer', 7],
				['fraction', 0.5],
				['large', 4165550123],
				['padded', { t: 'n', v: 41237, z: '0000000' }],
				['percent', { t: 'n', v: 0.85, z: '0%' }],
				['date', { t: 'n', v: DAY_30_JUNE_2028, z: 'yyyy\\-mm\\-dd' }],
				['boolean', true],
				...(withError ? [['error', { t: 'e', v: 0x2a }]] : [[]]),
				['text digits', '0041237'],
				['negative', -17.25]
			]
		}
	]);
}

function bookOf(sheets: { name: string; rows: unknown[][] }[]): WorkBook {
	const book = utils.book_new();
	for (const { name, rows } of sheets) utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
	return book;
}

function bytesOf(book: WorkBook, bookType: BookType): Uint8Array {
	return new Uint8Array(write(book, { type: 'buffer', bookType, compression: true }));
}

function fileName(situation: string, kind: string): string {
	return kind.includes('.') ? `${situation}-${kind}` : `${situation}.${kind}`;
}

/** The same book in every kind. */
function inEveryKind(situation: string, make: (kind: string) => [WorkBook, Expected]): CorpusCase[] {
	return Object.entries(KINDS).map(([kind, bookType]) => {
		const [book, expected] = make(kind);
		return { file: fileName(`${situation}-by-sheetjs`, kind), bytes: bytesOf(book, bookType), expected };
	});
}

function severalSheets(): WorkBook {
	const book = bookOf([
		{ name: 'Read me', rows: [[], ['How to fill in this workbook']] },
		{ name: 'Ünïcode & more', rows: [['Spring'], [], TITLES, ZOE, [], BO] },
		{ name: 'Lists', rows: [['I'], ['II']] }
	]);
	book.Workbook = { Sheets: [{}, {}, { Hidden: 1 }] as never };
	return book;
}

function hiddenParts(): WorkBook {
	const book = bookOf([{ name: 'Sheet1', rows: [TITLES, ZOE, BO, MAX] }]);
	const only = book.Sheets['Sheet1']!;
	only['!rows'] = [{}, {}, { hidden: true }];
	only['!cols'] = [{}, { hidden: true }];
	only['!merges'] = [utils.decode_range('A6:C6')];
	return book;
}

const SEVERAL: Expected = {
	sheets: [
		sheet('Read me', { 2: ['How to fill in this workbook'] }),
		sheet('Ünïcode & more', { 1: ['Spring'], 3: TITLES, 4: ZOE, 6: BO }),
		sheet('Lists', { 1: ['I'], 2: ['II'] }, { hidden: true })
	]
};

/** SheetJS writes no hidden sheets into OpenDocument. */
const SEVERAL_SHOWN: Expected = { sheets: SEVERAL.sheets!.map(({ name, lines }) => sheet(name, lines)) };

/** Excel 95 has code pages, and SheetJS writes only ASCII into it. */
const isUnicode = ({ file }: CorpusCase) => !file.endsWith('95.xls');

export function makeSheetJsCases(): CorpusCase[] {
	return [
		...inEveryKind('values', (kind) =>
			kind === 'ods' ? [valuesBook(false), withoutLine9(VALUES)] : [valuesBook(true), VALUES]
		),
		...inEveryKind('sheets', (kind) => [severalSheets(), kind === 'ods' ? SEVERAL_SHOWN : SEVERAL]).filter(
			isUnicode
		),
		...inEveryKind('scripts', () => [
			bookOf([{ name: 'Sheet1', rows: SCRIPTS.map((text) => [text]) }]),
			oneSheet(column(SCRIPTS))
		]).filter(isUnicode),
		...(['xlsx', 'xlsb'] as const).map((kind) => ({
			file: `hidden-by-sheetjs.${kind}`,
			bytes: bytesOf(hiddenParts(), kind),
			expected: oneSheet(
				{ 1: TITLES, 2: ZOE, 3: BO, 4: MAX },
				{ hiddenLines: [3], hiddenColumns: [1], merges: ['A6:C6'] }
			)
		})),
		withMacros(),
		...dates1904()
	];
}

function withoutLine9({ sheets }: Expected): Expected {
	const lines = Object.fromEntries(Object.entries(sheets![0]!.lines).filter(([line]) => line !== '9'));
	return oneSheet(lines);
}

function withMacros(): CorpusCase {
	const book = bookOf([{ name: 'Sheet1', rows: [TITLES, ZOE] }]);
	const macros = new Uint8Array(2048).fill(0x41);
	macros.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
	book.vbaraw = macros;
	return { file: 'macros.xlsm', bytes: bytesOf(book, 'xlsm'), expected: oneSheet({ 1: TITLES, 2: ZOE }) };
}

function dates1904(): CorpusCase[] {
	return (['biff8', 'xlsb'] as const).map((bookType) => {
		const book = bookOf([
			{ name: 'Sheet1', rows: [[{ t: 'n', v: DAY_30_JUNE_2028 - 1462, z: 'yyyy\\-mm\\-dd' }]] }
		]);
		book.Workbook = { WBProps: { date1904: true } };
		const extension = bookType === 'xlsb' ? 'xlsb' : 'xls';
		return {
			file: `date-1904-by-sheetjs.${extension}`,
			bytes: bytesOf(book, bookType),
			expected: oneSheet({ 1: [date('2028-06-30')] })
		};
	});
}
