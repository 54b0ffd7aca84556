import { column, oneSheet, sheet, type CorpusCase } from './corpus-case.ts';
import {
	changePart,
	makePackage,
	override,
	simpleBook,
	textCell,
	textRows,
	zipPackage
} from './xlsx-package.ts';

// Texts: where they lie, how they are escaped, in which script they are written, how long they are.

/** Shared strings by their raw XML, one below the other in column A, and what a person reads. */
function shared(file: string, items: [xml: string, text: string][]): CorpusCase {
	const rows = items.map((_, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="s"><v>${i}</v></c></row>`);
	const lines = column(items.map(([, text]) => text));
	for (const [line, cells] of Object.entries(lines)) if (cells[0] === '') delete lines[Number(line)];
	return {
		file,
		bytes: simpleBook(rows.join(''), { strings: items.map(([xml]) => xml).join('') }),
		expected: oneSheet(lines)
	};
}

export const SCRIPTS = [
	'محمد عبد الله',
	'יעל כהן',
	'王小明',
	'東京 花子',
	'김민준',
	'प्रिया शर्मा',
	'สมชาย ใจดี',
	'Ελένη Παπαδοπούλου',
	'Юлия Щербакова',
	'Nguyễn Thị Hồng',
	'e\u0301 stays as typed',
	'Zoë 👩🏽‍🎓 𠮷野',
	'O’Brien “Bob” — née',
	'a\u00a0b\u200dc'
];

/** Texts that a spreadsheet would take for formulas, were they typed. */
const FORMULA_LIKE = [
	'=1+1',
	'+33 6 12 34 56 78',
	'-Marie',
	'@home',
	'=HYPERLINK("https://example.org")',
	"'quoted"
];

export const LONGEST = 'x'.repeat(32_767);

export const textCases: CorpusCase[] = [
	shared('shared-strings.xlsx', [
		['<si><t>one</t></si>', 'one'],
		['<si><t xml:space="preserve"> two  </t></si>', ' two  '],
		[
			'<si><t>three &amp; &lt;four&gt; &quot;five&quot; &apos;six&apos;</t></si>',
			'three & <four> "five" \'six\''
		],
		['<si><t>&amp;amp;</t></si>', '&amp;']
	]),
	shared('rich-text.xlsx', [
		['<si><r><t>Jo</t></r><r><rPr><b/><sz val="11"/></rPr><t>sé</t></r></si>', 'José'],
		['<si><r><rPr><i/></rPr><t xml:space="preserve">Mary </t></r><r><t>Ann</t></r></si>', 'Mary Ann'],
		['<si><r><t/></r><r><t>x</t></r></si>', 'x']
	]),
	shared('phonetic-runs.xlsx', [
		['<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>', '東京'],
		['<si><r><t>山</t></r><r><t>田</t></r><rPh sb="0" eb="2"><t>ヤマダ</t></rPh></si>', '山田'],
		['<si><t>after</t></si>', 'after']
	]),
	shared('empty-shared-strings.xlsx', [
		['<si><t>first</t></si>', 'first'],
		['<si/>', ''],
		['<si><t/></si>', ''],
		['<si><t></t></si>', ''],
		['<si></si>', ''],
		['<si><t>last</t></si>', 'last']
	]),
	shared('above-u-ffff.xlsx', [
		['<si><t>raw 😀 𠮷</t></si>', 'raw 😀 𠮷'],
		['<si><t>hex &#x1F600; &#x20BB7;</t></si>', 'hex 😀 𠮷'],
		['<si><t>decimal &#128512;</t></si>', 'decimal 😀'],
		['<si><t>small &#233;&#xe9;&#xE9;</t></si>', 'small ééé']
	]),
	shared('escapes.xlsx', [
		['<si><t>line_x000D_\nbreak</t></si>', 'line\r\nbreak'],
		['<si><t>_x005F_x000D_</t></si>', '_x000D_'],
		['<si><t>tab_x0009_here</t></si>', 'tab\there'],
		['<si><t>_x0041_BC</t></si>', 'ABC'],
		['<si><t>snake_case_x</t></si>', 'snake_case_x'],
		['<si><t>_xZZZZ_ _x41_</t></si>', '_xZZZZ_ _x41_'],
		['<si><t>_xD83D__xDE00_</t></si>', '😀'],
		['<si><t>two\nlines</t></si>', 'two\nlines'],
		['<si><t>a&#10;b&#13;&#10;c</t></si>', 'a\nb\r\nc'],
		['<si><t>crlf\r\nin the XML</t></si>', 'crlf\nin the XML']
	]),
	shared('cdata-and-comments.xlsx', [
		['<si><t><![CDATA[a < b & c]]></t></si>', 'a < b & c'],
		['<si><!-- <t>not this</t> --><t>this</t></si>', 'this'],
		['<si><t>be<!-- -->tween</t></si>', 'between'],
		['<?pi <si><t>nor this</t></si>?><si><t>end</t></si>', 'end']
	]),
	shared(
		'scripts.xlsx',
		SCRIPTS.map((text) => [`<si><t>${text}</t></si>`, text])
	),
	shared('longest-cell.xlsx', [[`<si><t>${LONGEST}</t></si>`, LONGEST]]),
	{
		file: 'cell-too-long.xlsx',
		bytes: simpleBook('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', {
			strings: `<si><t>${LONGEST}x</t></si>`
		}),
		expected: { refused: 'cell-too-long' }
	},
	{
		file: 'formula-like-texts.xlsx',
		bytes: simpleBook(textRows(Object.fromEntries(FORMULA_LIKE.map((text, i) => [i + 1, [text]])))),
		expected: oneSheet(column(FORMULA_LIKE))
	},
	{
		file: 'inline-strings.xlsx',
		bytes: simpleBook(
			'<row r="1"><c r="A1" t="inlineStr"><is><t>plain</t></is></c><c r="B1" t="inlineStr"><is><r><t>Jo</t></r><r><rPr><b/></rPr><t>sé</t></r></is></c><c r="C1" t="inlineStr"><is><t xml:space="preserve"> blanks </t></is></c><c r="D1" t="inlineStr"><is/></c><c r="E1" t="inlineStr"><is><t>東</t><rPh sb="0" eb="1"><t>ヒガシ</t></rPh></is></c><c r="F1" t="str"><v>a_x000A_b &#x1F600;</v></c></row>'
		),
		expected: oneSheet({ 1: ['plain', 'José', ' blanks ', '', '東', 'a\nb 😀'] })
	},
	{
		file: 'names-that-are-properties.xlsx',
		bytes: zipPackage(prototypeNames()),
		expected: {
			sheets: [
				sheet('__proto__', {
					1: ['__proto__', 'constructor', 'toString'],
					2: ['hasOwnProperty', '__proto__', 'valueOf']
				}),
				sheet('constructor', { 1: ['prototype'] })
			]
		}
	},
	{
		file: 'look-alike-cells.xlsx',
		// What people type with blanks and look-alikes is kept; what it means is for the rules.
		bytes: simpleBook(
			`<row r="1">${textCell('A1', ' D3V2‑QMHQ ')}${textCell('B1', 'D3V2\u00a0QMHQ')}${textCell('C1', '\tTab')}</row>`
		),
		expected: oneSheet({ 1: [' D3V2‑QMHQ ', 'D3V2\u00a0QMHQ', '\tTab'] })
	}
];

function prototypeNames() {
	const parts = makePackage([
		{
			name: '__proto__',
			rows: textRows({
				1: ['__proto__', 'constructor', 'toString'],
				2: ['hasOwnProperty', '__proto__', 'valueOf']
			})
		},
		{ name: 'constructor', rows: textRows({ 1: ['prototype'] }) }
	]);
	const property = (id: number, name: string) =>
		`<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${id}" name="${name}"><vt:lpwstr>polluted</vt:lpwstr></property>`;
	parts.set(
		'docProps/custom.xml',
		`<?xml version="1.0" encoding="UTF-8"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${property(2, '__proto__')}${property(3, 'constructor')}</Properties>`
	);
	changePart(parts, '_rels/.rels', (xml) =>
		xml.replace(
			'</Relationships>',
			'<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>'
		)
	);
	return changePart(parts, '[Content_Types].xml', (xml) =>
		xml.replace(
			'</Types>',
			`${override('/docProps/custom.xml', 'application/vnd.openxmlformats-officedocument.custom-properties+xml')}</Types>`
		)
	);
}
