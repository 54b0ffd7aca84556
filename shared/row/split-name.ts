import { trimText } from './fold-text.ts';

/** Words that belong to the last name that follows them, in the languages where people write them apart. */
const PARTICLES = new Set(
	`af al am av bin bint da dal de degli dei del della den der des di do dos du el ibn la las le los san santa st ste te ten ter
	van vom von y zu zum zur`.split(/\s+/)
);

/** Titles before a name; "M" needs its point, for alone it is an initial. */
const TITLES = /^(?:(?:(?:dr|dre|prof|pr|mr|mrs|ms|miss|mx|mme|mlle)(?:\.\s*|\s+)|(?:m\.|me)\s+)(?=\S))+/i;
/** What follows a last name, with or without a comma; figures and degrees only in their own letters. */
const SUFFIXES =
	/(?:,?\s+(?:[JS]r\.?|JR\.?|SR\.?|2nd|3rd|4th|II|III|IV|Ph\.?\s?D\.?|PHD|M\.?D\.?|[BM]\.?\s?Sc\.?|MBA|CPA|CRSP|PMP|CFA|DDS|DVM|RN|RPN|LPN|BSN|MSN|JD|EdD|P\.\s?Eng\.?|ing\.|\([^()]*\)))+$/;
/** Longer texts are no names, and blanks without end would be gone through again and again. */
const LONGEST_TITLED = 300;

/**
 * A whole name in its two parts, titles with the first and suffixes with the last name. A title or suffix with one name alone
 * says not which one it is: all is the last or the first name, and the other is asked for.
 */
export function splitName(name: string, reversed: boolean): { first: string; last: string } {
	const text = trimText(name);
	if (text.length > LONGEST_TITLED) return splitBare(text, reversed);
	const title = TITLES.exec(text)?.[0] ?? '';
	const suffix = SUFFIXES.exec(text.slice(title.length))?.[0] ?? '';
	const bare = text.slice(title.length, text.length - suffix.length);
	if (title === '' && suffix === '') return splitBare(text, reversed);
	if (!/\S[\s,]+\S/.test(bare)) return title ? { first: '', last: text } : { first: text, last: '' };
	const { first, last } = splitBare(bare, reversed);
	return { first: trimText(`${title.trimEnd()} ${first}`), last: last + suffix };
}

/**
 * A name without titles in its two parts. "Reyes, Ana" says itself which is which; otherwise the last name is the last word with its
 * particles ("van der Berg"), or those in capitals ("Ana REYES LÓPEZ"), at whichever end; `reversed`: it stands first. One word alone is what
 * the column begins with: the name that somebody is called by, or the family's. Nothing is left out, whatever the name is.
 */
function splitBare(text: string, reversed: boolean): { first: string; last: string } {
	const comma = text.indexOf(',');
	if (comma > 0) return { first: trimText(text.slice(comma + 1)), last: trimText(text.slice(0, comma)) };
	const words = text.split(/\s+/);
	if (words.length < 2) return reversed ? { first: '', last: text } : { first: text, last: '' };
	if (areCapitalsAtOtherEnd(words, reversed)) return splitBare(text, !reversed);
	const count = reversed ? countLeading(words) : countTrailing(words);
	const cut = reversed ? count : words.length - count;
	const head = words.slice(0, cut).join(' ');
	const tail = words.slice(cut).join(' ');
	return reversed ? { first: tail, last: head } : { first: head, last: tail };
}

/** "DUPONT Jean" in a list that begins with first names: who writes a name so says which is the family's. */
function areCapitalsAtOtherEnd(words: readonly string[], reversed: boolean): boolean {
	if (areAllCapitals(words)) return false;
	const [leading, trailing] = [countCapitals(words), countCapitals([...words].reverse())];
	return reversed ? leading === 0 && trailing > 0 : trailing === 0 && leading > 0;
}

/** How many words at the end are the last name; at least one, and one is left for the first name. */
function countTrailing(words: readonly string[]): number {
	const most = words.length - 1;
	const capitals = areAllCapitals(words) ? 0 : countCapitals([...words].reverse());
	if (capitals > 0 && capitals <= most) return capitals;
	let count = 1;
	while (count < most && isParticle(words[words.length - 1 - count]!)) count++;
	return count;
}

function countLeading(words: readonly string[]): number {
	const most = words.length - 1;
	const capitals = areAllCapitals(words) ? 0 : countCapitals(words);
	if (capitals > 0 && capitals <= most) return capitals;
	let count = 1;
	while (count < most && isParticle(words[count - 1]!)) count++;
	return count;
}

function isParticle(word: string): boolean {
	return PARTICLES.has(word.toLowerCase().replace(/\.$/, ''));
}

/** Then capitals tell no last name. */
function areAllCapitals(words: readonly string[]): boolean {
	return words.every((word) => word === word.toUpperCase());
}

/** Words in capitals from the start on; an initial is not one, nor are several. */
function countCapitals(words: readonly string[]): number {
	const isCapital = (word: string) =>
		word.length > 2 && !word.includes('.') && word === word.toUpperCase() && word !== word.toLowerCase();
	const end = words.findIndex((word) => !isCapital(word));
	return end === -1 ? words.length : end;
}
