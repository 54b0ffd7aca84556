import type { WorkbookRefusal } from '../../drafts/draft.ts';
import { LineCollector, SHEET_COLUMNS } from '../read-lines.ts';
import { bytesOf, type ByteTokens } from './byte-tokens.ts';
import * as values from './cell-values.ts';
import { NumberCells, type CellContext, type ReadCell } from './cell-values.ts';
import { TextReader } from './text-reader.ts';

/** `step-aside`: not known for sure, so that the library is to read it. */
export type Ended = Omit<WorkbookRefusal, 'name'> | 'step-aside' | null;

export const DAMAGED: Ended = { code: 'damaged', params: {} };

const SPACE = 0x20;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const LARGE_A = 0x41;
const LARGE_Z = 0x5a;
const SMALL_I = 0x69;
const SMALL_N = 0x6e;
const SMALL_R = 0x72;
const SMALL_S = 0x73;
const SMALL_T = 0x74;
/** Whole numbers of so many digits are exact, and so is their quotient by a power of ten. */
const EXACT_DIGITS = 15;

const TYPE_STR = bytesOf('str');
const TYPE_INLINE = bytesOf('inlineStr');
const PRESERVE = bytesOf(' xml:space="preserve"');

/** The cells of one sheet. `scan` reads those that are written as nearly all are; the rest comes by `complete`, cell by cell. */
export class SheetCells {
	readonly lines: LineCollector;
	readonly numbers: NumberCells;
	/** Of the row that is being read, as Excel shows it. */
	line = 0;
	/** Of the last cell, zero-based. */
	column = -1;
	private readonly context: CellContext;
	private readonly texts = new TextReader();
	/** Of the cell that is being read. */
	private style = 0;
	private cellOpen = bytesOf('');
	private valueOpen = bytesOf('');
	private valueClose = bytesOf('');
	private inlineOpen = bytesOf('');
	private inlineClose = bytesOf('');
	private inlineEmpty = bytesOf('');

	constructor(sheet: string, context: CellContext) {
		this.lines = new LineCollector(sheet);
		this.context = context;
		this.numbers = new NumberCells(context);
	}

	/** The prefix that the sheet's elements have, with its colon. */
	setPrefix(p: string): void {
		this.cellOpen = bytesOf(`<${p}c `);
		this.valueOpen = bytesOf(`<${p}v>`);
		this.valueClose = bytesOf(`</${p}v></${p}c>`);
		this.inlineOpen = bytesOf(`<${p}is><${p}t`);
		this.inlineClose = bytesOf(`</${p}t></${p}is></${p}c>`);
		this.inlineEmpty = bytesOf(`/></${p}is></${p}c>`);
	}

	/**
	 * Reads cells from the bytes themselves, as far as they are whole and plain. What it does not know it leaves where it
	 * is, and the tokens then tell it tag by tag.
	 */
	scan(tokens: ByteTokens): Ended {
		const b = tokens.b;
		const { cellOpen, valueOpen, valueClose, inlineOpen, inlineClose } = this;
		for (;;) {
			let i = tokens.at;
			while (b[i] === SPACE || b[i] === 0x0a || b[i] === 0x0d || b[i] === 0x09) i++;
			if (!tokens.matches(i, cellOpen)) return null;
			i += cellOpen.length;
			let column = this.column + 1;
			let style = 0;
			let type = SMALL_N;
			for (;;) {
				while (b[i] === SPACE) i++;
				const name = b[i]!;
				if (name === GT || name === SLASH) break;
				const quote = b[i + 2]!;
				if (b[i + 1] !== EQUALS || (quote !== QUOTE && quote !== APOSTROPHE)) return null;
				i += 3;
				if (name === SMALL_R) {
					column = 0;
					for (; b[i]! >= LARGE_A && b[i]! <= LARGE_Z; i++) column = column * 26 + b[i]! - LARGE_A + 1;
					let line = 0;
					for (; b[i]! >= ZERO && b[i]! <= NINE; i++) line = line * 10 + b[i]! - ZERO;
					if (column-- === 0 || column >= SHEET_COLUMNS || line !== this.line) return null;
				} else if (name === SMALL_S) {
					for (style = 0; b[i]! >= ZERO && b[i]! <= NINE; i++) style = style * 10 + b[i]! - ZERO;
				} else if (name === SMALL_T) {
					type = b[i]!;
					if ((type === SMALL_S || type === SMALL_N) && b[i + 1] === quote) i += 1;
					else if (tokens.matches(i, TYPE_STR)) {
						type = SMALL_T;
						i += TYPE_STR.length;
					} else if (tokens.matches(i, TYPE_INLINE)) {
						i += TYPE_INLINE.length;
						type = SMALL_I;
					} else return null;
				} else return null;
				if (b[i++] !== quote) return null;
			}
			if (b[i] === SLASH) {
				if (b[i + 1] !== GT) return null;
				this.column = column;
				tokens.at = i + 2;
				continue;
			}
			i += 1;
			let close = valueClose;
			if (type === SMALL_I) {
				if (!tokens.matches(i, inlineOpen)) return null;
				i += inlineOpen.length;
				if (tokens.matches(i, PRESERVE)) i += PRESERVE.length;
				if (b[i] === SLASH && tokens.matches(i, this.inlineEmpty)) {
					this.column = column;
					tokens.at = i + this.inlineEmpty.length;
					continue;
				}
				if (b[i++] !== GT) return null;
				close = inlineClose;
			} else {
				if (!tokens.matches(i, valueOpen)) return null;
				i += valueOpen.length;
			}
			this.style = style;
			const from = i;
			// The zero behind the last byte ends this too.
			while (b[i] !== LT && b[i] !== 0) i++;
			if (!tokens.matches(i, close)) return null;
			const ended =
				i === from
					? null
					: type === SMALL_N
						? this.putNumber(b, { from, to: i, column, style })
						: type === SMALL_S
							? this.putShared(b, from, i, column)
							: this.putText(b, from, i, column);
			if (ended !== null) return ended;
			this.column = column;
			tokens.at = i + close.length;
		}
	}

