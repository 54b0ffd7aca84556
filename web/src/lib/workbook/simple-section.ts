/** Literal texts, room, fillings and brackets each as one piece, all else by its character. */
const PIECES = /"[^"]*"|[\\_*].|\[[^\]]*\]|[^"]|"/gsu;
const COLOUR = /^\[(?:black|blue|cyan|green|magenta|red|white|yellow|color\s*\d+)\]$/i;
const SYMBOL = /^\[\$([^\]-]*)[^\]]*\]$/;
/** Between places of digits; at their end commas divide by a thousand each. */
const GROUPING = /"[^"]*"|\\.|(?<=[0#?]),+(?=[0#?])/gsu;
const SPACED_GROUPING = /#(?:\\?[ \u00a0\u202f]|"[ \u00a0\u202f]")(?=##0|###)/gu;
const ROOM = /"[^"]*"|\\.|\?/gsu;
/** The currency may stand before them. */
const IN_PARENTHESES = /^((?:\$|"[^"]*"|\\.| )*)(?:\\?\((.*?)\\?\)|"\("(.*)"\)")$/su;
const WITH_MINUS = /^((?:\$|"[^"]*"|\\.| )*)(?:\\?-|"-")(.*)$/su;
/** How accounts write a zero, with the currency beside it. */
const DASH = /^(?:\p{Sc}|[A-Z]{2,4})?-(?:\p{Sc}|[A-Z]{2,4})?$/u;

/**
 * A section of a number format without what is no part of the number or looks different in every language's Excel: colours,
 * languages, room as wide as a character, fillings, and the marks between thousands.
 */
export function simpleSection(section: string): string {
	let simple = '';
	for (const [piece] of section.matchAll(PIECES)) simple += simplePiece(piece);
	simple = simple
		.replace(SPACED_GROUPING, '#')
		.replace(GROUPING, (piece) => (piece.startsWith(',') ? '' : piece));
	const isFraction = simple.includes('/');
	return isFraction ? simple : simple.replace(ROOM, (piece) => (piece === '?' ? '#' : piece));
}

function simplePiece(piece: string): string {
	if (/^[_*]./su.test(piece) || COLOUR.test(piece)) return '';
	const symbol = SYMBOL.exec(piece)?.[1];
	if (symbol === undefined) return piece;
	return symbol === '' ? '' : `"${symbol}"`;
}

/** One section where the others say only in their own way that a number is negative or zero: `0;(0);"-"` is `0`. */
export function withoutAccounting(sections: string[]): string[] {
	const [positive, negative, zero] = sections;
	if (positive === undefined || negative === undefined) return sections;
	const own = trimSection(positive);
	const bare = bareOf(trimSection(negative));
	if (bare === undefined || trimSection(bare) !== own) return sections;
	const isZeroKnown = zero === undefined || trimSection(zero) === own || isDash(zero);
	return isZeroKnown ? [own] : sections;
}

/** Without blanks at its ends, in quotes or escaped too. */
function trimSection(section: string): string {
	return section.replace(/^(?:\\ |" +"|\s)+|(?:\\ |" +"|\s)+$/gu, '');
}

function bareOf(negative: string): string | undefined {
	const [, before = '', ...inside] = IN_PARENTHESES.exec(negative) ?? WITH_MINUS.exec(negative) ?? [];
	const bare = inside.find((part) => part !== undefined);
	return bare === undefined ? undefined : before + bare;
}

function isDash(zero: string): boolean {
	return DASH.test(zero.replace(/["\\#\s]/g, ''));
}
