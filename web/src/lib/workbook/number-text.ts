import { SSF } from 'xlsx';

/** Excel keeps so many digits of a number. */
const DIGITS = 15;

export type NumberFormat = 'plain' | 'shown' | 'percent' | 'date' | 'time';

const kinds = new Map<string, NumberFormat>();

/** What a number format makes of a number, as far as Sheaf follows it. */
export function kindOfFormat(format: string): NumberFormat {
	let kind = kinds.get(format);
	if (kind === undefined) kinds.set(format, (kind = readFormat(format)));
	return kind;
}

function readFormat(format: string): NumberFormat {
	if (format === '' || format === '@' || /^general$/i.test(format)) return 'plain';
	if (SSF.is_date(format)) {
		const parts = unquoted(format);
		return /[yde]/i.test(parts) || (/m/i.test(parts) && !/[hs]/i.test(parts)) ? 'date' : 'time';
	}
	const parts = unquoted(format);
	if (parts.includes('%')) return 'percent';
	// Grouping, currencies and accounting look different in every language's Excel; fractions and exponents are no text.
	return /[,/?*_]|E[+-]|\[\$/i.test(parts) ? 'plain' : 'shown';
}

/** The format without its literal texts. AM/PM goes too, because its M is no month. */
function unquoted(format: string): string {
	return format
		.replace(/"[^"]*"|\\./g, '')
		.replace(/am\/pm|a\/p/gi, 'h')
		.replace(/\[(?:black|blue|cyan|green|magenta|red|white|yellow|color\s*\d+)\]/gi, '');
}

/** A number as its format shows it, and as plain digits where the format shows nothing that a person could read. */
export function numberText(value: number, format: string): string {
	if (kindOfFormat(format) === 'plain') return plainNumber(value);
	try {
		const shown: string = SSF.format(format, value);
		return shown.trim() === '' || /^#+$/.test(shown) || /\dE[+-]?\d/i.test(shown)
			? plainNumber(value)
			: shown;
	} catch {
		return plainNumber(value);
	}
}

/** All digits that Excel keeps, never in scientific notation: `12345678901234500`, `0.3`, `0.0000001`. */
export function plainNumber(value: number): string {
	if (Number.isInteger(value) && Math.abs(value) < 10 ** DIGITS) return String(value === 0 ? 0 : value);
	const [mantissa, exponent] = value.toExponential(DIGITS - 1).split('e') as [string, string];
	const digits = mantissa.replace(/[-.]/g, '').replace(/0+$/, '');
	const point = Number(exponent) + 1;
	const sign = value < 0 ? '-' : '';
	if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
	if (digits.length <= point) return sign + digits.padEnd(point, '0');
	return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** More digits than Excel keeps: what stands there is no longer what was typed. */
export function hasLostDigits(value: number): boolean {
	return Math.abs(value) >= 10 ** DIGITS;
}
