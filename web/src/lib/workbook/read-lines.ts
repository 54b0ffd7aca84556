import type { Cell } from '#shared/row/cell.ts';
import type { WorkbookRefusal } from '../drafts/draft.ts';
import { hideCovered } from './hide-covered.ts';
import { MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_ROWS } from './limits.ts';
import type { Line, Merge } from './workbook-read.ts';

type Refusal = Omit<WorkbookRefusal, 'name'>;

const DAMAGED: Refusal = { code: 'damaged', params: {} };
/** Columns that a sheet of Excel can have. */
export const SHEET_COLUMNS = 16_384;

/** Collects the lines of one sheet, and refuses it as soon as it is over a limit. */
export class LineCollector {
	readonly sheet: string;
	readonly lines: Line[] = [];
	/** What has been put of the line that is being collected; '' behind `width`. */
	private readonly cells: Cell[] = new Array<Cell>(MAX_COLUMNS).fill('');
	private width = 0;
	private isBlank = true;
	private isOrdered = true;
	private readonly used = new Uint8Array(SHEET_COLUMNS);
	private usedCount = 0;
	/** The one line that has something beyond the last column. */
	private farLine = 0;

	constructor(sheet: string) {
		this.sheet = sheet;
	}

	/** Puts a cell into the line that is being collected. */
	put(line: number, column: number, cell: Cell): Refusal | null {
		if (cell === '') return null;
		if (typeof cell === 'string' && cell.length > MAX_CELL_CHARACTERS) {
			return {
				code: 'cell-too-long',
				params: { sheet: this.sheet, line, column, limit: MAX_CELL_CHARACTERS }
			};
		}
		if (this.used[column] === 0) {
			this.used[column] = 1;
			if (++this.usedCount > MAX_COLUMNS) {
				return this.tooManyColumns();
			}
		}
		// A stray cell out there stands under no title; as an array's index it would cost its distance.
		if (column >= MAX_COLUMNS) return this.putFar(line, cell);
		// Only one of the two could be shown.
		if (this.cells[column] !== '') return DAMAGED;
		this.cells[column] = cell;
		if (column >= this.width) this.width = column + 1;
		if (this.isBlank && (typeof cell !== 'string' || cell.trim() !== '')) this.isBlank = false;
		return null;
	}

	/** Nothing is kept of it; where a second line has something there, it is part of the table. */
	private putFar(line: number, cell: Cell): Refusal | null {
		if (typeof cell === 'string' && cell.trim() === '') return null;
		if (this.farLine === 0) this.farLine = line;
		return this.farLine === line ? null : this.tooManyColumns();
	}

	private tooManyColumns(): Refusal {
		return { code: 'too-many-columns', params: { sheet: this.sheet, limit: MAX_COLUMNS } };
	}

	/** The line is complete. One of blanks is left out. */
	end(line: number, hidden: boolean): Refusal | null {
		const { width, isBlank } = this;
		this.width = 0;
		this.isBlank = true;
		if (width === 0) return null;
		const cells = isBlank ? [] : this.cells.slice(0, width);
		this.cells.fill('', 0, width);
		if (isBlank) return null;
		// One more than rows: the header is a line too.
		if (this.lines.length > MAX_ROWS)
			return { code: 'too-many-rows', params: { sheet: this.sheet, limit: MAX_ROWS } };
		const before = this.lines.at(-1);
		if (before !== undefined && before.line >= line) this.isOrdered = false;
		this.lines.push(hidden ? { line, cells, hidden: true } : { line, cells });
		return null;
	}

	/** All lines in their order, whatever order they came in, without what merged areas cover. */
	finish(merges: readonly Merge[]): Line[] | Refusal {
		const { lines } = this;
		if (!this.isOrdered) {
			lines.sort((a, b) => a.line - b.line);
			if (lines.some(({ line }, i) => line === lines[i + 1]?.line)) return DAMAGED;
		}
		return hideCovered(lines, merges);
	}

	isUsed(column: number): boolean {
		return this.used[column] === 1;
	}
}
