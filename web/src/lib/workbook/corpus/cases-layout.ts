import { number, oneSheet, sheet, type CorpusCase } from './corpus-case.ts';
import { BO, MAX, TITLES, ZOE } from './people.ts';
import {
	changePart,
	makePackage,
	numberCell,
	override,
	simpleBook,
	textCell,
	textRows,
	zipPackage,
	OFFICE
} from './xlsx-package.ts';

// Where things stand: around the table, between its rows, far away, merged.

const PEOPLE = { 1: TITLES, 2: ZOE, 3: BO, 4: MAX };

/** Rows that somebody formatted and never filled. */
const FORMATTED = Array.from(
	{ length: 20_000 },
	(_, i) => `<row r="${i + 4}" s="1" customFormat="1"><c r="A${i + 4}" s="1"/></row>`
);

export const layoutCases: CorpusCase[] = [
	{ file: 'plain.xlsx', bytes: simpleBook(textRows(PEOPLE)), expected: oneSheet(PEOPLE) },
	{
		file: 'header-only.xlsx',
		bytes: simpleBook(textRows({ 1: TITLES })),
		expected: oneSheet({ 1: TITLES })
	},
	{ file: 'no-rows.xlsx', bytes: simpleBook(''), expected: { refused: 'empty' } },
	{
		file: 'blank-cells-only.xlsx',
		bytes: simpleBook('<row r="1"><c r="A1" s="1"/><c r="B1" t="s"/></row><row r="7"/>', { formats: ['@'] }),
		expected: { refused: 'empty' }
	},
	{
		file: 'rows-above-header.xlsx',
		bytes: simpleBook(textRows({ 1: ['Spring cohort'], 3: ['', 'Trainer: Bo'], 6: TITLES, 7: ZOE })),
		expected: oneSheet({ 1: ['Spring cohort'], 3: ['', 'Trainer: Bo'], 6: TITLES, 7: ZOE })
	},
	{
		file: 'read-me-first.xlsx',
		bytes: zipPackage(
			makePackage([
				{ name: 'Read me', rows: textRows({ 2: ['How to fill in this workbook'] }) },
				{ name: 'People &amp; dates', rows: textRows({ 1: TITLES, 2: ZOE }) },
				{ name: 'Notes', rows: '' }
			])
		),
		expected: {
			sheets: [
				sheet('Read me', { 2: ['How to fill in this workbook'] }),
				sheet('People & dates', { 1: TITLES, 2: ZOE }),
				sheet('Notes', {})
			]
		}
	},
	{
		file: 'blank-rows-and-columns-between.xlsx',
		bytes: simpleBook(
			textRows({
				2: ['', 'First Name', '', 'Contact'],
				5: ['', 'Zoë', '', 'z@example.org'],
				9: ['', '', '', 'b@example.org']
			})
		),
		expected: oneSheet({
			2: ['', 'First Name', '', 'Contact'],
			5: ['', 'Zoë', '', 'z@example.org'],
			9: ['', '', '', 'b@example.org']
		})
	},
	{
		file: 'formatted-trailing-rows.xlsx',
		bytes: simpleBook(
			`${textRows({ 1: TITLES, 2: ZOE })}${FORMATTED.join('')}<row r="1048576" s="1" customFormat="1"><c r="A1048576" s="1"/></row>`,
			{ formats: ['@'] },
			{ before: '<dimension ref="A1:XFD1048576"/>' }
		),
		expected: oneSheet({ 1: TITLES, 2: ZOE })
	},
	{
		file: 'cell-at-xfd1048576.xlsx',
		bytes: simpleBook(
			`${textRows({ 1: TITLES, 2: ZOE })}<row r="1048576">${textCell('XFD1048576', 'stray')}</row>`
		),
		expected: oneSheet({ 1: TITLES, 2: ZOE })
	},
	{
		file: 'cell-in-last-row.xlsx',
		bytes: simpleBook(
			`${textRows({ 1: TITLES, 2: ZOE })}<row r="1048576">${textCell('B1048576', 'the end')}</row>`
		),
		expected: oneSheet({ 1: TITLES, 2: ZOE, 1048576: ['', 'the end'] })
	},
	{
		file: 'dimension-too-small.xlsx',
		bytes: simpleBook(textRows(PEOPLE), {}, { before: '<dimension ref="A1"/>' }),
		expected: oneSheet(PEOPLE)
	},
	{
		file: 'merged-title.xlsx',
		bytes: simpleBook(
			textRows({ 1: ['Spring cohort'], 2: TITLES, 3: ZOE }),
			{},
			{
				after: '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>'
			}
		),
		expected: oneSheet({ 1: ['Spring cohort'], 2: TITLES, 3: ZOE }, { merges: ['A1:C1'] })
	},
	{
		file: 'merged-rows.xlsx',
		bytes: simpleBook(
			textRows({ 1: ['Course', ...TITLES], 2: ['First Aid', ...ZOE], 3: ['', ...BO], 4: ['', ...MAX] }),
			{},
			{
				after: '<mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells>'
			}
		),
		expected: oneSheet(
			{ 1: ['Course', ...TITLES], 2: ['First Aid', ...ZOE], 3: ['', ...BO], 4: ['', ...MAX] },
			{ merges: ['A2:A4'] }
		)
	},
	{
		file: 'merged-over-content.xlsx',
		// Excel keeps what a merge covers, and shows none of it.
		bytes: simpleBook(
			textRows({ 1: TITLES, 2: ['shown', 'covered', 'x@example.org'] }),
			{},
			{
				after: '<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>'
			}
		),
		expected: oneSheet({ 1: TITLES, 2: ['shown', '', 'x@example.org'] }, { merges: ['A2:B2'] })
	},
	{
		file: 'two-tables-on-a-sheet.xlsx',
		bytes: simpleBook(
			`<row r="1">${textCell('A1', 'Name')}${textCell('F1', 'Room')}${textCell('G1', 'Seats')}</row><row r="2">${textCell('A2', 'Zoë')}${textCell('F2', 'Blue')}${numberCell('G2', 12)}</row>`
		),
		expected: oneSheet({
			1: ['Name', '', '', '', '', 'Room', 'Seats'],
			2: ['Zoë', '', '', '', '', 'Blue', number(12)]
		})
	},
	{
		file: 'chart-sheet.xlsx',
		bytes: zipPackage(chartSheet()),
		expected: oneSheet(PEOPLE)
	},
	{
		file: 'column-aa-and-beyond.xlsx',
		bytes: simpleBook(
			`<row r="1">${textCell('A1', 'a')}${textCell('Z1', 'z')}${textCell('AA1', 'aa')}${textCell('AZ1', 'az')}${textCell('BA1', 'ba')}</row>`
		),
		expected: oneSheet({ 1: sparse({ 0: 'a', 25: 'z', 26: 'aa', 51: 'az', 52: 'ba' }) })
	}
];

function sparse(cells: Record<number, string>): string[] {
	const last = Math.max(...Object.keys(cells).map(Number));
	return Array.from({ length: last + 1 }, (_, i) => cells[i] ?? '');
}

function chartSheet() {
	const parts = makePackage([{ rows: textRows(PEOPLE) }]);
	parts.set(
		'xl/chartsheets/sheet2.xml',
		`<?xml version="1.0" encoding="UTF-8"?><chartsheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheetViews><sheetView workbookViewId="0"/></sheetViews></chartsheet>`
	);
	changePart(parts, 'xl/workbook.xml', (xml) =>
		xml.replace('<sheets>', '<sheets><sheet name="Chart" sheetId="9" r:id="rId9"/>')
	);
	changePart(parts, 'xl/_rels/workbook.xml.rels', (xml) =>
		xml.replace(
			'</Relationships>',
			`<Relationship Id="rId9" Type="${OFFICE}/chartsheet" Target="chartsheets/sheet2.xml"/></Relationships>`
		)
	);
	return changePart(parts, '[Content_Types].xml', (xml) =>
		xml.replace(
			'</Types>',
			`${override('/xl/chartsheets/sheet2.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.chartsheet+xml')}</Types>`
		)
	);
}
