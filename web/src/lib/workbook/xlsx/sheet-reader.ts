import { SHEET_COLUMNS } from '../read-lines.ts';
import type { Sheet } from '../workbook-read.ts';
import { ByteTokens, CDATA, CLOSE, EMPTY, MORE, ODD, OPEN, TEXT, type Token } from './byte-tokens.ts';
import type { CellContext, CellType, ReadCell } from './cell-values.ts';
import { readRange } from './cell-reference.ts';
import { DAMAGED, SheetCells, type Ended } from './sheet-cells.ts';
import { isMainNamespace } from './namespaces.ts';
import { RichText } from './rich-text.ts';
import { SheetFacts } from './sheet-facts.ts';
import { isData, type Place } from './sheet-place.ts';
import { isTrue, readAttributes } from './xml-tree.ts';

/** Rows that a sheet of Excel can have. */
const SHEET_ROWS = 1_048_576;
const TYPES: readonly string[] = ['n', 's', 'str', 'inlineStr', 'b', 'e', 'd'];

/** Reads the XML of one sheet while it streams by. After `ended` nothing more is to be pushed. */
export class SheetReader {
	ended: Ended = null;
	private readonly tokens = new ByteTokens();
	private readonly cells: SheetCells;
	private place: Place = 'start';
	/** Open elements inside one that says nothing to us. */
	private skipping = 0;
	private hasData = false;
	private isHiddenRow = false;
	private cell: ReadCell | null = null;
	private readonly inline = new RichText();
	private readonly facts = new SheetFacts();

	constructor(name: string, context: CellContext) {
		this.cells = new SheetCells(name, context);
	}

	get rowsRead(): number {
		return this.cells.lines.lines.length;
	}

	push(bytes: Uint8Array): boolean {
		if (!this.tokens.push(bytes)) this.ended = 'step-aside';
		while (this.ended === null) {
			if (this.place === 'row' && this.skipping === 0) {
				this.ended = this.cells.scan(this.tokens);
				if (this.ended !== null) break;
			}
			const token = this.tokens.next();
			if (token === MORE) return true;
			this.ended = token === ODD ? 'step-aside' : this.take(token);
		}
		return false;
	}

	/** The sheet, once all has been pushed. */
	finish(sheet: { name: string; hidden: boolean }): Sheet | Exclude<Ended, null> {
		if (this.ended !== null) return this.ended;
		if (this.place !== 'end' || !this.tokens.isRead()) return { code: 'damaged', params: {} };
		if (!this.hasData) return 'step-aside';
		const { lines: collector } = this.cells;
		const { merges, isFiltered: filtered } = this.facts;
		const lines = collector.finish(merges);
		if ('code' in lines) return lines;
		const hiddenColumns = this.facts.hiddenColumns((column) => collector.isUsed(column));
		return { ...sheet, lines, hiddenColumns, filtered, merges };
	}

	private take(token: Token): Ended {
		if (this.skipping > 0) {
			if (token === OPEN) this.skipping += 1;
			else if (token === CLOSE) this.skipping -= 1;
			return null;
		}
		if (token === TEXT || token === CDATA) return this.takeText(token);
		if (token === CLOSE) return this.close();
		return this.open(token === EMPTY);
	}

	private takeText(token: Token): Ended {
		const { tokens } = this;
		if (this.place === 'inline' || this.place === 'value') {
			return this.inline.text(tokens, token) ? null : DAMAGED;
		}
		const isBlank = token === TEXT && (tokens.slice(tokens.from, tokens.to) ?? '?').trim() === '';
		return isBlank || this.place === 'sheet' ? null : 'step-aside';
	}

	private open(isEmpty: boolean): Ended {
		const { tokens, place } = this;
		if (place === 'start') return this.openRoot(isEmpty);
		if (place === 'inline') {
			this.inline.open(tokens, isEmpty);
			return null;
		}
		const next = tokens.isOurs ? this.placeOf() : 'skip';
		if (next === 'odd' || (next === 'skip' && !tokens.isOurs && isData(place))) return 'step-aside';
		if (next === 'skip') {
			if (!isEmpty) this.skipping = 1;
			return null;
		}
		const ended = this.enter(next);
		if (ended !== null || !isEmpty) return ended;
		const closed = this.close();
		return closed ?? (this.place === place ? null : DAMAGED);
	}

