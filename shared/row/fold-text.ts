const COMBINING = /[\u0300-\u036f]/g;
const PLAIN = /^[a-z0-9]*$/;
const ASCII = /^[\x00-\x7f]*$/;
/** Blanks and invisible marks that `trim` leaves: zero-width space, direction marks, word joiner. */
const EDGES = /^[\s\u200b\u200e\u200f\u2060\ufeff]+|[\s\u200b\u200e\u200f\u2060\ufeff]+$/g;

/** The text without blanks and invisible marks at its ends; nothing inside it is touched. */
export function trimText(text: string): string {
	const trimmed = text.trim();
	if (trimmed === '') return '';
	const first = trimmed.charCodeAt(0);
	const last = trimmed.charCodeAt(trimmed.length - 1);
	return isInvisible(first) || isInvisible(last) ? trimmed.replace(EDGES, '') : trimmed;
}

function isInvisible(code: number): boolean {
	return code >= 0x200b && code <= 0x2060;
}

/** The text for comparing by meaning: no case, no accents, full-width as usual, single blanks. Never shown or kept. */
export function foldText(text: string): string {
	if (PLAIN.test(text)) return text;
	// Nothing of ASCII can be taken apart.
	const bare = ASCII.test(text) ? text : text.normalize('NFKD').replace(COMBINING, '');
	return trimText(bare.toLowerCase().replace(/\s+/g, ' '));
}
