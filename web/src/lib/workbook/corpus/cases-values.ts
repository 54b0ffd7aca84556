import { boolean, column, date, error, number, oneSheet, sheet, type CorpusCase } from './corpus-case.ts';
import { makePackage, numberCell, simpleBook, textCell, textRows, zipPackage } from './xlsx-package.ts';
import { formatted } from './formatted.ts';

// What a cell holds: numbers, dates, times, booleans, errors, formulas.

const ERRORS = ['#N/A', '#DIV/0!', '#REF!', '#NAME?', '#VALUE!', '#NUM!', '#NULL!', '#GETTING_DATA'];

const DAY_MS = 86_400_000;
const serial = (day: string) => (Date.parse(day) - Date.UTC(1899, 11, 30)) / DAY_MS;
const june = serial('2028-06-30');
const JUNE = date('2028-06-30');

export const valueCases: CorpusCase[] = [
	formatted('dates-in-builtin-formats.xlsx', [
		[june, 14, JUNE],
		[june, 15, JUNE],
		[june, 16, JUNE],
		[june, 17, JUNE],
		[june + 0.75, 22, JUNE],
		[june, 27, JUNE],
		[june, 57, JUNE]
	]),
	formatted('dates-in-custom-formats.xlsx', [
		[june, 'yyyy-mm-dd', JUNE],
		[june, 'dd/mm/yyyy', JUNE],
		[june, 'DD.MM.YYYY', JUNE],
		[june, 'd mmmm yyyy', JUNE],
		[june, 'dd\\.mm\\.yy;@', JUNE],
		[june, '"valid until "yyyy-mm-dd', JUNE],
		[june, '[Red]yyyy-mm-dd', JUNE],
		[june, 'mmm-yy', JUNE],
		[june, 'yyyy', JUNE],
		[june, 'dddd', JUNE],
		[june, 'yyyy\\-mm\\-dd\\Thh:mm:ss', JUNE]
	]),
	formatted('dates-in-locale-formats.xlsx', [
		[june, '[$-40C]d mmmm yyyy;@', JUNE],
		[june, '[$-409]mmmm d, yyyy;@', JUNE],
		[june, '[$-F800]dddd, mmmm dd, yyyy', JUNE],
		[june, 'yyyy"年"m"月"d"日"', JUNE],
		[june, '[$-411]ggge"年"m"月"d"日";@', JUNE],
		[june, '[$-1070000]d/mm/yyyy;@', JUNE],
		[june, '[$-fr-CA,1]d mmmm yyyy', JUNE]
	]),
	formatted('dates-at-the-edges.xlsx', [
		[1, 14, date('1900-01-01')],
		[59, 14, date('1900-02-28')],
		[61, 14, date('1900-03-01')],
		[serial('2000-02-29'), 14, date('2000-02-29')],
		[serial('2028-02-29'), 14, date('2028-02-29')],
		[2958465, 14, date('9999-12-31')],
		[2958466, 14, number(2958466)],
		[-5, 14, number(-5)]
	]),
	// Excel shows a day that never was; another day in its place would be a lie.
	formatted('date-29-february-1900.xlsx', [[60, 'yyyy-mm-dd', '1900-02-29']]),
	formatted(
		'date-1904.xlsx',
		[
			[0, 14, date('1904-01-01')],
			[serial('2000-01-01') - 1462, 14, date('2000-01-01')],
			[june - 1462, 'yyyy-mm-dd', JUNE],
			[june - 1462 + 0.5, 22, JUNE]
		],
		true
	),
	formatted('date-with-time.xlsx', [
		[june + 0.354166666666667, 'yyyy-mm-dd hh:mm', JUNE],
		[june + 0.999988425925926, 'dd/mm/yyyy hh:mm:ss', JUNE],
		[june + 0.5, 'm/d/yy h:mm AM/PM', JUNE]
	]),
	formatted('time-only.xlsx', [
		[0.354166666666667, 20, '8:30'],
		[0.354166666666667, 18, '8:30 AM'],
		[0.5, 21, '12:00:00'],
		[1.354166666666667, 46, '32:30:00'],
		[0.75, 'hh:mm', '18:00'],
		[0.75, 'hh"h"mm', '18h00']
	]),
	{
		file: 'booleans.xlsx',
		bytes: simpleBook('<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c></row>'),
		expected: oneSheet({ 1: [boolean(true), boolean(false)] })
	},
	{
		file: 'booleans-in-words.xlsx',
		bytes: simpleBook('<row r="1"><c r="A1" t="b"><v>true</v></c><c r="B1" t="b"><v>false</v></c></row>'),
		expected: oneSheet({ 1: [boolean(true), boolean(false)] })
	},
	{
		file: 'error-cells.xlsx',
		bytes: simpleBook(
			ERRORS.map(
				(text, i) =>
					`<row r="${i + 1}"><c r="A${i + 1}" t="e"><v>${text}</v></c>${textCell(`B${i + 1}`, text)}</row>`
			).join('')
		),
		expected: oneSheet(Object.fromEntries(ERRORS.map((text, i) => [i + 1, [error(text), text]])))
	},
	{
		file: 'formulas-with-cached-values.xlsx',
		bytes: simpleBook(
			`<row r="1"><c r="A1" t="str"><f>B1&amp;"x"</f><v>cached &amp; kept</v></c><c r="B1"><f>1+1</f><v>7</v></c><c r="C1" t="b"><f>1=1</f><v>0</v></c><c r="D1" t="e"><f>NA()</f><v>#N/A</v></c><c r="E1" s="1"><f>TODAY()</f><v>${serial('2029-06-30')}</v></c><c r="F1" t="str"><f>""</f><v></v></c></row>` +
				'<row r="2"><c r="A2"><f t="shared" ref="A2:A3" si="0">ROW()</f><v>2</v></c><c r="B2"><f t="array" ref="B2:B3">{1;2}</f><v>1</v></c></row>' +
				'<row r="3"><c r="A3"><f t="shared" si="0"/><v>3</v></c><c r="B3"><v>2</v></c></row>',
			{ formats: ['yyyy-mm-dd'] }
		),
		expected: oneSheet({
			1: ['cached & kept', number(7), boolean(false), error('#N/A'), date('2029-06-30')],
			2: [number(2), number(1)],
			3: [number(3), number(2)]
		})
	},
	{
		file: 'formula-without-cached-value.xlsx',
		// Excel would work it out when it opens the workbook; Sheaf runs no formula, so it must not show a blank.
		bytes: simpleBook(
			`<row r="1">${textCell('A1', 'Name')}${textCell('B1', 'Score')}</row><row r="2">${textCell('A2', 'Zoë')}<c r="B2"><f>40+2</f></c></row>`
		),
		expected: oneSheet({ 1: ['Name', 'Score'], 2: ['Zoë', error('#ERROR!')] })
	},
	{
		file: 'iso-dates.xlsx',
		// ISO/IEC 29500 18.18.11: type d, as strict writers leave dates.
		bytes: simpleBook(
			'<row r="1"><c r="A1" s="1" t="d"><v>2028-06-30</v></c><c r="B1" s="1" t="d"><v>2028-06-30T23:30:00</v></c></row>',
			{ formats: [14] }
		),
		expected: oneSheet({ 1: [JUNE, JUNE] })
	},
	{
		file: 'external-link.xlsx',
		bytes: zipPackage(
			makePackage([
				{
					rows: `<row r="1">${textCell('A1', 'Name')}</row><row r="2"><c r="A2" t="str"><f>[1]People!A1</f><v>Zoë</v></c></row>`
				}
			])
				.set(
					'xl/externalLinks/externalLink1.xml',
					'<?xml version="1.0" encoding="UTF-8"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"><sheetNames><sheetName val="People"/></sheetNames></externalBook></externalLink>'
				)
				.set(
					'xl/externalLinks/_rels/externalLink1.xml.rels',
					'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="https://example.org/people.xlsx" TargetMode="External"/></Relationships>'
				)
		),
		expected: oneSheet({ 1: ['Name'], 2: ['Zoë'] })
	},
	{
		file: 'same-value-many-kinds.xlsx',
		bytes: zipPackage(
			makePackage([
				{ name: 'Texts', rows: textRows({ 1: ['12'], 2: ['TRUE'], 3: ['#N/A'], 4: ['2028-06-30'] }) }
			])
		),
		expected: { sheets: [sheet('Texts', { 1: ['12'], 2: ['TRUE'], 3: ['#N/A'], 4: ['2028-06-30'] })] }
	}
];
