import type { Cell } from '#shared/row/cell.ts';
import type { WorkbookRefusal } from '../drafts/draft.ts';
import { LineCollector } from './read-lines.ts';
import type { WorkbookRead } from './workbook-read.ts';

/** What Excel writes for a cell with an error, in English and in French. */
const ERRORS = new Set([
	...['#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?', '#NUM!', '#NULL!', '#SPILL!', '#CALC!', '#FIELD!'],
	...['#VALEUR!', '#NOM?', '#NOMBRE!', '#NUL!', '#PROPAGATION!', '#CHAMP!']
]);

/** A text with delimiters as a workbook of one sheet without a name. */
export async function readTextSheet(
	bytes: Uint8Array
): Promise<WorkbookRead | Omit<WorkbookRefusal, 'name'>> {
	const { readText } = await import('./read-text.ts');
	const collector = new LineCollector('');
	for (const [i, row] of readText(bytes).entries()) {
		for (const [column, text] of row.entries()) {
			const cell: Cell = ERRORS.has(text.trim()) ? { kind: 'error', text: text.trim() } : text;
			const refused = collector.put(i + 1, column, cell);
			if (refused) return refused;
		}
		const refused = collector.end(i + 1, false);
		if (refused) return refused;
	}
	const lines = collector.finish([]);
	if ('code' in lines) return lines;
	return {
		sheets: [{ name: '', hidden: false, lines, hiddenColumns: [], filtered: false, merges: [] }],
		remembered: null
	};
}
