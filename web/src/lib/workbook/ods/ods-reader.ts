import { MAX_CELL_CHARACTERS } from '../limits.ts';
import type { Sheet } from '../workbook-read.ts';
import { ByteTokens, CDATA, CLOSE, EMPTY, MORE, ODD, OPEN } from '../xlsx/byte-tokens.ts';
import { DAMAGED, type Ended } from '../xlsx/sheet-cells.ts';
import { readXmlText } from '../xlsx/xml-text.ts';
import { odsCell } from './ods-cell.ts';
import { OdsStyles } from './ods-styles.ts';
import { OdsTable } from './ods-table.ts';
import { OdsText } from './ods-text.ts';

type Attributes = Map<string, string>;

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

/** What a text holds beside it: footnotes, how it is pronounced, and programs. */
const NOT_SHOWN = ['note', 'ruby-text', 'script'];

/** Reads the tables of an OpenDocument spreadsheet's content while it streams by. After `ended` nothing more is to be pushed. */
export class OdsReader {
	ended: Ended = null;
	private readonly tokens = new ByteTokens();
	private readonly open: string[] = [];
	private skipping = 0;
	private isClosed = false;
	private readonly styles = new OdsStyles();
	private readonly sheets: Sheet[] = [];
	private table: OdsTable | null = null;
	private isInRow = false;
	private rowsBefore = 0;
	private cell: Attributes | null = null;
	private readonly text = new OdsText();

	get rowsRead(): number {
		return this.rowsBefore + (this.table?.rowsRead ?? 0);
	}

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
		if (this.isInRow) {
			if (name !== 'table-cell' && name !== 'covered-table-cell') return false;
			this.cell = this.attributes();
			this.text.start();
			return true;
		}
		if (TRANSPARENT.includes(name)) return true;
		if (this.table === null) {
			const attributes = this.attributes();
			if (name !== 'table') return this.styles.begin(name, attributes);
			const hidden = this.styles.isHiddenTable(attributes);
			this.table = new OdsTable({ name: attributes.get('name') ?? '', hidden });
		} else if (name === 'table-column') this.table.takeColumn(this.attributes());
		else if (name === 'table-row') {
			this.table.beginRow(this.attributes());
			this.isInRow = true;
		} else return false;
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
		// Notes and drawings hold texts of their own; anything else of a text is a field, or marks a part of it.
		else {
			const isText = name === 'span' || name === 'a' || this.tokens.hasPrefix('text');
			return isText && this.text.isOpen && !NOT_SHOWN.includes(name);
		}
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
		else if (name === 'table-row') {
			this.isInRow = false;
			return this.table!.endRow();
		} else if (name === 'table') return this.endTable();
		return null;
	}

	private endCell(): Ended {
		const attributes = this.cell!;
		this.cell = null;
		const text = this.text.finish();
		if (this.styles.contradicts(attributes, text ?? '')) return 'step-aside';
		const cell = odsCell(attributes, text);
		return cell === null ? DAMAGED : this.table!.takeCell(attributes, cell);
	}

	private endTable(): Ended {
		const sheet = this.table!.finish();
		this.rowsBefore = this.rowsRead;
		this.table = null;
		if (sheet === 'step-aside' || 'code' in sheet) return sheet;
		this.sheets.push(sheet);
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
