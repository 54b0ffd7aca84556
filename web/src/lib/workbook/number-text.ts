import { formatsWithin } from './format-section.ts';
import { fractionText } from './fraction-text.ts';
import { isGeneral, kindOfFormat, readLiteral, readZeroFormat, type ZeroFormat } from './number-format.ts';

/** Excel keeps so many digits of a number. */
const DIGITS = 15;
/** Of a number with a fraction, General shows so many digits, a zero before the point among them … */
const GENERAL_DIGITS = 10;
/** … and of one below 0.0001, which it shows as a power of ten, so many. */
const POWER_DIGITS = 6;
/** Literal texts, and bare characters that no format gives a meaning; brackets, General and powers are left as they are. */
const LITERAL =
	/"([^"]*)"|\\(.)|\[[^\]]*\]|General|E[+-]|((?<=[0#?])[-+]|[^\s0#?.,/%@;"\\[\]+$():!^&'~{}<>=-])/gisu;
/** Private use: none of them is in a format. */
const FIRST_KEPT = 0xe000;
const KEPT = /[\ue000-\uefff]/gu;

/** Shows a number in a format of Excel's, as SheetJS does. */
export type ShowNumber = (format: string, value: number) => string;

const zeroFormats = new Map<string, ZeroFormat | null>();

function zeroFormatOf(format: string): ZeroFormat | null {
	let zeros = zeroFormats.get(format);
	if (zeros === undefined) zeroFormats.set(format, (zeros = readZeroFormat(format)));
	return zeros;
}

/** Whether a number in this format can only be shown by the library. */
export function needsLibrary(format: string): boolean {
	const kind = kindOfFormat(format);
	return kind === 'time' || ((kind === 'shown' || kind === 'percent') && zeroFormatOf(format) === null);
}

/** SheetJS knows all of Excel's formats and is large: it is fetched only where one of them needs it. */
export async function loadShowNumber(formats: Iterable<string>): Promise<ShowNumber | null> {
	for (const format of formats) {
		if (formatsWithin(format).some(needsLibrary)) return (await import('xlsx')).SSF.format as ShowNumber;
	}
	return null;
}

/** A number as its format shows it, and as plain digits where that says nothing to a person; '' for a zero that is not shown. */
export function numberText(value: number, format: string, show: ShowNumber | null = null): string {
	if (kindOfFormat(format) === 'plain') return isGeneral(format) ? generalNumber(value) : plainNumber(value);
	const zeros = zeroFormatOf(format);
	if (zeros !== null) return zeroText(value, zeros).trim();
	const own = readLiteral(format) ?? fractionText(Math.abs(value), format);
	if (own !== null) return `${value < 0 ? '-' : ''}${own.trim()}`;
	if (show === null) return plainText(value, format);
	try {
		const shown = kindOfFormat(format) === 'time' ? show(format, value) : showByLibrary(show, format, value);
		const isNoText = /^\s*#+\s*$/.test(shown) || /\dE[+-]?\d/i.test(shown);
		return isNoText ? plainText(value, format) : shown.trim();
	} catch {
		return plainText(value, format);
	}
}

function plainText(value: number, format: string): string {
	return kindOfFormat(format) === 'percent' ? `${plainNumber(value * 100)}%` : plainNumber(value);
}

/**
 * The library takes a hyphen behind a digit's place for one more digit, a slash in quotes for a fraction, does not know all
 * characters that stand for themselves, forgets the zero of a small negative number, and takes no text before a percent sign:
 * what is no place of a digit is put back when the number is shown.
 */
function showByLibrary(show: ShowNumber, format: string, value: number): string {
	const literals: string[] = [];
	const keep = (literal: string) => `"${String.fromCharCode(FIRST_KEPT + literals.push(literal) - 1)}"`;
	let kept = format.replace(LITERAL, (piece, quoted?: string, escaped?: string, bare?: string) => {
		const literal = quoted ?? escaped ?? bare;
		if (literal === undefined) return piece;
		// Blanks may divide the parts of a fraction.
		return literal.trim() === '' ? literal : keep(literal);
	});
	let number = Math.abs(value);
	if (kept.split('%').length === 2) {
		kept = kept.replace('%', () => keep('%'));
		number = Number((number * 100).toPrecision(DIGITS));
	}
	const shown = show(kept, number).replace(
		KEPT,
		(character) => literals[character.charCodeAt(0) - FIRST_KEPT] ?? ''
	);
	return value < 0 ? `-${shown}` : shown;
}

function zeroText(value: number, { before, general, whole, decimals, percent, after }: ZeroFormat): string {
	if (general) return `${value < 0 ? '-' : ''}${before}${generalNumber(Math.abs(value))}${after}`;
	const [digits, point] = significant(Math.abs(value));
	const rounded = roundDigits(digits, point + (percent ? 2 : 0) + decimals).padStart(whole + decimals, '0');
	const cut = rounded.length - decimals;
	const number = decimals === 0 ? rounded : `${rounded.slice(0, cut)}.${rounded.slice(cut)}`;
	return `${value < 0 ? '-' : ''}${before}${number}${after}`;
}

/** The first `count` of the digits as a whole number, rounded half up as Excel rounds what it shows. */
function roundDigits(digits: string, count: number): string {
	if (count < 0) return '0';
	const kept = digits.slice(0, count).padEnd(count, '0') || '0';
	const isUp = (digits[count] ?? '0') >= '5';
	return isUp ? String(BigInt(kept) + 1n) : String(BigInt(kept));
}

/** The 15 digits that Excel keeps, and how many of them stand before the point. */
function significant(value: number): [digits: string, point: number] {
	if (value === 0) return ['0', 1];
	const [mantissa, exponent] = value.toExponential(DIGITS - 1).split('e') as [string, string];
	return [mantissa.replace('.', ''), Number(exponent) + 1];
}

/** As Excel shows a number in a wide cell without a format, though never as a power of ten. Whole numbers keep all digits. */
function generalNumber(value: number): string {
	if (Number.isInteger(value)) return plainNumber(value);
	const [digits, point] = significant(Math.abs(value));
	const isPower = point <= -4;
	const decimals = isPower ? POWER_DIGITS - point : Math.max(0, GENERAL_DIGITS - Math.max(1, point));
	const rounded = roundDigits(digits, point + decimals).padStart(decimals + 1, '0');
	const cut = rounded.length - decimals;
	const fraction = rounded.slice(cut).replace(/0+$/, '');
	const shown = fraction === '' ? rounded.slice(0, cut) : `${rounded.slice(0, cut)}.${fraction}`;
	return value < 0 ? `-${shown}` : shown;
}

/** All digits that Excel keeps, never in scientific notation: `12345678901234500`, `0.3`, `0.0000001`. */
export function plainNumber(value: number): string {
	if (Number.isInteger(value) && Math.abs(value) < 10 ** DIGITS) return String(value === 0 ? 0 : value);
	const [all, point] = significant(Math.abs(value));
	const digits = all.replace(/0+$/, '');
	const sign = value < 0 ? '-' : '';
	if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
	if (digits.length <= point) return sign + digits.padEnd(point, '0');
	return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** More digits than Excel keeps: what stands there is no longer what was typed. */
export function hasLostDigits(value: number): boolean {
	return Math.abs(value) >= 10 ** DIGITS;
}
