import { BO, TITLES, ZOE } from './people.ts';
import { boolean, date, number, oneSheet, sheet, type CorpusCase } from './corpus-case.ts';
import { writeZip } from './write-zip.ts';
import { escapeXml, zipPart } from './xlsx-package.ts';

// OpenDocument by hand: repeated cells and rows, texts in several elements, notes, covered cells, and a bomb of repeats.

const ODF = 'urn:oasis:names:tc:opendocument:xmlns';
const TYPE = 'application/vnd.oasis.opendocument.spreadsheet';
const NAMESPACES = ['office', 'table', 'text', 'style']
	.map((name) => `xmlns:${name}="${ODF}:${name}:1.0"`)
	.join(' ');

const STYLES = zipPart(
	'styles.xml',
	`<?xml version="1.0" encoding="UTF-8"?><office:document-styles ${NAMESPACES} office:version="1.2"><office:styles/></office:document-styles>`
);

function book(tables: string, styles = '', more = [STYLES]): Uint8Array {
	return writeZip([
		zipPart('mimetype', TYPE, { method: 0 }),
		...more,
		zipPart(
			'content.xml',
			`<?xml version="1.0" encoding="UTF-8"?><office:document-content ${NAMESPACES} xmlns:number="${ODF}:datastyle:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`
		),
		zipPart(
			'META-INF/manifest.xml',
			`<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="${ODF}:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${TYPE}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>${more.map(({ name }) => `<manifest:file-entry manifest:full-path="${name}" manifest:media-type="text/xml"/>`).join('')}</manifest:manifest>`
		)
	]);
}

const table = (rows: string, name = 'Sheet1', attributes = '') =>
	`<table:table table:name="${name}"${attributes}>${rows}</table:table>`;
const row = (cells: string, attributes = '') => `<table:table-row${attributes}>${cells}</table:table-row>`;
const raw = (xml: string, attributes = '') =>
	`<table:table-cell office:value-type="string"${attributes}>${xml}</table:table-cell>`;
const text = (content: string) => raw(`<text:p>${escapeXml(content)}</text:p>`);
const texts = (contents: string[]) => contents.map(text).join('');
const blank = (count: number) => `<table:table-cell table:number-columns-repeated="${count}"/>`;
const value = (type: string, attribute: string, shown: string) =>
	`<table:table-cell office:value-type="${type}" ${attribute}><text:p>${shown}</text:p></table:table-cell>`;

const PEOPLE_ROWS = row(texts(TITLES)) + row(texts(ZOE)) + row(texts(BO));
const PEOPLE = { 1: TITLES, 2: ZOE, 3: BO };

