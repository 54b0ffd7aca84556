/** Written for "number", in English and French; on both sides of a comparison, so "Certificate No." finds its variable. */
const NUMBER = new Set(['no', 'nr', 'num', 'nbr', 'nb', 'numero', 'number']);
const COMBINING = /[\u0300-\u036f]/g;

/** The words of a title without case, accents and punctuation. */
export function titleWords(title: string): string[] {
	const plain = title
		.slice(0, 200)
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
