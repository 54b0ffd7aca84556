/** Words that no one takes for part of the initials, in English and French. */
const SMALL_WORDS = new Set(
	'a an and at by for from in of on or the to with à au aux d de des du en et l la le les ou par pour sur un une'.split(
		' '
	)
);

/**
 * One or two letters that stand for a name on its badge: two in scripts with capitals, one elsewhere (letters of Arabic
 * or Devanagari do not stand side by side as initials). '' if the name has neither letter nor digit.
 */
export function readInitials(name: string): string {
	const words = name.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
	const telling = words.filter((word) => !SMALL_WORDS.has(word.toLowerCase()));
	const [first, second] = telling.length > 0 ? telling : words;
	if (!first) return '';
	const one = firstLetter(first);
	// A number tells nothing as the second initial: "Level 2", "Conference 2026".
	if (!second || !hasCapitals(one) || !hasCapitals(firstLetter(second))) return one;
	return one + firstLetter(second);
}

function firstLetter(word: string): string {
	const [letter = ''] = word.match(/^.\p{M}*/u) ?? [];
	return letter.toUpperCase().match(/^.\p{M}*/u)?.[0] ?? letter;
}

function hasCapitals(letter: string): boolean {
	return letter.toLowerCase() !== letter.toUpperCase();
}
