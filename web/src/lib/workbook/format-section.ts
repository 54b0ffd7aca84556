import { kindOfFormat, readZeroFormat } from './number-format.ts';

/** What of a format holds no `;` that divides it. */
const PIECES = /"[^"]*"|[\\_*].|\[[^\]]*\]|;|[^;"\\_*[]+|./gsu;
/** A language without a currency. */
const LANGUAGE = /\[\$-[^\]]*\]/g;
const TEXT_PIECES = /"[^"]*"|[\\_*].|\[[^\]]*\]|@|[^"\\_*[@]+|./gsu;
const PADDING = /"[^"]*"|\\.|_./gsu;
const CONDITION = /\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\]/;
/** Nothing of it is seen; "" is how a person writes it. */
const SHOWS_NOTHING = /^(?:\s|""|\[[^\]]*\])*$/;

/** A text as a format shows it. */
export type ShowText = (text: string) => string;

interface Sections {
	/** The whole format, without what changes no character. */
	whole: string;
	/** Those for numbers. */
	numbers: string[];
	texts: ShowText | null;
	hasConditions: boolean;
}

const known = new Map<string, Sections>();

/** The format by which this number is shown; null where nothing is shown of it. */
export function formatFor(value: number, format: string): string | null {
	const { whole, numbers, hasConditions } = sectionsOf(format);
	if (numbers.length < 2) return whole;
	const section = numbers[hasConditions ? byCondition(value, numbers) : bySign(value, numbers.length)]!;
	// With two sections and the second without anything, Excel still shows a minus.
	if ((hasConditions || numbers.length > 2) && SHOWS_NOTHING.test(section)) return null;
	return hasConditions ? section.replace(CONDITION, '') : whole;
}

/** Every format by which a number may be shown under this one. */
export function formatsWithin(format: string): string[] {
	const { whole, numbers, hasConditions } = sectionsOf(format);
	return hasConditions && numbers.length > 1 ? numbers.map((one) => one.replace(CONDITION, '')) : [whole];
}

/** How texts are shown under this format, such as `@"@school.ca"`; null where as they are. */
export function textShownBy(format: string): ShowText | null {
	// Nearly all have none.
	return format.includes('@') || format.includes(';') ? sectionsOf(format).texts : null;
}

/** Whether all numbers are shown by their digits alone. */
export function isPlainFormat(format: string): boolean {
	const { whole, numbers } = sectionsOf(format);
	return numbers.length < 2 && kindOfFormat(whole) === 'plain';
}

function sectionsOf(format: string): Sections {
	let sections = known.get(format);
	if (sections === undefined) known.set(format, (sections = readSections(format)));
	return sections;
}

function readSections(format: string): Sections {
	const whole = withoutPadding(format.replace(LANGUAGE, ''));
	const numbers = [''];
	for (const [piece] of whole.matchAll(PIECES)) {
		if (piece === ';') numbers.push('');
		else numbers[numbers.length - 1] += piece;
	}
	// The fourth is for texts, and so is one before it that shows them.
	const texts = numbers[3] ?? (showsText(numbers.at(-1)!) ? numbers.at(-1)! : '@');
	if (numbers.length > 3 || (numbers.length > 1 && numbers.at(-1)!.includes('@'))) {
		numbers.length = Math.min(numbers.length - 1, 3);
	}
	return {
		whole,
		numbers,
		texts: readText(texts),
		hasConditions: numbers.some((section) => CONDITION.test(section))
	};
}

function showsText(section: string): boolean {
	return section.replace(PADDING, '').includes('@');
}

/** The section's own words around the text; room and colours are none. */
function readText(section: string): ShowText | null {
	const parts: (string | null)[] = [];
	for (const [piece] of section.matchAll(TEXT_PIECES)) {
		if (/^[_*[]/.test(piece)) continue;
		if (piece === '@') parts.push(null);
		else if (/[0#?]|general/i.test(piece) && !/^["\\]/.test(piece)) return null;
		else parts.push(piece.replace(/^"([^"]*)"$|^\\(.)$/su, '$1$2'));
	}
	if (parts.length === 1 && parts[0] === null) return null;
	return (text) => (text === '' ? '' : parts.map((part) => part ?? text).join(''));
}

/** Room as wide as a character says nothing, but a number with it is grouped mostly; only zeros are sure to be text. */
function withoutPadding(format: string): string {
	const bare = format.replace(PADDING, (piece) => (piece.startsWith('_') ? '' : piece));
	return bare !== format && readZeroFormat(bare) !== null ? bare : format;
}

function bySign(value: number, count: number): number {
	if (value < 0) return 1;
	return value === 0 && count > 2 ? 2 : 0;
}

/** The first whose condition is met, or the one that is left for all others. */
function byCondition(value: number, numbers: readonly string[]): number {
	const [first, second] = numbers.map((section) => CONDITION.exec(section));
	if (isMet(value, first)) return 0;
	if (isMet(value, second)) return 1;
	return first && second ? Math.min(2, numbers.length - 1) : 1;
}

function isMet(value: number, condition: RegExpExecArray | null | undefined): boolean {
	if (!condition) return false;
	const bound = Number(condition[2]);
	switch (condition[1]) {
		case '<':
			return value < bound;
		case '<=':
			return value <= bound;
		case '>':
			return value > bound;
		case '>=':
			return value >= bound;
		case '=':
			return value === bound;
		default:
			return value !== bound;
	}
}
