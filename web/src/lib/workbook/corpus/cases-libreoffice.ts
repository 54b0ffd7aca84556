import type { ConvertedCase, CorpusCase, Expected } from './corpus-case.ts';

// Other cases, opened in LibreOffice and written by it.

const CSV = 'csv:Text - txt - csv (StarCalc)';

/** Written in each of the three formats of workbooks. */
const IN_EACH_FORMAT = [
	'plain.xlsx',
	'read-me-first.xlsx',
	'rows-above-header.xlsx',
	'blank-rows-and-columns-between.xlsx',
	'merged-rows.xlsx',
	'hidden-rows.xlsx',
	'hidden-columns.xlsx',
	'filtered.xlsx',
	'dates-in-custom-formats.xlsx',
	'date-1904.xlsx',
	'date-with-time.xlsx',
	'time-only.xlsx',
	'zero-padded.xlsx',
	'numbers-in-many-formats.xlsx',
	'numbers-in-rare-formats.xlsx',
	'hidden-by-format.xlsx',
	'texts-under-formats.xlsx',
	'percent.xlsx',
	'booleans.xlsx',
	'rich-text.xlsx',
	'scripts.xlsx',
	'formula-like-texts.xlsx',
	'shared-strings.xlsx'
];

export function makeConvertedCases(cases: readonly CorpusCase[]): ConvertedCase[] {
	const expectedOf = (from: string): Expected => {
		const source = cases.find(({ file }) => file === from);
		if (!source) throw new Error(`There is no ${from}.`);
		return source.expected;
	};
	const converted = (
		from: string,
		extension: string,
		filter: string,
		expected: Expected = expectedOf(from)
	): ConvertedCase => ({
		file: `${from.replace(/\.[^.]+$/, '')}-by-libreoffice.${extension}`,
		from,
		filter,
		expected
	});
	const asText: Expected = { sheets: [{ ...expectedOf('plain.xlsx').sheets![0]!, name: '' }] };
	const named = (name: string, extension: string, filter: string, expected: Expected): ConvertedCase => ({
		...converted('plain.xlsx', extension, filter, expected),
		file: `${name}-by-libreoffice.${extension}`
	});
	return [
		...IN_EACH_FORMAT.flatMap((from) =>
			['xlsx:Calc MS Excel 2007 XML', 'xls:MS Excel 97', 'ods:calc8'].map((filter) =>
				converted(from, filter.split(':')[0]!, filter)
			)
		),
		named('comma-utf-8', 'csv', `${CSV}:44,34,76`, asText),
		named('semicolon-windows-1252', 'csv', `${CSV}:59,34,1`, asText),
		named('tab-utf-16', 'csv', `${CSV}:9,34,65535`, asText),
		named('tab-utf-8-all-quoted', 'csv', `${CSV}:9,34,76,1,,0,true`, asText),
		named('template', 'xltx', 'xltx:Calc MS Excel 2007 XML Template', expectedOf('plain.xlsx')),
		named('macro-enabled', 'xlsm', 'xlsm:Calc MS Excel 2007 VBA XML', expectedOf('plain.xlsx')),
		named('old-template', 'xlt', 'xlt:MS Excel 97 Vorlage/Template', expectedOf('plain.xlsx')),
		named('template', 'ots', 'ots:calc8_template', expectedOf('plain.xlsx')),
		named('flat', 'fods', 'fods:OpenDocument Spreadsheet Flat XML', { refused: 'xml-workbook' }),
		named('printed', 'pdf', 'pdf:calc_pdf_Export', { refused: 'pdf' }),
		named('page-named-xls', 'xls', 'html:HTML (StarCalc)', { refused: 'html' })
	];
}
