import { compilePattern } from '../validate/check-pattern.ts';

const DIGITS = '1234567890';
/** What else an example is made of, in the order in which a place of a pattern tries it. */
const OTHERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_/. #:+';
const LONGEST = 60;
const ATOM = /^(?:\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|[^|)])/su;
const QUANTIFIER = /^(?:([*+?])|\{(\d+)(?:,\d*)?\})\??/;
const GROUP = /^\((?:\?:|\?<[\p{L}_$][\p{L}\p{N}_$]*>)?/u;
const PLACE = /^(?:\^|\$|\\[bB]|\(\?<?[=!][^)]*\))/;

/** A text that has the form of a pattern, such as "1234567" for `[0-9]{7}`; null where none was found. */
export function exampleOfPattern(source: string): string | null {
	const pattern = compilePattern(source);
	const rest = { source, digits: 0 };
	const text = pattern && makeAlternatives(rest);
	return text && rest.source === '' && text.length <= LONGEST && pattern.test(text) ? text : null;
}

/** What of the pattern is still to be read, and how many digits were made of what was. */
interface Rest {
	source: string;
	digits: number;
}

/** The first of the alternatives; the others are passed over. */
function makeAlternatives(rest: Rest): string {
	const text = makeSequence(rest);
	while (rest.source.startsWith('|')) {
		rest.source = rest.source.slice(1);
		makeSequence(rest);
	}
	return text;
}

function makeSequence(rest: Rest): string {
	let text = '';
	while (rest.source !== '' && !/^[|)]/.test(rest.source)) {
		const place = PLACE.exec(rest.source);
		if (place) rest.source = rest.source.slice(place[0].length);
		else text += makeRepeated(rest);
	}
	return text;
}

function makeRepeated(rest: Rest): string {
	const before = rest.source;
	const group = GROUP.exec(before);
	const atom = group?.[0] ?? ATOM.exec(before)?.[0] ?? before;
	rest.source = before.slice(atom.length);
	const inside = group ? makeAlternatives(rest) : '';
	if (group) rest.source = rest.source.slice(1);
	const quantifier = QUANTIFIER.exec(rest.source);
	rest.source = rest.source.slice(quantifier?.[0].length ?? 0);
	const [, sign, least] = quantifier ?? [];
	const times = sign ? Number(sign === '+') : Math.min(LONGEST, Number(least ?? 1));
	let text = '';
	for (let i = 0; i < times; i++) text += group ? inside : characterOf(atom, rest);
	return text;
}

/** Digits count up, so that seven of them are "1234567". */
function characterOf(atom: string, rest: Rest): string {
	const fits = new RegExp(`^${atom}$`, 'u');
	const turned = DIGITS.slice(rest.digits % 10) + DIGITS.slice(0, rest.digits % 10);
	const found = Array.from(turned + OTHERS).find((one) => fits.test(one)) ?? atom.replace(/^\\/, '');
	if (DIGITS.includes(found)) rest.digits++;
	return found;
}
