import type { Cell } from '#shared/row/cell.ts';
import { MAX_COLUMNS, MAX_MERGES } from '../limits.ts';
import { LineCollector, SHEET_COLUMNS } from '../read-lines.ts';
import type { Merge, Sheet } from '../workbook-read.ts';
import { DAMAGED, type Ended } from '../xlsx/sheet-cells.ts';

type Attributes = ReadonlyMap<string, string>;

/** Rows that a sheet of Calc can have. */
const SHEET_ROWS = 1_048_576;

/** One table of an OpenDocument spreadsheet: rows and cells that are alike stand there once, with how often they are meant. */
export class OdsTable {
	private readonly collector: LineCollector;
	private readonly hiddenColumns = new Uint8Array(MAX_COLUMNS);
	private readonly merges: Merge[] = [];
	private filtered = false;
	/** The last row that is complete. */
	private line = 0;
	/** The next column to be described, and of the row the next to be filled. */
	private describedColumn = 0;
	private column = 0;
	private rowHidden = false;
	private rowRepeats = 1;
	private cells: [column: number, count: number, cell: Cell][] = [];
	private readonly sheet: { name: string; hidden: boolean };

	constructor(sheet: { name: string; hidden: boolean }) {
		this.sheet = sheet;
		this.collector = new LineCollector(sheet.name);
	}

	get rowsRead(): number {
		return this.collector.lines.length;
	}

	takeColumn(attributes: Attributes): void {
		const end = this.describedColumn + repeats(attributes, 'number-columns-repeated');
		if (isHidden(attributes)) this.hiddenColumns.fill(1, this.describedColumn, end);
		this.describedColumn = end;
	}

	beginRow(attributes: Attributes): void {
		if (attributes.get('visibility') === 'filter') this.filtered = true;
		this.rowHidden = isHidden(attributes);
		this.rowRepeats = repeats(attributes, 'number-rows-repeated');
		this.column = 0;
		this.cells = [];
	}

	takeCell(attributes: Attributes, cell: Cell): Ended {
		const column = this.column;
		const count = repeats(attributes, 'number-columns-repeated');
		this.column += count;
		if (column >= SHEET_COLUMNS) return null;
		if (cell !== '') this.cells.push([column, count, cell]);
		const lines = repeats(attributes, 'number-rows-spanned');
		const columns = repeats(attributes, 'number-columns-spanned');
		if (lines === 1 && columns === 1) return null;
		const fromLine = this.line + 1;
		this.merges.push({
			fromLine,
			toLine: fromLine + lines - 1,
			fromColumn: column,
			toColumn: column + columns - 1
		});
		return this.merges.length > MAX_MERGES ? DAMAGED : null;
	}

	endRow(): Ended {
		const first = this.line + 1;
		this.line += this.rowRepeats;
		if (this.cells.length === 0) return null;
		for (let line = first; line <= this.line && line <= SHEET_ROWS; line++) {
			const refused = this.writeLine(line);
			if (refused !== null) return refused;
		}
		return null;
	}

	private writeLine(line: number): Ended {
		for (const [column, count, cell] of this.cells) {
			for (let i = column; i < column + count && i < SHEET_COLUMNS; i++) {
				const refused = this.collector.put(line, i, cell);
				if (refused) return refused;
			}
		}
		return this.collector.end(line, this.rowHidden);
	}

	finish(): Sheet | Exclude<Ended, null> {
		const { collector, merges, filtered } = this;
		const lines = collector.finish(merges);
		if ('code' in lines) return lines;
		const hiddenColumns = [...this.hiddenColumns.keys()].filter(
			(column) => this.hiddenColumns[column] === 1 && collector.isUsed(column)
		);
		return { ...this.sheet, lines, hiddenColumns, filtered, merges };
	}
}

function repeats(attributes: Attributes, name: string): number {
	const count = Number(attributes.get(name) ?? 1);
	return Number.isInteger(count) && count >= 1 ? count : 1;
}

function isHidden(attributes: Attributes): boolean {
	const visibility = attributes.get('visibility');
	return visibility === 'collapse' || visibility === 'filter';
}
