import { BO, TITLES, ZOE } from './people.ts';
import { oneSheet, type CorpusCase } from './corpus-case.ts';
import { people, sharedRows, STRINGS } from './people-book.ts';
import {
	changePart,
	makePackage,
	numberCell,
	simpleBook,
	textRow,
	zipPackage,
	type Package
} from './xlsx-package.ts';

// XML that no program should write. Excel would repair it, which is to guess; Sheaf refuses.

const READS = oneSheet({ 1: TITLES, 2: ZOE, 3: BO });

const bad = (file: string, bytes: Uint8Array): CorpusCase => ({
	file,
	bytes,
	expected: { refused: 'damaged' }
});

export const badXmlCases: CorpusCase[] = [
	bad(
		'doctype.xlsx',
		people((parts) =>
			changePart(parts, 'xl/worksheets/sheet1.xml', (xml) =>
				xml
					.replace(
						'<worksheet',
						'<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><worksheet'
					)
					.replace('Zoë', '&b;')
			)
		)
	),
	bad(
		'unclosed-row.xlsx',
		people((parts) =>
			changePart(parts, 'xl/worksheets/sheet1.xml', (xml) => xml.slice(0, xml.indexOf('</row>')))
		)
	),
	bad(
		'string-index-out-of-range.xlsx',
		zipPackage(
			makePackage([{ rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>99</v></c></row>' }], {
				strings: '<si><t>only one</t></si>'
			})
		)
	),
	bad(
		'number-that-is-none.xlsx',
		simpleBook(`${textRow(1, TITLES)}<row r="2">${numberCell('A2', 'seven')}</row>`)
	),
	bad(
		// An error that nobody knows is what the library is asked for.
		'number-that-is-half-one.xlsx',
		simpleBook(
			`${textRow(1, TITLES)}<row r="2"><c r="A2" t="e"><v>so what</v></c>${numberCell('B2', '12abc')}</row>`
		)
	),
	bad(
		'sheet-part-missing.xlsx',
		people((parts) => (parts.delete('xl/worksheets/sheet1.xml'), parts))
	),
	bad(
		'workbook-part-missing.xlsx',
		people((parts) => (parts.delete('xl/workbook.xml'), parts))
	),
	bad('strings-part-missing.xlsx', zipPackage(deleteStrings())),
	{
		file: 'rows-out-of-order.xlsx',
		bytes: simpleBook(textRow(3, BO) + textRow(1, TITLES) + textRow(2, ZOE)),
		expected: { ...READS, refused: 'damaged' }
	},
	bad('row-twice.xlsx', simpleBook(textRow(1, TITLES) + textRow(2, ZOE) + textRow(2, BO))),
	bad(
		'cell-twice.xlsx',
		simpleBook(`${textRow(1, TITLES)}<row r="2">${numberCell('A2', 1)}${numberCell('A2', 2)}</row>`)
	)
];

function deleteStrings(): Package {
	const parts = makePackage([{ rows: sharedRows() }], { strings: STRINGS });
	parts.delete('xl/sharedStrings.xml');
	return parts;
}
