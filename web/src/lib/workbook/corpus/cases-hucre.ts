import { writeXlsx, type WriteOptions, type WriteSheet } from 'hucre/xlsx';
import { BO, MAX, TITLES, ZOE } from './people.ts';
import { SCRIPTS } from './cases-texts.ts';
import {
	boolean,
	column,
	date,
	number,
	oneSheet,
	sheet,
	type CorpusCase,
	type Expected
} from './corpus-case.ts';

// Workbooks written by hucre, which writes what Sheaf's own templates and exports are made of.

const JUNE = new Date(Date.UTC(2028, 5, 30));
/** The same bytes at any time. */
const WRITTEN = { created: new Date(Date.UTC(2026, 0, 1)), modified: new Date(Date.UTC(2026, 0, 1)) };
const PEOPLE = [TITLES, ZOE, BO, MAX];
const LINES = { 1: TITLES, 2: ZOE, 3: BO, 4: MAX };

const CASES: [file: string, sheets: WriteSheet[], expected: Expected, more?: Partial<WriteOptions>][] = [
	['plain-by-hucre.xlsx', [{ name: 'Sheet1', rows: PEOPLE }], oneSheet(LINES)],
	['inline-by-hucre.xlsx', [{ name: 'Sheet1', rows: PEOPLE }], oneSheet(LINES), { stringMode: 'inline' }],
	[
		'scripts-by-hucre.xlsx',
		[{ name: 'Sheet1', rows: SCRIPTS.map((text) => [text]) }],
		oneSheet(column(SCRIPTS))
	],
	[
		'values-by-hucre.xlsx',
		[
			{
				name: 'Sheet1',
				rows: [
					['n', 7],
					['f', 0.5],
					['b', true],
					['d', JUNE],
					['t', '0041237'],
					['neg', -17.25],
					['blank', null, 'behind']
				]
			}
		],
		oneSheet({
			1: ['n', number(7)],
			2: ['f', number(0.5)],
			3: ['b', boolean(true)],
			4: ['d', date('2028-06-30')],
			5: ['t', '0041237'],
			6: ['neg', number(-17.25)],
			7: ['blank', '', 'behind']
		})
	],
	[
		'date-1904-by-hucre.xlsx',
		[{ name: 'Sheet1', rows: [[JUNE]] }],
		oneSheet({ 1: [date('2028-06-30')] }),
		{ dateSystem: '1904' }
	],
	[
		'template-like-by-hucre.xlsx',
		[
			{
				name: 'Sheet1',
				rows: PEOPLE,
				columns: [
					{ width: 20, numFmt: '@' },
					{ width: 20, numFmt: '@' },
					{ width: 30, numFmt: '@' }
				],
				freezePane: { rows: 1 },
				autoFilter: { range: 'A1:C4' },
				dataValidations: [{ type: 'list', values: ['Zoë', 'Bo'], range: 'A2:A1000' }],
				cells: new Map([['0,2', { value: 'Contact', comment: { author: 'Sheaf', text: 'An address' } }]])
			},
			{ name: 'Lists', rows: [['I'], ['II']], veryHidden: true }
		],
		{ sheets: [sheet('Sheet1', LINES), sheet('Lists', { 1: ['I'], 2: ['II'] }, { hidden: true })] }
	],
	[
		'rich-and-linked-by-hucre.xlsx',
		[
			{
				name: 'Sheet1',
				rows: [TITLES, ZOE],
				cells: new Map([
					[
						'1,0',
						{
							type: 'richText' as const,
							value: 'José',
							richText: [{ text: 'Jo' }, { text: 'sé', font: { bold: true } }]
						}
					],
					['1,2', { value: 'zoe@example.org', hyperlink: { target: 'mailto:zoe@example.org' } }],
					['2,0', { type: 'formula' as const, value: 42, formula: '40+2', formulaResult: 42 }]
				]),
				merges: [{ startRow: 4, startCol: 0, endRow: 4, endCol: 2 }]
			}
		],
		oneSheet({ 1: TITLES, 2: ['José', 'Núñez', 'zoe@example.org'], 3: [number(42)] }, { merges: ['A5:C5'] })
	],
	[
		'hidden-by-hucre.xlsx',
		[
			{
				name: 'Sheet1',
				rows: PEOPLE,
				columns: [{}, { hidden: true }, {}],
				rowDefs: new Map([[2, { hidden: true }]])
			}
		],
		oneSheet(LINES, { hiddenLines: [3], hiddenColumns: [1] })
	]
];

export async function makeHucreCases(): Promise<CorpusCase[]> {
	const cases: CorpusCase[] = [];
	for (const [file, sheets, expected, more] of CASES)
		cases.push({ file, bytes: await writeXlsx({ sheets, properties: WRITTEN, ...more }), expected });
	return cases;
}
