import { parseCsv } from 'hucre/csv';
import { findDelimiter } from './find-delimiter.ts';
import { textEncoding } from './workbook-kind.ts';

/** Excel's own first line, which names the delimiter and is no row. */
const DELIMITER_LINE = /^sep=(.)\r?\n/i;

/** The rows of a text with delimiters, all cells as they are written: nothing in it is taken for a number or a date. */
export function readText(bytes: Uint8Array): string[][] {
	const text = new TextDecoder(textEncoding(bytes) ?? 'utf-8').decode(bytes);
	const named = DELIMITER_LINE.exec(text);
	const rest = named ? text.slice(named[0].length) : text;
	const rows = parseCsv(rest, { delimiter: named?.[1] ?? findDelimiter(rest) });
	return rows.map((row) => row.map((value) => (value === null ? '' : String(value))));
}
