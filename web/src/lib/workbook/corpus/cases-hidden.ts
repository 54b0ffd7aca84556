import { oneSheet, sheet, type CorpusCase } from './corpus-case.ts';
import { BO, MAX, TITLES, ZOE } from './people.ts';
import {
	changePart,
	makePackage,
	override,
	relationships,
	simpleBook,
	textRow,
	textRows,
	zipPackage
} from './xlsx-package.ts';

// What Excel does not show: hidden rows, columns and sheets, and rows that a filter leaves out.

const PEOPLE = { 1: TITLES, 2: ZOE, 3: BO, 4: MAX };

export const hiddenCases: CorpusCase[] = [
	{
		file: 'hidden-rows.xlsx',
		bytes: simpleBook(
			`${textRow(1, TITLES)}${textRow(2, ZOE, ' hidden="1"')}${textRow(3, BO)}${textRow(4, MAX, ' hidden="true"')}<row r="5" hidden="1"/>`
		),
		expected: oneSheet(PEOPLE, { hiddenLines: [2, 4] })
	},
	{
		file: 'hidden-columns.xlsx',
		bytes: simpleBook(
			textRows(PEOPLE),
			{},
			{
				before:
					'<cols><col min="2" max="2" width="9" hidden="1" customWidth="1"/><col min="5" max="16384" width="9" hidden="1"/></cols>'
			}
		),
		expected: oneSheet(PEOPLE, { hiddenColumns: [1] })
	},
	{
		file: 'column-without-width.xlsx',
		bytes: simpleBook(
			textRows(PEOPLE),
			{},
			{ before: '<cols><col min="2" max="2" width="0" customWidth="1"/></cols>' }
		),
		expected: oneSheet(PEOPLE, { hiddenColumns: [1] })
	},
	{
		file: 'hidden-sheets.xlsx',
		bytes: zipPackage(
			makePackage([
				{ name: 'Lists', rows: textRows({ 1: ['I'], 2: ['II'] }), state: 'veryHidden' },
				{ name: 'Old', rows: textRows({ 1: TITLES, 2: BO }), state: 'hidden' },
				{ name: 'New', rows: textRows({ 1: TITLES, 2: ZOE }) }
			])
		),
		expected: {
			sheets: [
				sheet('Lists', { 1: ['I'], 2: ['II'] }, { hidden: true }),
				sheet('Old', { 1: TITLES, 2: BO }, { hidden: true }),
				sheet('New', { 1: TITLES, 2: ZOE })
			]
		}
	},
	{
		file: 'filtered.xlsx',
		bytes: zipPackage(filteredSheet()),
		expected: oneSheet(PEOPLE, { hiddenLines: [2, 4], filtered: true })
	},
	{
		file: 'filter-buttons-only.xlsx',
		bytes: simpleBook(textRows(PEOPLE), {}, { after: '<autoFilter ref="A1:C4"/>' }),
		expected: oneSheet(PEOPLE)
	},
	{
		file: 'table-filtered.xlsx',
		bytes: zipPackage(filteredTable()),
		expected: oneSheet(PEOPLE, { hiddenLines: [2], filtered: true })
	}
];

/** Excel names the area of a filter too, and LibreOffice looks for the name. */
function filteredSheet() {
	const parts = makePackage([
		{
			rows: `${textRow(1, TITLES)}${textRow(2, ZOE, ' hidden="1"')}${textRow(3, BO)}${textRow(4, MAX, ' hidden="1"')}`,
			after:
				'<autoFilter ref="A1:C4"><filterColumn colId="1"><filters><filter val="Li"/></filters></filterColumn></autoFilter>'
		}
	]);
	return changePart(parts, 'xl/workbook.xml', (xml) =>
		xml.replace(
			'</sheets>',
			'</sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">Sheet1!$A$1:$C$4</definedName></definedNames>'
		)
	);
}

/** Excel's own tables carry their filter themselves. */
function filteredTable() {
	const parts = makePackage([
		{
			rows: `${textRow(1, TITLES)}${textRow(2, ZOE, ' hidden="1"')}${textRow(3, BO)}${textRow(4, MAX)}`,
			after: '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
		}
	]);
	parts.set('xl/worksheets/_rels/sheet1.xml.rels', relationships([['table', '../tables/table1.xml']]));
	const columns = TITLES.map((title, i) => `<tableColumn id="${i + 1}" name="${title}"/>`).join('');
	parts.set(
		'xl/tables/table1.xml',
		`<?xml version="1.0" encoding="UTF-8"?><table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="People" displayName="People" ref="A1:C4"><autoFilter ref="A1:C4"><filterColumn colId="0"><filters><filter val="Bo"/><filter val="Max"/></filters></filterColumn></autoFilter><tableColumns count="3">${columns}</tableColumns></table>`
	);
	return changePart(parts, '[Content_Types].xml', (xml) =>
		xml.replace(
			'</Types>',
			`${override('/xl/tables/table1.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml')}</Types>`
		)
	);
}
