/** Texts that a pattern is tried on are never longer; it is what makes the bound below one. */
export const PATTERN_TEXT_LIMIT = 200;
const LONGEST_PATTERN = 200;
/** Ways to divide a text among the parts of a pattern; each may be tried before it fails. Two free repetitions have 40,401. */
const MOST_WAYS = 100_000;
/** Each way may go through all parts. A chunk holds some 4,500 of the longest texts, which so take a second or two. */
const MOST_STEPS = 250_000;
/** Parts of the pattern once all its repetitions are written out. */
const MOST_PARTS = 5000;
const QUANTIFIER = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/;
const GROUP = /^\((?:\?(?::|=|!|<=|<!|<[\p{L}_$][\p{L}\p{N}_$]*>))?/u;

/** How a part of a pattern can match: in how many `ways`, and how many `parts` it has written out. */
interface Size {
	ways: number;
	parts: number;
}

/**
 * Whether a variable's pattern may be saved. It counts in how many ways a text of `PATTERN_TEXT_LIMIT` characters could
 * be divided, so nested and adjacent repetitions, as in (a+)+ or (a|a)*, are too costly; so are back-references. Some
 * harmless patterns are refused with them.
 */
export function checkPattern(source: string): 'ok' | 'invalid' | 'too-costly' {
	if (source.length > LONGEST_PATTERN) return 'too-costly';
	if (compile(source) === null) return 'invalid';
	const size = measure(source);
	if (size === null || size.ways > MOST_WAYS || size.parts > MOST_PARTS) return 'too-costly';
	return size.ways * size.parts <= MOST_STEPS ? 'ok' : 'too-costly';
}

/** The pattern over the whole text; null where `checkPattern` does not allow it. */
export function compilePattern(source: string): RegExp | null {
	return checkPattern(source) === 'ok' ? compile(`^(?:${source})$`) : null;
}

function compile(source: string): RegExp | null {
	for (const flags of ['u', '']) {
		try {
			return new RegExp(source, flags);
		} catch {
			// Old patterns may escape what the stricter syntax does not let them.
		}
	}
	return null;
}

/** null where the pattern has what cannot be bounded. */
function measure(source: string): Size | null {
	const position = { at: 0 };
	const size = measureAlternatives(source, position);
	return position.at === source.length ? size : null;
}

function measureAlternatives(source: string, position: { at: number }): Size | null {
	const total = { ways: 0, parts: 0 };
	for (;;) {
		const branch = measureSequence(source, position);
		if (branch === null) return null;
		total.ways += branch.ways;
		total.parts += branch.parts;
		if (source[position.at] !== '|') return total;
		position.at++;
	}
}

function measureSequence(source: string, position: { at: number }): Size | null {
	const total = { ways: 1, parts: 0 };
	while (position.at < source.length && source[position.at] !== '|' && source[position.at] !== ')') {
		const atom = measureAtom(source, position);
		if (atom === null) return null;
		const size = repeat(atom, source, position);
		total.ways *= size.ways;
		total.parts += size.parts;
	}
	return total;
}

function measureAtom(source: string, position: { at: number }): Size | null {
	const rest = source.slice(position.at);
	const group = GROUP.exec(rest);
	if (group) {
		position.at += group[0].length;
		const inside = measureAlternatives(source, position);
		if (source[position.at] !== ')') return null;
		position.at++;
		return inside;
	}
	// A back-reference makes a search exponential whatever stands around it.
	if (/^\\(?:[1-9]|k<)/.test(rest)) return null;
	const atom = /^(?:\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|.)/su.exec(rest);
	if (!atom) return null;
	position.at += atom[0].length;
	return { ways: 1, parts: 1 };
}

function repeat(atom: Size, source: string, position: { at: number }): Size {
	const quantifier = QUANTIFIER.exec(source.slice(position.at));
	if (!quantifier) return atom;
	position.at += quantifier[0].length;
	const [, sign, least, open, most] = quantifier;
	const min = sign ? (sign === '+' ? 1 : 0) : Number(least);
	const max = sign ? (sign === '?' ? 1 : Infinity) : !open ? min : most ? Number(most) : Infinity;
	const choices = Math.min(max, PATTERN_TEXT_LIMIT) - Math.min(min, PATTERN_TEXT_LIMIT) + 1;
	const written = Math.max(min, max === Infinity ? 1 : max);
	return {
		ways: choices * (atom.ways === 1 ? 1 : atom.ways ** max),
		parts: Math.max(atom.parts * written, atom.parts)
	};
}
