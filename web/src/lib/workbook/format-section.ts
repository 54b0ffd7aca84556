import { kindOfFormat } from './number-format.ts';
import { simpleSection, withoutAccounting } from './simple-section.ts';

/** What of a format holds no `;` that divides it. */
const PIECES = /"[^"]*"|[\\_*].|\[[^\]]*\]|;|[^;"\\_*[]+|./gsu;
const TEXT_PIECES = /"[^"]*"|[\\_*].|\[[^\]]*\]|@|[^"\\_*[@]+|./gsu;
const PADDING = /"[^"]*"|\\.|_./gsu;
const CONDITION = /\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\]/;
/** Nothing of it is seen; "" is how a person writes it. */
const SHOWS_NOTHING = /^(?:\s|""|\[[^\]]*\])*$/;

/** A text as a format shows it. */
export type ShowText = (text: string) => string;

interface Sections {
	/** The whole format for numbers, without what changes none of their digits. */
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
		whole: numbers.join(';'),
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