export const odsCases: CorpusCase[] = [
	{ file: 'without-styles.ods', bytes: book(table(PEOPLE_ROWS), '', []), expected: oneSheet(PEOPLE) },
	{
		file: 'repeated-to-the-end.ods',
		bytes: book(
			table(
				`<table:table-column table:number-columns-repeated="16384"/>${PEOPLE_ROWS}${row(blank(16384), ' table:number-rows-repeated="1048573"')}`
			)
		),
		expected: oneSheet(PEOPLE)
	},
	{
		file: 'repeated-cells-and-rows.ods',
		bytes: book(
			table(
				row(texts(['a', 'b', 'c', 'd'])) +
					row(
						'<table:table-cell office:value-type="string" table:number-columns-repeated="3"><text:p>same</text:p></table:table-cell>',
						' table:number-rows-repeated="2"'
					) +
					row(blank(1), ' table:number-rows-repeated="3"') +
					row(blank(2) + text('last'))
			)
		),
		expected: oneSheet({
			1: ['a', 'b', 'c', 'd'],
			2: ['same', 'same', 'same'],
			3: ['same', 'same', 'same'],
			7: ['', '', 'last']
		})
	},
	{
		file: 'fields-in-texts.ods',
		bytes: book(
			table(
				row(
					[
						'until <text:date text:date-value="2028-06-30" text:fixed="true">30 June 2028</text:date>, <text:time>08:30</text:time>',
						'page <text:page-number>3</text:page-number> of <text:page-count>7</text:page-count>',
						'<text:span>of <text:title>Crew <text:span>list</text:span></text:title></text:span><text:bookmark text:name="here"/>!',
						'<text:ruby><text:ruby-base>山田</text:ruby-base><text:ruby-text>やまだ</text:ruby-text></text:ruby> 花子',
						'Bo<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>a footnote</text:p></text:note-body></text:note> Li',
						'Li<office:annotation><text:p>a note</text:p></office:annotation>, Bo<text:soft-page-break/>'
					]
						.map((content) => raw(`<text:p>${content}</text:p>`))
						.join('')
				)
			)
		),
		expected: oneSheet({
			1: ['until 30 June 2028, 08:30', 'page 3 of 7', 'of Crew list!', '山田 花子', 'Bo Li', 'Li, Bo']
		})
	},
	{
		file: 'bomb-of-repeated-rows.ods',
		bytes: book(table(row(texts(TITLES)) + row(text('x'), ' table:number-rows-repeated="1000000"'))),
		expected: { refused: 'too-many-rows' }
	},
	{
		file: 'bomb-of-repeated-columns.ods',
		bytes: book(
			table(
				row(
					`<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>`
				)
			)
		),
		expected: { refused: 'too-many-columns' }
	},
	{
		file: 'texts-in-pieces.ods',
		bytes: book(
			table(
				row(
					raw('<text:p>two</text:p><text:p>lines</text:p>') +
						raw('<text:p>Jo<text:span text:style-name="T1">sé</text:span></text:p>') +
						raw('<text:p>wide<text:s text:c="3"/>gap<text:s/>one</text:p>') +
						raw('<text:p>tab<text:tab/>here<text:line-break/>there</text:p>') +
						raw(
							'<text:p>see <text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://example.org">link</text:a></text:p>'
						) +
						raw(
							'<office:annotation><dc:creator>Zoë</dc:creator><text:p>a note</text:p></office:annotation><text:p>noted</text:p>'
						)
				)
			)
		),
		expected: oneSheet({
			1: ['two\nlines', 'José', 'wide   gap one', 'tab\there\nthere', 'see link', 'noted']
		})
	},
	{
		file: 'kinds-of-values.ods',
		bytes: book(
			table(
				row(
					value('float', 'office:value="7"', '7') +
						value('date', 'office:date-value="2028-06-30"', '30/06/28') +
						value('date', 'office:date-value="2028-06-30T23:30:00"', '30/06/28') +
						value('boolean', 'office:boolean-value="true"', 'VRAI') +
						value('float', 'office:value="1234567.891"', '1 234 567,89') +
						value('float', 'office:value="12345678901234567"', '1,23E+16') +
						text('0041237')
				)
			)
		),
		expected: oneSheet({
			1: [
				number(7),
				date('2028-06-30'),
				date('2028-06-30'),
				boolean(true),
				number(1234567.891, '1234567.89'),
				number(12345678901234567, '12345678901234600', { lostDigits: true }),
				'0041237'
			]
		})
	},
	{
		file: 'covered-cells.ods',
		bytes: book(
			table(
				row(
					'<table:table-cell office:value-type="string" table:number-columns-spanned="3" table:number-rows-spanned="1"><text:p>Spring</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/>'
				) + PEOPLE_ROWS
			)
		),
		expected: oneSheet({ 1: ['Spring'], 2: TITLES, 3: ZOE, 4: BO }, { merges: ['A1:C1'] })
	},
	{
		file: 'hidden.ods',
		bytes: book(
			table(
				`<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>${row(texts(TITLES))}${row(texts(ZOE), ' table:visibility="collapse"')}${row(texts(BO))}`
			) + table(row(text('I')), 'Lists', ' table:style-name="ta2"'),
			'<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
		),
		expected: {
			sheets: [
				sheet('Sheet1', PEOPLE, { hiddenLines: [2], hiddenColumns: [1] }),
				sheet('Lists', { 1: ['I'] }, { hidden: true })
			]
		}
	},
	{
		file: 'filtered.ods',
		bytes: book(
			`${table(`${row(texts(TITLES))}${row(texts(ZOE), ' table:visibility="filter"')}${row(texts(BO))}`)}<table:database-ranges><table:database-range table:name="__Anonymous_Sheet_DB__0" table:target-range-address="Sheet1.A1:Sheet1.C3" table:display-filter-buttons="true"><table:filter><table:filter-condition table:field-number="0" table:value="Bo" table:operator="="/></table:filter></table:database-range></table:database-ranges>`
		),
		expected: oneSheet(PEOPLE, { hiddenLines: [2], filtered: true })
	},
	{
		file: 'header-rows-and-groups.ods',
		bytes: book(
			table(
				`<table:table-header-rows>${row(texts(TITLES))}</table:table-header-rows><table:table-row-group>${row(texts(ZOE))}<table:table-row-group>${row(texts(BO))}</table:table-row-group></table:table-row-group>`
			)
		),
		expected: oneSheet(PEOPLE)
	}
];