	private putNumber(
		b: Uint8Array,
		{ from, to, column, style }: { from: number; to: number; column: number; style: number }
	): Ended {
		let value = 0;
		let decimals = -1;
		let i = from;
		for (; i < to; i++) {
			const byte = b[i]!;
			if (byte >= ZERO && byte <= NINE) {
				value = value * 10 + byte - ZERO;
				if (decimals >= 0) decimals += 1;
			} else if (byte === POINT && decimals < 0 && i > from) decimals = 0;
			else break;
		}
		if (i < to || to - from > EXACT_DIGITS) {
			return this.complete({ column, style, type: 'n', text: latin(b, from, to), hasFormula: false });
		}
		if (decimals > 0) value /= 10 ** decimals;
		return this.lines.put(this.line, column, this.numbers.cell(value, style));
	}

	private putShared(b: Uint8Array, from: number, to: number, column: number): Ended {
		let index = 0;
		for (let i = from; i < to; i++) {
			const digit = b[i]! - ZERO;
			if (digit < 0 || digit > 9)
				return this.complete({
					column,
					style: this.style,
					type: 's',
					text: latin(b, from, to),
					hasFormula: false
				});
			index = index * 10 + digit;
		}
		const text = this.context.strings[index];
		return text === undefined ? DAMAGED : this.lines.put(this.line, column, this.shown(text));
	}

	private putText(b: Uint8Array, from: number, to: number, column: number): Ended {
		const text = this.texts.read(b, from, to);
		return text === null ? DAMAGED : this.lines.put(this.line, column, this.shown(text));
	}

	private shown(text: string): string {
		const show = this.context.texts[this.style];
		return show ? show(text) : text;
	}

	complete(cell: ReadCell): Ended {
		const { column, style, type, text } = cell;
		this.style = style;
		const isText = type === 'str' || type === 'inlineStr';
		if (!isText && (text === null || text.trim() === '')) {
			// Excel would work it out; no formula is run here, and a blank would be a lie.
			return cell.hasFormula ? this.lines.put(this.line, column, values.NOT_CALCULATED) : null;
		}
		if (text === null) return null;
		switch (type) {
			case 'str':
			case 'inlineStr':
				return this.lines.put(this.line, column, this.shown(text));
			case 'n': {
				const value = values.readNumber(text);
				return value === null ? DAMAGED : this.lines.put(this.line, column, this.numbers.cell(value, style));
			}
			case 's': {
				const shared = /^\s*\d+\s*$/.test(text) ? this.context.strings[Number(text)] : undefined;
				return shared === undefined ? DAMAGED : this.lines.put(this.line, column, this.shown(shared));
			}
			case 'b': {
				const value = values.readBoolean(text);
				return value === null ? DAMAGED : this.lines.put(this.line, column, value);
			}
			case 'e': {
				const error = values.readError(text);
				return error === null ? 'step-aside' : this.lines.put(this.line, column, error);
			}
			case 'd': {
				const date = values.readIsoDate(text);
				return date === null ? 'step-aside' : this.lines.put(this.line, column, date);
			}
		}
	}
}

function latin(b: Uint8Array, from: number, to: number): string {
	return new TextDecoder().decode(b.subarray(from, to));
}
