import type { Cell } from '#shared/row/cell.ts';
import { isPlainFormat, type ShowText } from '../format-section.ts';
import { numberCell } from '../number-cell.ts';
import { isGeneral } from '../number-format.ts';
import type { ShowNumber } from '../number-text.ts';

/** What cells of one workbook have in common. */
export interface CellContext {
	strings: readonly string[];
	/** Number formats by the style that a cell names. */
	formats: readonly string[];
	/** What a style puts around its texts; null where they are shown as they are. */
	texts: readonly (ShowText | null)[];
	date1904: boolean;
	show: ShowNumber | null;
}

export type CellType = 'n' | 's' | 'str' | 'inlineStr' | 'b' | 'e' | 'd';

/** A cell of which all is known; `text` is null where it has no value. */
export interface ReadCell {
	column: number;
	style: number;
	type: CellType;
	text: string | null;
	hasFormula: boolean;
}

/** For all formats that are plain but round as no format does. */
const ALL_DIGITS = '\0';
/** More different numbers than this are not worth remembering. */
const MAX_KNOWN = 50_000;
const ISO_DATE = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]*Z?)?$/;
const ERROR = /^#[A-Z0-9/_!?]+$/i;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** What a formula shows that nobody has calculated yet. */
export const NOT_CALCULATED: Cell = { kind: 'error', text: '#ERROR!' };

/** Cells of numbers by style. The same number in the same format is one cell: scores, hours and dates repeat. */
export class NumberCells {
	/** Excel shows nothing of a zero in this sheet. */
	hidesZeros = false;
	private readonly context: CellContext;
	private readonly known = new Map<string, Map<number, Cell>>();
	private readonly byStyle: Map<number, Cell>[];

	constructor(context: CellContext) {
		this.context = context;
		this.byStyle = context.formats.map((format) => this.knownOf(format));
	}

	private knownOf(format: string): Map<number, Cell> {
		const key = isPlainFormat(format) ? (isGeneral(format) ? '' : ALL_DIGITS) : format;
		let known = this.known.get(key);
		if (known === undefined) this.known.set(key, (known = new Map()));
		return known;
	}

	private isHidden(value: number): boolean {
		return this.hidesZeros && value === 0;
	}

	/** A style that the workbook does not have shows a number plainly. */
	cell(value: number, style: number): Cell {
		const known = this.byStyle[style] ?? this.knownOf('');
		let cell = known.get(value);
		if (cell === undefined) {
			cell = this.isHidden(value) ? '' : numberCell(value, this.context.formats[style] ?? '', this.context);
			if (known.size < MAX_KNOWN) known.set(value, cell);
		}
		return cell;
	}
}

/** null for what is no number. */
export function readNumber(text: string): number | null {
	const trimmed = text.trim();
	return NUMBER.test(trimmed) ? Number(trimmed) : null;
}

/** A date as strict workbooks write it; null for anything else, such as a time without a day. */
export function readIsoDate(text: string): Cell | null {
	const date = ISO_DATE.exec(text.trim())?.[1];
	if (date === undefined) return null;
	const ms = Date.parse(`${date}T00:00:00Z`);
	return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date ? null : { kind: 'date', date };
}

export function readBoolean(text: string): Cell | null {
	const value = text.trim();
	return /^(?:[01]|true|false)$/.test(value)
		? { kind: 'boolean', value: value === '1' || value === 'true' }
		: null;
}

export function readError(text: string): Cell | null {
	const error = text.trim();
	return ERROR.test(error) ? { kind: 'error', text: error } : null;
}
