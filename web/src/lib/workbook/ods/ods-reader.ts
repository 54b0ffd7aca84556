import type { Cell } from '#shared/row/cell.ts';
import { MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_MERGES } from '../limits.ts';
import { LineCollector, SHEET_COLUMNS } from '../read-lines.ts';
import type { Merge, Sheet } from '../workbook-read.ts';
import { ByteTokens, CDATA, CLOSE, EMPTY, MORE, ODD, OPEN } from '../xlsx/byte-tokens.ts';
import { DAMAGED, type Ended } from '../xlsx/sheet-cells.ts';
import { readXmlText } from '../xlsx/xml-text.ts';
import { odsCell } from './ods-cell.ts';
import { OdsText } from './ods-text.ts';

type Attributes = Map<string, string>;

/** Rows that a sheet of Calc can have. */
const SHEET_ROWS = 1_048_576;
/** Elements that only hold others: what they hold is read as if they were not there. */
const TRANSPARENT = [
	'document-content',
	'body',
	'spreadsheet',
	'automatic-styles',
	'table-rows',
	'table-header-rows',
	'table-columns',
	'table-header-columns',
	'table-row-group',
	'table-column-group'
];

interface Table {
	name: string;
	hidden: boolean;
	collector: LineCollector;
	hiddenColumns: Uint8Array;
	/** The next column to be described. */
	column: number;
	filtered: boolean;
	merges: Merge[];
	/** The last row read. */
	line: number;
}

interface Row {
	hidden: boolean;
	repeat: number;
	column: number;
	cells: [column: number, count: number, cell: Cell][];
	merges: Merge[];
}

/** Reads the tables of an OpenDocument spreadsheet's content while it streams by. After `ended` nothing more is to be pushed. */
export class OdsReader {
	ended: Ended = null;
	rowsRead = 0;
	private readonly tokens = new ByteTokens();
	private readonly open: string[] = [];
	private skipping = 0;
	private isClosed = false;
	private styleName = '';
	private readonly hiddenTables = new Set<string>();
	private readonly sheets: Sheet[] = [];
	private table: Table | null = null;
	private row: Row | null = null;
	private cell: Attributes | null = null;
	private readonly text = new OdsText();

	push(bytes: Uint8Array): boolean {
		const { tokens } = this;
		if (!tokens.push(bytes)) this.ended = 'step-aside';
		while (this.ended === null) {
			const token = tokens.next();
			if (token === MORE) return true;
			if (token === ODD) this.ended = 'step-aside';
			else if (token === OPEN || token === EMPTY) this.ended = this.enter(token === EMPTY);
			else if (token === CLOSE) this.ended = this.leave();
			else if (this.skipping === 0 && this.cell !== null) this.ended = this.takeText(token === CDATA);
		}
		return false;
	}

	finish(): Sheet[] | Exclude<Ended, null> {
		if (this.ended !== null) return this.ended;
		return this.isClosed && this.tokens.isRead() ? this.sheets : { code: 'damaged', params: {} };
	}

	private takeText(isCdata: boolean): Ended {
		const raw = this.tokens.slice(this.tokens.from, this.tokens.to);
		const text = raw === null || isCdata ? raw : readXmlText(raw);
		if (text === null) return DAMAGED;
		this.text.add(text);
		return null;
	}

	private enter(isEmpty: boolean): Ended {
		if (this.isClosed) return DAMAGED;
		if (this.skipping > 0) {
			if (!isEmpty) this.skipping += 1;
			return null;
		}
		const name = this.tokens.slice(this.tokens.nameFrom, this.tokens.nameTo) ?? '';
		if (!this.begin(name)) {
			if (!isEmpty) this.skipping = 1;
			return null;
		}
		this.open.push(name);
		return isEmpty ? this.leave() : null;
	}

	/** False for an element whose content says nothing to us. */
	private begin(name: string): boolean {
		if (this.cell !== null) return this.beginInCell(name);
		if (this.row !== null) {
			if (name !== 'table-cell' && name !== 'covered-table-cell') return false;
			this.cell = this.attributes();
			this.text.start();
			return true;
		}
		if (TRANSPARENT.includes(name)) return true;
		if (this.table === null) {
			if (name === 'style') this.styleName = this.attributes().get('name') ?? '';
			else if (name === 'table-properties') {
				if (this.attributes().get('display') === 'false') this.hiddenTables.add(this.styleName);
			} else if (name === 'table') this.beginTable();
			else return false;
			return true;
		}
		if (name === 'table-column') this.takeColumn();
		else if (name === 'table-row') this.beginRow();
		else return false;
		return true;
	}

