import { kindOfFormat } from './number-format.ts';
import { simpleSection, withoutAccounting } from './simple-section.ts';

/** What of a format holds no `;` that divides it. */
const PIECES = /"[^"]*"|[\\_*].|\[[^\]]*\]|;|[^;"\\_*[]+|./gsu;
const TEXT_PIECES = /"[^"]*"|[\\_*].|\[[^\]]*\]|@|[^"\\_*[@]+|./gsu;
const PADDING = /"[^"]*"|\\.|_./gsu;
const CONDITION = /\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\]/;
/** Nothing of it is seen; "" is how a person writes it. */
const SHOWS_NOTHING = /^(?:\s|""|\[(?!h+\]|m+\]|s+\])[^\]]*\])*$/i;

/** What is seen of a negative number of which nothing else is. */
const MINUS = '"-"';

/** A text as a format shows it. */
export type ShowText = (text: string) => string;

interface Sections {
	/** Those for numbers, without what changes none of their digits. */
	numbers: string[];
	texts: ShowText | null;
	hasConditions: boolean;
	isAlone: boolean;
}

const known = new Map<string, Sections>();

export interface FormatOfOne {
	format: string;
	/** The number, without its sign where the format says it. */
	shown: number;
	/** The format has this section alone, so that Excel sets the minus itself. */
	isAlone?: boolean;
}

/** The format by which this number is shown; null where nothing is shown. */
export function formatFor(value: number, format: string): FormatOfOne | null {
	const { numbers, hasConditions, isAlone } = sectionsOf(format);
	if (hasConditions) return byCondition(value, numbers);
	const index = bySign(value, numbers.length);
	const section = numbers[index]!;
	const shown = index === 1 ? Math.abs(value) : value;
	if (!SHOWS_NOTHING.test(section)) return { format: section, shown, isAlone };
	// A format that says nothing at all is none; so is one of a colour alone.
	if (numbers.length === 1 && section.trim() === '') return { format: '', shown };
	// Only from the third section on is a minus the format's own matter.
	return value < 0 && numbers.length < 3 ? { format: MINUS, shown: -value } : null;
}

/** Every format by which a number may be shown under this one. */
export function formatsWithin(format: string): string[] {
	return sectionsOf(format).numbers.map((one) => one.replace(CONDITION, ''));
}

/** How texts are shown under this format, such as `@"@school.ca"`; null where as they are. */
export function textShownBy(format: string): ShowText | null {
	// Nearly all have none.
	return format.includes('@') || format.includes(';') ? sectionsOf(format).texts : null;
}

/** Whether all numbers are shown by their digits alone. */
export function isPlainFormat(format: string): boolean {
	const { numbers } = sectionsOf(format);
	return numbers.length < 2 && kindOfFormat(numbers[0]!) === 'plain';
}

function sectionsOf(format: string): Sections {
	let sections = known.get(format);
	if (sections === undefined) known.set(format, (sections = readSections(format)));
	return sections;
}

function readSections(format: string): Sections {
	const sections = [''];
	for (const [piece] of format.matchAll(PIECES)) {
		if (piece === ';') sections.push('');
		else sections[sections.length - 1] += piece;
	}
	// The fourth is for texts, and so is one before it that shows them.
	const last = sections.at(-1)!;
	const texts = sections[3] ?? (showsText(last) ? last : '@');
	const isLastForTexts = sections.length > 3 || (sections.length > 1 && last.includes('@'));
	const forNumbers = isLastForTexts ? sections.slice(0, Math.min(sections.length - 1, 3)) : sections;
	const numbers = withoutAccounting(forNumbers.map(simpleSection));
	return {
		numbers,
		texts: readText(texts),
		hasConditions: numbers.some((section) => CONDITION.test(section)),
		isAlone: sections.length === 1
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

function bySign(value: number, count: number): number {
	if (count === 1) return 0;
	if (value < 0) return 1;
	return value === 0 && count > 2 ? 2 : 0;
}

/**
 * The first section whose condition is met, or the one that is left for all others; where there is none, as without a format.
 * A section for negatives alone, or the second one, says itself that a number is negative.
 */
function byCondition(value: number, numbers: readonly string[]): FormatOfOne | null {
	const [first, second] = numbers.map((section) => CONDITION.exec(section));
	let index = numbers.length > 2 ? 2 : 1;
	if (isMet(value, first)) index = 0;
	else if (isMet(value, second)) index = 1;
	else if (index === 1 && second) return { format: '', shown: value };
	const section = numbers[index];
	if (section === undefined) return { format: '', shown: value };
	if (SHOWS_NOTHING.test(section)) return null;
	const isOfNegatives = index === 1 || (isMet(-Infinity, first) && !isMet(0, first));
	return { format: section.replace(CONDITION, ''), shown: isOfNegatives ? Math.abs(value) : value };
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
