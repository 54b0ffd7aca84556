/** Letters of one cell's mark: thirty bits, so that two contents share one once in a thousand million. */
const LETTERS = 5;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * What a cell was when it was exported, too short to be read back: enough to tell afterwards whether it was changed since,
 * in Excel or here. The column's title is part of it, for a mark under another title tells nothing.
 */
export function markOf(title: string, text: string): string {
	let hash = hashInto(0x811c9dc5, title);
	hash = hashInto(Math.imul(hash ^ 0x0a, 0x01000193), text);
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	hash ^= hash >>> 16;
	let mark = '';
	for (let i = 0; i < LETTERS; i++) mark += ALPHABET[(hash >>> (6 * i)) & 63]!;
	return mark;
}

/** The mark of the column at this index among a row's marks; null where there is none. */
export function markAt(marks: string, index: number): string | null {
	const mark = marks.slice(index * LETTERS, (index + 1) * LETTERS);
	return mark.length === LETTERS ? mark : null;
}

function hashInto(seed: number, text: string): number {
	let hash = seed;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return hash;
}
