import { parseCsv } from 'hucre/csv';
import { tightenQuotes } from './tighten-quotes.ts';

/** The cells of a text, line by line, as they are written. */
export function divideText(text: string, delimiter: string): string[][] {
	const rows = parseCsv(tightenQuotes(text, delimiter), { delimiter });
	return rows.map((row) => row.map((value) => (value === null ? '' : String(value))));
}
