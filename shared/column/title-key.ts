/** Written for "number", in English and French; on both sides of a comparison, so "Certificate No." finds its variable. */
const NUMBER = new Set(['no', 'nr', 'num', 'nbr', 'nb', 'numero', 'number']);
/** What a mark is out of, at a title's end: "Score /100", "Note (sur 20)". */
const SCALE = /\s*[([]?\s*(?:\/|\b(?:out of|sur)\b)\s*\d{1,6}\s*[)\]]?\s*$/iu;
const COMBINING = /[\u0300-\u036f]/g;

/** The words of a title without case, accents and punctuation. */
export function titleWords(title: string): string[] {
	const plain = title
		.slice(0, 200)
		.replace(/^\s*\d{1,2}\s*[.)]\s*(?=\D)/u, '')
		.replace(/n°|№|#/giu, ' number ')
		.normalize('NFKD')
		.replace(COMBINING, '')
		.toLowerCase()
		.replace(/['’]/g, ' ')
		.replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
		.trim();
	return plain === '' ? [] : plain.split(' ').map((word) => (NUMBER.has(word) ? 'number' : word));
}

/** Titles with the same key mean the same column. A title of punctuation alone is its own key. */
export function titleKey(title: string): string {
	return titleWords(title).join('') || title.trim();
}

/** The key of a title without the scale that its numbers are on; null where it names none. */
export function unscaledKey(title: string): string | null {
	return SCALE.test(title) ? titleKey(title.replace(SCALE, '')) : null;
}

/** Short forms and the French word for what many variables are called by. */
const SAME_WORDS: Record<string, string> = {
	cert: 'certificate',
	certif: 'certificate',
	certificat: 'certificate'
};
const LINKS = new Set('of the de du des d la le l'.split(' '));

/** The words that count, in the order of the alphabet: "N° de certificat" and "Cert No" are one. null for one word alone. */
export function wordsKey(title: string): string | null {
	const words = titleWords(title).filter((word) => !LINKS.has(word));
	if (words.length < 2) return null;
	return words
		.map((word) => (Object.hasOwn(SAME_WORDS, word) ? SAME_WORDS[word]! : word))
		.sort()
		.join(' ');
}