	private beginInCell(name: string): boolean {
		if (name === 'p' || name === 'h') {
			if (this.open.at(-1) !== 'table-cell') return false;
			this.text.openParagraph();
		} else if (name === 's') {
			const count = Number(this.attributes().get('c') ?? 1);
			this.text.addExactly(' '.repeat(Math.min(Math.max(count, 1) || 1, MAX_CELL_CHARACTERS)));
		} else if (name === 'tab') this.text.addExactly('\t');
		else if (name === 'line-break') this.text.addExactly('\n');
		// Notes and drawings hold texts of their own.
		else return name === 'span' || name === 'a';
		return true;
	}

	private leave(): Ended {
		if (this.skipping > 0) {
			this.skipping -= 1;
			return null;
		}
		const name = this.open.pop();
		if (this.open.length === 0) this.isClosed = true;
		if (name === undefined) return DAMAGED;
		if (name === 'p' || name === 'h') this.text.closeParagraph();
		else if (name === 'table-cell' || name === 'covered-table-cell') return this.endCell();
		else if (name === 'table-row') return this.endRow();
		else if (name === 'table') return this.endTable();
		return null;
	}

	private beginTable(): void {
		const attributes = this.attributes();
		const name = attributes.get('name') ?? '';
		this.table = {
			name,
			hidden: this.hiddenTables.has(attributes.get('style-name') ?? ''),
			collector: new LineCollector(name),
			hiddenColumns: new Uint8Array(MAX_COLUMNS),
			column: 0,
			filtered: false,
			merges: [],
			line: 0
		};
	}

	private takeColumn(): void {
		const attributes = this.attributes();
		const table = this.table!;
		const end = table.column + repeats(attributes, 'number-columns-repeated');
		if (isHidden(attributes)) table.hiddenColumns.fill(1, table.column, end);
		table.column = end;
	}

	private beginRow(): void {
		const attributes = this.attributes();
		if (attributes.get('visibility') === 'filter') this.table!.filtered = true;
		this.row = {
			hidden: isHidden(attributes),
			repeat: repeats(attributes, 'number-rows-repeated'),
			column: 0,
			cells: [],
			merges: []
		};
	}

	private endCell(): Ended {
		const attributes = this.cell!;
		const row = this.row!;
		this.cell = null;
		const column = row.column;
		const count = repeats(attributes, 'number-columns-repeated');
		row.column += count;
		const cell = odsCell(attributes, this.text.finish());
		if (cell === null || row.column > SHEET_COLUMNS * 2) return DAMAGED;
		if (cell !== '') row.cells.push([column, count, cell]);
		const lines = repeats(attributes, 'number-rows-spanned');
		const columns = repeats(attributes, 'number-columns-spanned');
		if (lines > 1 || columns > 1) {
			const fromLine = this.table!.line + 1;
			row.merges.push({
				fromLine,
				toLine: fromLine + lines - 1,
				fromColumn: column,
				toColumn: column + columns - 1
			});
		}
		return null;
	}

	private endRow(): Ended {
		const { repeat, cells, hidden, merges } = this.row!;
		const table = this.table!;
		this.row = null;
		for (const merge of merges) table.merges.push(merge);
		if (table.merges.length > MAX_MERGES) return DAMAGED;
		const first = table.line + 1;
		table.line += repeat;
		if (cells.length === 0) return null;
		for (let line = first; line < first + repeat && line <= SHEET_ROWS; line++) {
			for (const [column, count, cell] of cells) {
				for (let i = column; i < column + count && i < SHEET_COLUMNS; i++) {
					const refused = table.collector.put(line, i, cell);
					if (refused) return refused;
				}
			}
			const refused = table.collector.end(line, hidden);
			if (refused) return refused;
		}
		this.rowsRead += repeat;
		return null;
	}

	private endTable(): Ended {
		const { name, hidden, collector, hiddenColumns, filtered, merges } = this.table!;
		this.table = null;
		const lines = collector.finish(merges);
		if ('code' in lines) return lines;
		this.sheets.push({
			name,
			hidden,
			lines,
			hiddenColumns: [...hiddenColumns.keys()].filter((i) => hiddenColumns[i] === 1 && collector.isUsed(i)),
			filtered,
			merges
		});
		return null;
	}

	/** Of the last tag, by their names without prefix; Calc's own kind of value under `calcext`. */
	private attributes(): Attributes {
		const { tokens } = this;
		const attributes: Attributes = new Map();
		while (tokens.nextAttribute() === true) {
			const name = tokens.slice(tokens.nameFrom, tokens.nameTo) ?? '';
			const value = readXmlText(tokens.value()) ?? '';
			attributes.set(name === 'calcext:value-type' ? 'calcext' : name.slice(name.indexOf(':') + 1), value);
		}
		return attributes;
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
