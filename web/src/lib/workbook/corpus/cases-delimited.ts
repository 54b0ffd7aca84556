import { SCRIPTS } from './cases-texts.ts';
import { error, column, sheet, type CorpusCase, type ExpectedSheet } from './corpus-case.ts';

// Texts with delimiters: nothing in them is a number or a date until the rules say so.

const ACCENTED = {
	1: ['Prénom', 'Nom', 'Contact'],
	2: ['Zoë', 'Núñez', 'zoe@example.org'],
	3: ['', 'Œuvre’s €', '']
};
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16le = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const utf16be = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());

/** Windows-1252 for what the cases here hold (WHATWG Encoding, index windows-1252). */
function windows1252(text: string): Uint8Array {
	const high: Record<string, number> = { '€': 0x80, '’': 0x92, Œ: 0x8c, '“': 0x93, '”': 0x94 };
	return Uint8Array.from([...text].map((c) => high[c] ?? c.charCodeAt(0)));
}

/** Excel's CSV (Macintosh) and CSV (MS-DOS), for the names here. */
const OLD_MAC: Record<string, number> = { é: 0x8e, ë: 0x91, ú: 0x9c, ñ: 0x96 };
const OLD_DOS: Record<string, number> = { é: 0x82, ë: 0x89, ú: 0xa3, ñ: 0xa4 };
const OLD_LINES: ExpectedSheet['lines'] = { ...ACCENTED, 3: ['', 'Andrée'] };

function oldText(page: Record<string, number>): Uint8Array {
	const text = joined(';').replace('Œuvre’s €', 'Andrée');
	return Uint8Array.from([...text].map((c) => page[c] ?? c.charCodeAt(0)));
}

function joined(delimiter: string, end = '\r\n'): string {
	return Object.values(ACCENTED)
		.map((cells) => cells.join(delimiter) + end)
		.join('');
}

function delimited(file: string, bytes: Uint8Array, lines: ExpectedSheet['lines'] = trimmed()): CorpusCase {
	return { file, bytes, expected: { sheets: [sheet('', lines)] } };
}

function trimmed(): ExpectedSheet['lines'] {
	return { ...ACCENTED, 3: ['', 'Œuvre’s €'] };
}

