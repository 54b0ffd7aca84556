export type NumberFormat = 'plain' | 'shown' | 'percent' | 'date' | 'time';

/** Zeros with texts around them, as a person writes for certificate numbers: `0000`, `"FA-"0000`, `0.00`, `0.0%`, `General" pts"`. */
export interface ZeroFormat {
	before: string;
	/** As where no format is given. */
	general: boolean;
	whole: number;
	decimals: number;
	percent: boolean;
	/** With the percent sign. */
	after: string;
}

const LITERAL = String.raw`(?:"[^"]*"|\\.|[ -])*`;
const ZEROS = new RegExp(`^(${LITERAL})(?:(General)|#*(0+)(?:\\.(0+))?)(${LITERAL})(%?)(${LITERAL})$`, 'siu');

const LITERALS = /^(?:"[^"]*"|\\.)+$/su;

const ELAPSED = /\[(?:h+|m+|s+)\]/i;

const kinds = new Map<string, NumberFormat>();

/** What a number format makes of a number, as far as Sheaf follows it. */
export function kindOfFormat(format: string): NumberFormat {
	let kind = kinds.get(format);
	if (kind === undefined) kinds.set(format, (kind = readFormat(format)));
	return kind;
}

function readFormat(format: string): NumberFormat {
	if (isGeneral(format)) return 'plain';
	const parts = unquoted(format);
	if (isDate(parts)) {
		if (ELAPSED.test(parts)) return 'time';
		return /[yde]/i.test(parts) || (/m/i.test(parts) && !/[hs]/i.test(parts)) ? 'date' : 'time';
	}
	if (parts.includes('%')) return 'percent';
	// A power of ten is no text.
	return /E[+-]/i.test(parts) ? 'plain' : 'shown';
}

/** No format of its own: numbers are shown as Excel shows them where nobody has said how. */
export function isGeneral(format: string): boolean {
	return format === '' || format === '@' || /^general$/i.test(format);
}

/** The format without its literal texts. AM/PM goes too, because its M is no month. */
function unquoted(format: string): string {
	return format
		.replace(/"[^"]*"|\\./gsu, '')
		.replace(/am\/pm|a\/p|上午\/下午/gi, 'h')
		.replace(/\[(?:black|blue|cyan|green|magenta|red|white|yellow|color\s*\d+)\]/gi, '');
}

/** What is left when paddings, exponents and brackets are gone, elapsed time excepted, holds the letters of dates. */
function isDate(parts: string): boolean {
	const letters = parts
		.replace(/general/gi, '')
		.replace(/[_*]./gsu, '')
		.replace(/([0#?.])E[+-]/gi, '$1')
		.replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
	return /[ymdhse]|g|b[12]/i.test(letters);
}

/** null for a format that is not as simple as that. */
export function readZeroFormat(format: string): ZeroFormat | null {
	const match = ZEROS.exec(format);
	if (match === null) return null;
	const [, before, general, whole, decimals, between, percent, after] = match;
	return {
		before: literal(before!),
		general: general !== undefined,
		whole: whole?.length ?? 0,
		decimals: decimals?.length ?? 0,
		percent: percent === '%',
		after: literal(`${between}${percent}${after}`)
	};
}

/** What a format shows that has only texts of its own; null for any other. */
export function readLiteral(format: string): string | null {
	return LITERALS.test(format) ? literal(format) : null;
}

function literal(text: string): string {
	return text.replace(/"([^"]*)"|\\(.)/gsu, '$1$2');
}
