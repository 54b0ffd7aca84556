import type { Cell } from '#shared/row/cell.ts';
import type { WorkbookRefusal } from '../drafts/draft.ts';
import { MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_ROWS } from './limits.ts';
import type { Line } from './workbook-read.ts';

type Refusal = Omit<WorkbookRefusal, 'name'>;

/** Collects the lines of one sheet, and refuses it as soon as it is over a limit. */
export function collectLines(sheet: string) {
	const lines: Line[] = [];
	const columnsUsed = new Set<number>();

	/** Takes the cells of one row of the sheet: pairs of column index and cell. A row of blanks is left out. */
	function add(line: number, cells: Iterable<readonly [number, Cell]>): Refusal | null {
		const kept: Cell[] = [];
		let isBlank = true;
		for (const [column, cell] of cells) {
			if (cell === '') continue;
			if (typeof cell === 'string' && cell.length > MAX_CELL_CHARACTERS) {
				return { code: 'cell-too-long', params: { sheet, line, column, limit: MAX_CELL_CHARACTERS } };
			}
			columnsUsed.add(column);
			if (columnsUsed.size > MAX_COLUMNS)
				return { code: 'too-many-columns', params: { sheet, limit: MAX_COLUMNS } };
			// A stray cell out there stands under no title; as an array's index it would cost its distance.
			if (column >= MAX_COLUMNS) continue;
			while (kept.length < column) kept.push('');
			kept[column] = cell;
			if (typeof cell !== 'string' || cell.trim() !== '') isBlank = false;
		}
		if (isBlank) return null;
		// One more than rows: the header is a line too.
		if (lines.length > MAX_ROWS) return { code: 'too-many-rows', params: { sheet, limit: MAX_ROWS } };
		lines.push({ line, cells: kept });
		return null;
	}

	return { lines, add };
}