	/** Where the tag that was just read leads to from here. */
	private placeOf(): Place | 'skip' | 'odd' {
		const { tokens, place } = this;
		switch (place) {
			case 'sheet':
				if (tokens.is('sheetData')) return this.hasData ? 'odd' : 'data';
				if (tokens.is('sheetViews')) return 'views';
				if (tokens.is('cols')) return 'cols';
				if (tokens.is('mergeCells')) return 'merges';
				if (tokens.is('autoFilter')) return 'filter';
				return 'skip';
			case 'data':
				return tokens.is('row') ? 'row' : 'odd';
			case 'row':
				if (tokens.is('c')) return 'cell';
				return tokens.is('extLst') ? 'skip' : 'odd';
			case 'cell':
				if (tokens.is('v')) return 'value';
				if (tokens.is('is')) return 'inline';
				if (tokens.is('f')) this.cell!.hasFormula = true;
				return tokens.is('f') || tokens.is('extLst') ? 'skip' : 'odd';
			case 'views':
				if (tokens.is('sheetView')) this.cells.numbers.hidesZeros = this.facts.takeView(this.attributes());
				return 'skip';
			case 'cols':
				if (tokens.is('col')) this.facts.takeColumns(this.attributes());
				return 'skip';
			case 'merges':
				return tokens.is('mergeCell') && !this.facts.takeMerge(this.attributes()) ? 'odd' : 'skip';
			case 'filter':
				if (tokens.is('filterColumn')) this.facts.isFiltered = true;
				return 'skip';
			default:
				return 'odd';
		}
	}

	private enter(next: Place): Ended {
		this.place = next;
		if (next === 'data') this.hasData = true;
		else if (next === 'row') return this.startRow();
		else if (next === 'cell') return this.startCell();
		else if (next === 'value' || next === 'inline') {
			if (this.cell!.text !== null) return DAMAGED;
			this.inline.start(next === 'value');
		}
		return null;
	}

	private close(): Ended {
		switch (this.place) {
			case 'inline':
				if (this.inline.close()) return null;
				return this.closeText(this.cell!.type === 'inlineStr');
			case 'value':
				return this.closeText(this.cell!.type !== 'inlineStr');
			case 'cell': {
				this.place = 'row';
				const ended = this.cells.complete(this.cell!);
				this.cell = null;
				return ended;
			}
			case 'row':
				this.place = 'data';
				return this.cells.lines.end(this.cells.line, this.isHiddenRow);
			case 'data':
			case 'views':
			case 'cols':
			case 'merges':
			case 'filter':
				this.place = 'sheet';
				return null;
			case 'sheet':
				this.place = 'end';
				return null;
			default:
				return DAMAGED;
		}
	}

	/** A text where the cell's type has none would be lost. */
	private closeText(isItsPlace: boolean): Ended {
		const text = this.inline.finish();
		if (isItsPlace) this.cell!.text = text;
		this.place = 'cell';
		return isItsPlace || text === '' ? null : DAMAGED;
	}

	private openRoot(isEmpty: boolean): Ended {
		const { tokens } = this;
		const raw = tokens.slice(tokens.from, tokens.to);
		const prefix = new TextDecoder().decode(tokens.prefix!);
		const root = raw === null ? null : readAttributes(raw, new Map());
		if (root === null || !tokens.is('worksheet') || isEmpty) return 'step-aside';
		if (!isMainNamespace(root.prefixes.get(prefix.slice(0, -1)))) return 'step-aside';
		this.cells.setPrefix(prefix);
		this.place = 'sheet';
		return null;
	}

	private startRow(): Ended {
		const { tokens, cells } = this;
		let line = cells.line + 1;
		this.isHiddenRow = false;
		for (let found = tokens.nextAttribute(); found !== false; found = tokens.nextAttribute()) {
			if (found === 'bad') return DAMAGED;
			if (tokens.is('r')) line = tokens.wholeNumber();
			else if (tokens.is('hidden')) this.isHiddenRow ||= isTrue(tokens.value());
			// Excel shows nothing of a row without height either.
			else if (tokens.is('ht')) this.isHiddenRow ||= Number(tokens.value()) === 0;
			else if (tokens.is('xmlns')) return 'step-aside';
		}
		if (line < 1 || line > SHEET_ROWS) return DAMAGED;
		cells.line = line;
		cells.column = -1;
		return null;
	}

	private startCell(): Ended {
		const { tokens, cells } = this;
		const cell: ReadCell = { column: cells.column + 1, style: 0, type: 'n', text: null, hasFormula: false };
		for (let found = tokens.nextAttribute(); found !== false; found = tokens.nextAttribute()) {
			if (found === 'bad') return DAMAGED;
			if (tokens.is('r')) {
				const range = readRange(tokens.value());
				// Nobody but the writer knows which of the two is meant.
				if (range === null || range.fromLine !== cells.line) return DAMAGED;
				cell.column = range.fromColumn;
			} else if (tokens.is('s')) cell.style = tokens.wholeNumber();
			else if (tokens.is('t')) {
				const type = tokens.value();
				if (!TYPES.includes(type)) return DAMAGED;
				cell.type = type as CellType;
			} else if (tokens.is('xmlns')) return 'step-aside';
		}
		if (cell.column >= SHEET_COLUMNS) return DAMAGED;
		cells.column = cell.column;
		this.cell = cell;
		return null;
	}

	private attributes(): Map<string, string> {
		const raw = this.tokens.slice(this.tokens.from, this.tokens.to) ?? '';
		return readAttributes(raw, new Map())?.attributes ?? new Map<string, string>();
	}
}
