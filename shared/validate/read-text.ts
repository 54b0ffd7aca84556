import { trimText } from '../row/fold-text.ts';
import type { CellIssue } from './cell-issue.ts';
import { makeError, makeWarning } from './make-issue.ts';
import { mendLetters } from './spoiled-text.ts';

/** Controls that no text needs, overrides of the writing direction, and what is left of a character that was cut. */
const CONTROL =
	/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffd-\uffff]/;
const CONTROLS = new RegExp(CONTROL.source, 'g');
const FORMULA = /^[=+\-@＝＋－＠]./;
const NUMBER_OR_PHONE = /^[+\-－＋]\s?[\d.(][\d\s().,/\-–x]*%?$/i;
/** A list's dash. */
const BULLET = /^[-+]\s/;
/** What Excel leaves of a long number in a list that is saved as text. */
const SHORTENED_NUMBER = /^[+-]?\d(?:[.,]\d+)?E\+\d{2,3}$/i;
/** In a text, a question mark may also end a question or stand in an address of the web. */
const LOST_INSIDE = /\p{Ll}\?+\p{Ll}/u;

/**
 * Nearly every text: on one line, nothing to trim, and nothing that `checkText` finds. One pass over its letters, because
 * it is asked of each cell; what it does not know is looked at in full.
 */
export function isHarmless(text: string): boolean {
	const last = text.length - 1;
	if (last < 0 || text.charCodeAt(last) === SPACE || STARTS_AMISS.includes(text.charCodeAt(0))) return false;
	let previous = SPACE;
	for (let i = 0; i <= last; i++) {
		const code = text.charCodeAt(i);
		if (code > AT && code < 0x7f) {
			previous = code;
			continue;
		}
		if (code >= SPACE && code <= AT) {
			if (code === AT || code === QUESTION_MARK || code === AMPERSAND || code === PLUS) return false;
			previous = code;
			continue;
		}
		// Out are controls, blanks other than the usual one, marks of direction, halves of pairs, full-width signs, and
		// what UTF-8 that was read as Windows-1252 consists of: a letter up to ô with a sign behind it.
		const plain =
			(code >= 0xc0 && code < 0x2000 && code !== 0x1680) ||
			(code > 0x200f && code < 0x2028) ||
			(code > 0x206f && code < 0xd800 && code !== 0x3000);
		if (!plain || (code > 0xff && previous >= 0xc2 && previous <= 0xf4)) return false;
		previous = code;
	}
	return true;
}

const SPACE = 0x20;
const AMPERSAND = 0x26;
const PLUS = 0x2b;
const QUESTION_MARK = 0x3f;
const AT = 0x40;
const STARTS_AMISS = [...' =+-@#'].map((sign) => sign.charCodeAt(0));

/** On one line, without blanks at its ends; nothing else is changed. */
export function oneLine(text: string): string {
	return trimText(
		/[\t\r\n\u0085\u2028\u2029]/.test(text) ? text.replace(/\s*[\t\r\n\u0085\u2028\u2029]\s*/g, ' ') : text
	);
}

/** With line ends as `\n`, without blanks at its ends. */
export function manyLines(text: string): string {
	return trimText(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);
}

/** Characters as people count them; a pair of surrogates is one. */
export function countCharacters(text: string): number {
	let count = 0;
	for (const _ of text) count++;
	return count;
}

/** What may be wrong with any text for people to read, whatever it says. */
export function checkText(text: string, column: number, kind: 'name' | 'text'): CellIssue | null {
	if (isHarmless(text)) return null;
	if (SHORTENED_NUMBER.test(text)) return makeWarning(column, 'number-lost-digits', { value: text });
	const isBroken = CONTROL.test(text) || !text.isWellFormed();
	const suggestion = mendLetters(text);
	if (suggestion !== null) {
		const make = isBroken ? makeError : makeWarning;
		return make(column, 'letters-garbled', { value: text, suggestion }, [suggestion]);
	}
	if (isBroken) {
		const clean = trimText(text.replace(CONTROLS, '').replace(/\p{Cs}/gu, ''));
		// What is left beside a letter that was lost is another name.
		const isLost = clean === '' || text.includes('\ufffd');
		return makeError(column, 'value-control-character', { value: text }, isLost ? [] : [clean]);
	}
	if (kind === 'name' ? text.includes('?') : LOST_INSIDE.test(text) && !text.includes('/')) {
		const make = /^[?\s]+$/.test(text) ? makeError : makeWarning;
		return make(column, 'letters-lost', { value: text });
	}
	if (!FORMULA.test(text)) return null;
	if (kind === 'text' && (NUMBER_OR_PHONE.test(text) || BULLET.test(text))) return null;
	const rest = trimText(text.replace(/^[=+\-@＝＋－＠\s]+/, ''));
	const fixes = /^\p{L}[\p{L}\p{M}\s.'’-]*$/u.test(rest) ? [rest] : [];
	return makeWarning(column, 'looks-like-formula', { value: text }, fixes);
}
