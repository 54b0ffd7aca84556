import type { Cell } from '#shared/row/cell.ts';
import { column, oneSheet, type CorpusCase } from './corpus-case.ts';
import { numberCell, simpleBook } from './xlsx-package.ts';

type Formatted = [value: number | string, format: number | string, shown: Cell];

/** Values with their number formats, one below the other in column A. */
export function formatted(file: string, cells: Formatted[], date1904 = false): CorpusCase {
	const rows = cells.map(([value], i) => `<row r="${i + 1}">${numberCell(`A${i + 1}`, value, i + 1)}</row>`);
	return {
		file,
		bytes: simpleBook(rows.join(''), { formats: cells.map(([, format]) => format), date1904 }),
		expected: oneSheet(column(cells.map(([, , shown]) => shown)))
	};
}
