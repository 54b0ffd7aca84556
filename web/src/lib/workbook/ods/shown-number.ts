import type { Cell } from '#shared/row/cell.ts';
import { hasLostDigits, plainNumber } from '../number-text.ts';

const TRUE = /^(?:TRUE|VRAI)$/i;
const FALSE = /^(?:FALSE|FAUX)$/i;
/** A power of ten, or a column that is too narrow. */
const NO_TEXT = /\dE[+-]?\d|^#+$/i;
/** Digits, grouped by thousands or not, and a fraction. */
const RUN = /\d{1,3}(?:([ \u00a0\u202f,.'’])\d{3})(?:\1\d{3})*(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[.,]\d+/gu;
const PERCENT = /^-?[\d.,\s]+%$/u;
const FRACTION = /^-?\s*(?:(\d+)\s+)?(\d+)\s*\/\s*(\d+)$/;
const IN_PARENTHESES = /^\((.*)\)$/su;
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

/** What is shown where it says the number, as Excel in English writes it without groups; null where only plain digits are safe. */
function readShown(value: number, shown: string): string | null {
	if (NO_TEXT.test(shown)) return null;
	if (value === 0 && DASH.test(shown)) return '0';
	const inside = value < 0 ? IN_PARENTHESES.exec(shown)?.[1] : undefined;
	const text = inside === undefined ? shown : `-${inside}`;
	for (const run of text.matchAll(RUN)) {
		const digits = digitsOf(run[0], run[1], Math.abs(value));
		if (digits !== null) return text.slice(0, run.index) + digits + text.slice(run.index + run[0].length);
	}
	const digits = text.replace(/\D/g, '');
	// Digits of the format's own may stand before or behind the number's.
	const own = value === 0 ? '' : plainNumber(Math.abs(value)).replace('.', '');
	const isWithin = own !== '' && (digits.endsWith(own) || digits.startsWith(own));
	return digits === '' || isWithin || isFraction(text, Math.abs(value)) ? text : null;
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

function isFraction(text: string, value: number): boolean {
	const [, whole = '0', above, below] = FRACTION.exec(text) ?? [];
	if (above === undefined || below === undefined || Number(below) === 0) return false;
	return Math.abs(Number(whole) + Number(above) / Number(below) - value) <= 1 / Number(below);
}
