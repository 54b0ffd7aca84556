import { titleWords } from '#shared/column/title-key.ts';

/** The title over the keys by which the rows of an export are known again. The same in every language. */
export const ROW_KEY_TITLE = 'Sheaf row';

const KEY_WORD = 'row';
/**
 * What follows "Sheaf" in the titles of the columns that an export adds, in English and French, without accents. Both
 * words are asked for, because a sheet may well have a "State" or a "Source" of its own.
 */
const OWN_WORDS = new Set([KEY_WORD, 'problems', 'problemes', 'state', 'etat', 'source', 'provenance']);

/** Whether Sheaf added the column to an export: what stands in it is no data. */
export function isOwnColumn(title: string): boolean {
	const [first, second, ...more] = titleWords(title);
	return first === 'sheaf' && OWN_WORDS.has(second ?? '') && more.length === 0;
}

/** The position of the column with the rows' keys among a sheet's titles; -1 where there is none. */
export function findRowKeys(titles: readonly string[]): number {
	return titles.findIndex((title) => isOwnColumn(title) && titleWords(title)[1] === KEY_WORD);
}
