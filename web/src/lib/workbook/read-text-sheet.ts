import type { Cell } from '#shared/row/cell.ts';
import type { WorkbookRefusal } from '../drafts/draft.ts';
import { findExamples } from './letter-examples.ts';
import { LineCollector } from './read-lines.ts';
import type { WorkbookRead } from './workbook-read.ts';

/** What Excel writes for a cell with an error, in English and in French. */
const ERRORS = new Set([
	...['#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?', '#NUM!', '#NULL!', '#SPILL!', '#CALC!', '#FIELD!'],
	...['#VALEUR!', '#NOM?', '#NOMBRE!', '#NUL!', '#PROPAGATION!', '#CHAMP!']
]);

/** How programs write a text that Excel is not to take for a number. Its quotes are doubled, as in any cell. */
const TEXT_FORMULA = /^="([^"]*(?:""[^"]*)*)"$/;

/** A text with delimiters as a workbook of one sheet without a name. */
export async function readTextSheet(
	bytes: Uint8Array
): Promise<WorkbookRead | Omit<WorkbookRefusal, 'name'>> {
	const { readText } = await import('./read-text.ts');
	const read = readText(bytes);
	if (read === null) return { code: 'unknown-letters', params: {} };
	const { rows, page } = read;
	const collector = new LineCollector('');
	for (const [i, row] of rows.entries()) {
		for (const [column, text] of row.entries()) {
			const refused = collector.put(i + 1, column, cellOfText(text));
			if (refused) return refused;
		}
		const refused = collector.end(i + 1, false);
		if (refused) return refused;
	}
	const lines = collector.finish([]);
	if ('code' in lines) return lines;
	const examples = page === null ? [] : findExamples(rows);
	return {
		sheets: [{ name: '', hidden: false, lines, hiddenColumns: [], filtered: false, merges: [] }],
		remembered: null,
		...(page !== null && examples.length > 0 ? { letters: { page, examples } } : {})
	};
}

/** A formula is never run; only one that is nothing but a text is what Excel shows. */
function cellOfText(text: string): Cell {
	if (text.startsWith('="')) return TEXT_FORMULA.exec(text)?.[1]!.replaceAll('""', '"') ?? text;
	return ERRORS.has(text.trim()) ? { kind: 'error', text: text.trim() } : text;
}
