import { TITLES, ZOE } from './people.ts';
import { people, ROWS, sharedRows, STRINGS } from './people-book.ts';
import { boolean, date, number, oneSheet, type CorpusCase } from './corpus-case.ts';
import {
	changePart,
	contentTypes,
	makePackage,
	relationships,
	sheetXml,
	simpleBook,
	textRow,
	textRows,
	zipPackage,
	MAIN,
	OFFICE,
	type Package
} from './xlsx-package.ts';

// The same workbooks in other XML: all of it is allowed, and some program writes it. Then what is not allowed.

const READS = oneSheet(ROWS);
const SHARED_READS = oneSheet({ 1: TITLES, 2: ZOE });
const STRICT = 'http://purl.oclc.org/ooxml';

/** Every element of a part under the prefix `x:`. */
function prefixed(xml: string): string {
	return xml.replace(/<(\/?)(?=[A-Za-z])/g, '<$1x:').replace(`xmlns="${MAIN}"`, `xmlns:x="${MAIN}"`);
}

function changeAll(parts: Package, change: (xml: string, name: string) => string): Package {
	for (const [name, content] of parts)
		if (typeof content === 'string') parts.set(name, change(content, name));
	return parts;
}

export const xmlCases: CorpusCase[] = [
	{
		file: 'prefixed-xml.xlsx',
		bytes: people((parts) =>
			changeAll(parts, (xml, name) => (/^xl\/(?!_rels)/.test(name) ? prefixed(xml) : xml))
		),
		expected: READS
	},
	{
		file: 'cells-without-references.xlsx',
		bytes: simpleBook(
			`<row><c t="inlineStr"><is><t>Name</t></is></c><c t="inlineStr"><is><t>Score</t></is></c></row><row/><row><c t="inlineStr"><is><t>Zoë</t></is></c><c><v>7</v></c></row><row r="6"><c t="inlineStr"><is><t>Bo</t></is></c><c r="D6"><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>`
		),
		expected: oneSheet({
			1: ['Name', 'Score'],
			3: ['Zoë', number(7)],
			6: ['Bo', '', '', number(1), number(2)],
			7: ['', number(3)]
		})
	},
	{
		file: 'sheet-paths-by-relationship.xlsx',
		bytes: people((parts) => {
			const sheet = parts.get('xl/worksheets/sheet1.xml')!;
			parts.delete('xl/worksheets/sheet1.xml');
			parts.set('xl/tabs/people-7.xml', sheet);
			parts.set('[Content_Types].xml', contentTypes(['/xl/tabs/people-7.xml']));
			return changePart(parts, 'xl/_rels/workbook.xml.rels', (xml) =>
				xml.replace('worksheets/sheet1.xml', 'tabs/people-7.xml')
			);
		}),
		expected: READS
	},
	{
		file: 'sheets-in-another-order-than-parts.xlsx',
		bytes: zipPackage(
			changePart(
				makePackage([
					{ name: 'Second', rows: textRows({ 1: ['second'] }) },
					{ name: 'First', rows: textRows({ 1: ['first'] }) }
				]),
				'xl/workbook.xml',
				(xml) => xml.replace(/(<sheet name="Second".*?\/>)(<sheet name="First".*?\/>)/, '$2$1')
			)
		),
		expected: {
			sheets: [
				{ name: 'First', lines: { 1: ['first'] } },
				{ name: 'Second', lines: { 1: ['second'] } }
			]
		}
	},
	{
		file: 'absolute-targets.xlsx',
		bytes: people((parts) => {
			changePart(parts, '_rels/.rels', (xml) => xml.replace('"xl/workbook.xml"', '"/xl/workbook.xml"'));
			return changePart(parts, 'xl/_rels/workbook.xml.rels', (xml) =>
				xml.replaceAll('Target="', 'Target="/xl/')
			);
		}),
		expected: READS
	},
	{
		file: 'workbook-elsewhere.xlsx',
		bytes: people((parts) => {
			const moved: Package = new Map();
			for (const [name, content] of parts)
				moved.set(
					name
						.replace(/^xl\//, 'book/')
						.replace('book/workbook', 'book/main')
						.replace('_rels/workbook', '_rels/main'),
					content
				);
			changeAll(moved, (xml) =>
				xml
					.replaceAll('/xl/workbook.xml', '/book/main.xml')
					.replaceAll('"xl/workbook.xml"', '"book/main.xml"')
					.replaceAll('"/xl/', '"/book/')
			);
			return moved;
		}),
		expected: { ...READS, refused: 'damaged' }
	},
	{
		file: 'attributes-in-any-order.xlsx',
		bytes: people((parts) => {
			changePart(parts, 'xl/_rels/workbook.xml.rels', (xml) =>
				xml.replace(
					/<Relationship Id="(.*?)" Type="(.*?)" Target="(.*?)"\/>/g,
					"<Relationship\n\tTarget='$3'\n\tType = '$2' Id= '$1'\t/>"
				)
			);
			changePart(parts, 'xl/workbook.xml', (xml) =>
				xml.replace(
					/<sheet name="(.*?)" sheetId="1" r:id="rId1"\/>/,
					"<sheet r:id='rId1' sheetId='1' name='$1' ></sheet>"
				)
			);
			return changePart(parts, 'xl/worksheets/sheet1.xml', (xml) =>
				xml
					.replace(/<row r="(\d+)">/g, "<row  spans='1:3'\n r = '$1' >")
					.replace(/<c r="(.*?)" t="inlineStr">/g, "<c t = 'inlineStr' r='$1'\n>")
			);
		}),
		expected: READS
	},
	{
		file: 'unknown-elements.xlsx',
		bytes: people((parts) =>
			changePart(parts, 'xl/worksheets/sheet1.xml', (xml) =>
				xml
					.replace(
						'<worksheet ',
						'<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:y="urn:other" mc:Ignorable="y" '
					)
					.replace(
						'</row>',
						'<extLst><ext uri="{1}"><y:c r="A9"><y:v>no cell</y:v></y:c></ext></extLst></row>'
					)
					.replace(
						'</sheetData>',
						'</sheetData><y:sheetData><y:row r="50"><y:c r="A50"><y:v>1</y:v></y:c></y:row></y:sheetData>'
					)
			)
		),
		expected: READS
	},
	{
		file: 'other-prefix-for-relationships.xlsx',
		bytes: people((parts) =>
			changePart(parts, 'xl/workbook.xml', (xml) =>
				xml.replace('xmlns:r=', 'xmlns:rel=').replaceAll('r:id=', 'rel:id=')
			)
		),
		expected: READS
	},
	{
		file: 'utf-8-mark-in-parts.xlsx',
		bytes: people((parts) => changeAll(parts, (xml) => `\ufeff${xml}`)),
		expected: READS
	},
	{
		file: 'utf-16-parts.xlsx',
		bytes: people((parts) => {
			const xml = (parts.get('xl/worksheets/sheet1.xml') as string).replace('UTF-8', 'UTF-16');
			return parts.set('xl/worksheets/sheet1.xml', new Uint8Array(Buffer.from(`\ufeff${xml}`, 'utf16le')));
		}),
		expected: { ...READS, refused: 'damaged' }
	},
	{
		file: 'strict.xlsx',
		bytes: zipPackage(strict()),
		expected: oneSheet({ 1: TITLES, 2: [date('2028-06-30'), boolean(true), number(7)] })
	},
	{
		file: 'missing-styles-and-strings.xlsx',
		bytes: people((parts) => {
			parts.delete('xl/styles.xml');
			parts.delete('xl/sharedStrings.xml');
			parts.set('xl/_rels/workbook.xml.rels', relationships([['worksheet', 'worksheets/sheet1.xml']]));
			return changePart(parts, '[Content_Types].xml', (xml) =>
				xml.replace(/<Override PartName="\/xl\/s.*?\/>/g, '')
			);
		}),
		expected: READS
	},
	{
		file: 'indented-xml.xlsx',
		bytes: zipPackage(
			changeAll(makePackage([{ rows: sharedRows() }], { strings: STRINGS }), (xml) =>
				xml.replace(/></g, '>\n  <')
			)
		),
		expected: SHARED_READS
	},
	{
		file: 'template.xltx',
		bytes: people((parts) =>
			parts.set(
				'[Content_Types].xml',
				contentTypes(
					['/xl/worksheets/sheet1.xml'],
					'',
					'application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml'
				)
			)
		),
		expected: READS
	},
	{
		file: 'without-content-types.xlsx',
		bytes: people((parts) => (parts.delete('[Content_Types].xml'), parts)),
		expected: { ...READS, refused: 'not-a-workbook' }
	}
];

/** ISO/IEC 29500 Strict: other namespaces and relationship types throughout, and dates in ISO 8601. */
function strict(): Package {
	const rows = `${textRow(1, TITLES)}<row r="2"><c r="A2" s="1" t="d"><v>2028-06-30</v></c><c r="B2" t="b"><v>true</v></c><c r="C2"><v>7</v></c></row>`;
	const parts = makePackage([{ rows }], { formats: [14] });
	parts.set('xl/worksheets/sheet1.xml', sheetXml({ rows }));
	changeAll(parts, (xml) =>
		xml
			.replaceAll(MAIN, `${STRICT}/spreadsheetml/main`)
			.replaceAll(OFFICE, `${STRICT}/officeDocument/relationships`)
	);
	return changePart(parts, 'xl/workbook.xml', (xml) =>
		xml.replace('<workbook ', '<workbook conformance="strict" ')
	);
}
