const MOST = 3;
const LONGEST = 40;
const LETTER = /(?![\0-\x7f])\p{L}/u;
/** Letters that names in the west of Europe are full of; others tell sooner that the page is another. */
const USUAL = 'éèêëàâäáçîïíôöóûüúùñßœæøåÉÈÊËÀÂÄÁÇÎÏÍÔÖÓÛÜÚÙÑŒÆØÅ';
const UNUSUAL = new RegExp(`(?![\\0-\\x7f${USUAL}])\\p{L}`, 'u');

/** A few texts with letters beyond ASCII, by which a person can tell whether they were read rightly; titles where there are no others. */
export function findExamples(rows: readonly string[][]): string[] {
	const [titles = [], ...rest] = rows;
	const telling = new Set<string>();
	const others = new Set<string>();
	for (const row of rest) {
		for (const text of row) {
			if (telling.size === MOST) return [...telling];
			if (UNUSUAL.test(text)) telling.add(text.trim().slice(0, LONGEST));
			else if (others.size < MOST && LETTER.test(text)) others.add(text.trim().slice(0, LONGEST));
		}
	}
	const found = [...telling, ...others].slice(0, MOST);
	return found.length > 0 ? found : titles.filter((title) => LETTER.test(title)).slice(0, MOST);
}
