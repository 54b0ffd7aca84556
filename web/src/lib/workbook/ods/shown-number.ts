import type { Cell } from '#shared/row/cell.ts';
import { dateCell, partsOfText } from '../date-cell.ts';
import { hasLostDigits, plainNumber } from '../number-text.ts';
import { dateOfSerial } from '../serial-date.ts';

const TRUE = /^(?:TRUE|VRAI)$/i;
const FALSE = /^(?:FALSE|FAUX)$/i;
/** A power of ten, or a column that is too narrow. */
const NO_TEXT = /\dE[+-]?\d|^#+$/i;
/** Digits, grouped by thousands or not, and a fraction. */
const RUN = /\d{1,3}(?:([ \u00a0\u202f,.'’])\d{3})(?:\1\d{3})*(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[.,]\d+/gu;
const PERCENT = /^-?[\d.,\s]+%$/u;
/** Nothing but a number. */
const BARE = /^-?[\d.,\s]+%?$/u;
const IN_PARENTHESES = /^(\p{Sc}?)\s*\((.*)\)$/su;
/** How accounts write a zero, with the currency beside it. */
const DASH = /^(?:\p{Sc}|[A-Z]{2,4})?\s*-\s*(?:\p{Sc}|[A-Z]{2,4})?$/u;
/** A format may show thousands and millions alone. */
const SCALES = [1, 1e3, 1e6];

/** A number of an OpenDocument sheet, which keeps beside the value what is shown of it; null where the writer left that out. */
export function shownNumber(value: number, shown: string | null, percent: boolean): Cell {
	if (shown !== null && TRUE.test(shown) && value === 1) return { kind: 'boolean', value: true };
	if (shown !== null && FALSE.test(shown) && value === 0) return { kind: 'boolean', value: false };
	// LibreOffice writes an empty paragraph where a format hides the number.
	if (shown?.trim() === '') return '';
	const date = shown === null ? null : shownDate(value, shown);
	if (date !== null) return date;
	// A format with conditions may show a percentage of what is stored as any number.
	const isPercent =
		percent || (shown !== null && PERCENT.test(shown) && readShown(value * 100, shown.trim()) !== null);
	const whole = isPercent ? value * 100 : value;
	return {
		kind: 'number',
		value,
		text: (shown && readShown(whole, shown.trim())) ?? plainNumber(whole) + (isPercent ? '%' : ''),
		...(isPercent ? { percent: true as const } : {}),
		...(hasLostDigits(value) ? { lostDigits: true as const } : {})
	};
}

/** A date under a format with conditions, which LibreOffice stores as any number. */
function shownDate(value: number, shown: string): Cell | null {
	const date = dateOfSerial(value, false);
	const numbers = (shown.match(/\d+/g) ?? []).map(Number);
	if (date === null || numbers.length < 2) return null;
	const [year, month, day] = date.split('-').map(Number) as [number, number, number];
	const isYear = (number: number) => number === year || number === year % 100;
	const has = [isYear, (number: number) => number === month, (number: number) => number === day];
	const isDate = /\p{L}{3}/u.test(shown)
		? numbers.length === 2 && numbers.includes(day) && numbers.some(isYear)
		: numbers.length === 3 && has.every((is) => numbers.some(is));
	return isDate ? dateCell(date, partsOfText, shown) : null;
}

/** What is shown where it says the number, as Excel in English writes it without groups; null where only plain digits are safe. */
function readShown(value: number, shown: string): string | null {
	if (NO_TEXT.test(shown)) return null;
	if (value === 0 && DASH.test(shown)) return '0';
	const text = value < 0 ? shown.replace(IN_PARENTHESES, '-$1$2') : shown;
	for (const run of text.matchAll(RUN)) {
		const digits = digitsOf(run[0], run[1], Math.abs(value));
		if (digits !== null) return text.slice(0, run.index) + digits + text.slice(run.index + run[0].length);
	}
	// What is nothing but a number is another one than this, as some writers leave it; all else is what is seen.
	return BARE.test(text) && !isSpreadIn(Math.abs(value), text) ? null : text;
}

/** The run with a point and without groups where it is the number as far as it shows it; else null. */
function digitsOf(run: string, group: string | undefined, value: number): string | null {
	// What is in groups of three from its first zero on is no amount, but a code with gaps in it.
	const isCode = group !== undefined && /\s/u.test(group) && run.startsWith('0');
	const joined = group === undefined || isCode ? run : run.replaceAll(group, '');
	for (const digits of new Set([joined, run])) {
		const plain = digits.replace(',', '.');
		// A mark that stands among the digits of a whole number is the format's own.
		if (/[.,]/.test(digits) && digits.replace(/[.,]/, '') === String(value)) return digits;
		const places = plain.split('.')[1]?.length ?? 0;
		const number = Number(plain.replace(/\s/gu, ''));
		const isSame = (scale: number) => Math.abs(number - value / scale) <= 0.5000001 * 10 ** -places;
		if (SCALES.some((scale) => (scale === 1 || value >= scale) && isSame(scale))) return plain;
	}
	return null;
}

/** Whether all digits of a number stand in a text in their order, with digits of the format's own among them. */
function isSpreadIn(value: number, text: string): boolean {
	const own = plainNumber(value).replace('.', '');
	let found = 0;
	for (const digit of text) if (digit === own[found]) found += 1;
	return value !== 0 && found === own.length;
}