export const delimitedCases: CorpusCase[] = [
	delimited('comma-utf-8.csv', utf8(joined(','))),
	delimited('comma-utf-8-with-mark.csv', utf8(`\ufeff${joined(',')}`)),
	delimited('semicolon-windows-1252.csv', windows1252(joined(';'))),
	delimited('semicolon-utf-8-with-mark.csv', utf8(`\ufeff${joined(';', '\n')}`)),
	delimited('tab-utf-8.tsv', utf8(joined('\t'))),
	delimited('tab-utf-16-le.txt', utf16le(`\ufeff${joined('\t')}`)),
	delimited('comma-utf-16-be.csv', utf16be(`\ufeff${joined(',')}`)),
	delimited('old-mac-line-ends.csv', utf8(joined(',', '\r'))),
	delimited('no-line-end-at-the-end.csv', utf8(joined(',').trimEnd().slice(0, -1)), trimmed()),
	delimited('delimiter-named.csv', utf8(`sep=|\r\n${joined('|')}`)),
	delimited('utf-16-without-mark.csv', utf16le(joined(';'))),
	delimited(
		'quoted-line-breaks.csv',
		utf8(
			'Name,Notes,Contact\r\n"Zoë","first line\r\nsecond, ""quoted""\nthird",z@example.org\r\n\r\nBo,"",b@example.org\r\n'
		),
		{
			1: ['Name', 'Notes', 'Contact'],
			2: ['Zoë', 'first line\r\nsecond, "quoted"\nthird', 'z@example.org'],
			4: ['Bo', '', 'b@example.org']
		}
	),
	delimited(
		'delimiters-in-quotes.csv',
		utf8('Name;Address\r\n"Núñez; Zoë";"1, rue, de, la, Paix, Paris"\r\n"Li; Bo";"2, rue"\r\n'),
		{
			1: ['Name', 'Address'],
			2: ['Núñez; Zoë', '1, rue, de, la, Paix, Paris'],
			3: ['Li; Bo', '2, rue']
		}
	),
	delimited('decimal-commas.csv', utf8('Nom;Score\r\nZoë;1,5\r\nBo;2,75\r\nMax;10,0\r\n'), {
		1: ['Nom', 'Score'],
		2: ['Zoë', '1,5'],
		3: ['Bo', '2,75'],
		4: ['Max', '10,0']
	}),
	delimited(
		'blanks-before-quotes.csv',
		utf8('Name, Address, City\r\nZoë, "1, Main ""St""", Rome\r\n"Bo" , "2, rue", Paris\r\n'),
		{
			1: ['Name', ' Address', ' City'],
			2: ['Zoë', '1, Main "St"', ' Rome'],
			3: ['Bo', '2, rue', ' Paris']
		}
	),
	delimited('semicolon-mac-roman.csv', oldText(OLD_MAC), OLD_LINES),
	delimited('semicolon-ms-dos.csv', oldText(OLD_DOS), OLD_LINES),
	{
		// In each page the same bytes are other letters, and all of them could be names.
		file: 'letters-of-no-one-page.csv',
		bytes: Uint8Array.from([...'Nom\r\nFran#ois\r\n'].map((c) => (c === '#' ? 0x87 : c.charCodeAt(0)))),
		expected: { refused: 'unknown-letters' }
	},
	delimited('one-column.csv', utf8('Contact\r\nzoe@example.org\r\nbo@example.org\r\n'), {
		1: ['Contact'],
		2: ['zoe@example.org'],
		3: ['bo@example.org']
	}),
	delimited(
		'nothing-is-a-number.csv',
		utf8(
			'Number,Date,Flag,Formula\r\n0041237,03/04/2026,TRUE,=1+1\r\n1E5,45678,#N/A,+33 6\r\n 007 ,-5,,@x\r\n'
		),
		{
			1: ['Number', 'Date', 'Flag', 'Formula'],
			2: ['0041237', '03/04/2026', 'TRUE', '=1+1'],
			3: ['1E5', '45678', error('#N/A'), '+33 6'],
			4: [' 007 ', '-5', '', '@x']
		}
	),
	delimited(
		'rows-above-header.csv',
		utf8('Spring cohort,,\r\n,,\r\nFirst Name,Last Name,Contact\r\nZoë,Núñez,zoe@example.org\r\n'),
		{
			1: ['Spring cohort'],
			3: ['First Name', 'Last Name', 'Contact'],
			4: ['Zoë', 'Núñez', 'zoe@example.org']
		}
	),
	delimited('ragged-rows.csv', utf8('a,b,c\r\n1\r\n1,2,3,4\r\n,,x\r\n'), {
		1: ['a', 'b', 'c'],
		2: ['1'],
		3: ['1', '2', '3', '4'],
		4: ['', '', 'x']
	}),
	delimited('quote-inside-a-cell.csv', utf8('Item,Size\r\npipe,5" wide\r\nhose,"6"" wide"\r\n'), {
		1: ['Item', 'Size'],
		2: ['pipe', '5" wide'],
		3: ['hose', '6" wide']
	}),
	// A French list may begin as SYLK does.
	delimited('first-title-is-id.csv', utf8('ID;Prénom;Nom\r\nD3V2-QMHQ;Zoë;Núñez\r\n'), {
		1: ['ID', 'Prénom', 'Nom'],
		2: ['D3V2-QMHQ', 'Zoë', 'Núñez']
	}),
	delimited('names-that-are-properties.csv', utf8('__proto__,constructor\r\nhasOwnProperty,__proto__\r\n'), {
		1: ['__proto__', 'constructor'],
		2: ['hasOwnProperty', '__proto__']
	}),
	delimited('scripts.csv', utf8(SCRIPTS.join('\n')), column(SCRIPTS)),
	delimited('csv-named-xlsx.xlsx', utf8(joined(','))),
	{ file: 'blank-lines-only.csv', bytes: utf8('\r\n ,\t\r\n'), expected: { refused: 'empty' } },
	{ file: 'mark-only.csv', bytes: utf8('\ufeff'), expected: { refused: 'empty' } },
	{
		file: 'cell-too-long.csv',
		bytes: utf8(`Name,Notes\nZoë,${'x'.repeat(32_768)}`),
		expected: { refused: 'cell-too-long' }
	},
	{
		file: 'quote-never-closed.csv',
		bytes: utf8('Name,Notes\nZoë,"never closed\nBo,x\nMax,y\n'),
		expected: {
			sheets: [sheet('', { 1: ['Name', 'Notes'], 2: ['Zoë', 'never closed\nBo,x\nMax,y\n'] })],
			refused: 'damaged'
		}
	}
];
