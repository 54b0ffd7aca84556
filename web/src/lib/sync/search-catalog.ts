import type { CatalogEntry } from '#shared/contract/catalog.ts';
import { isOneSlip } from '#shared/row/edit-distance.ts';
import { foldText } from '#shared/row/fold-text.ts';

/** Without hyphens too, so that `d3v2qmhq` finds `D3V2-QMHQ`. */
function foldForSearch(text: string): string {
	return foldText(text).replace(/\p{Pd}/gu, '');
}

/**
 * The definitions that contain every word of the search in their name, short name, aliases or ID; best first. Where none
 * does, those in which a word may be a typing slip away.
 */
export function searchCatalog(entries: readonly CatalogEntry[], text: string): CatalogEntry[] {
	const words = foldForSearch(text).split(' ').filter(Boolean);
	if (words.length === 0) return [...entries];
	const found = rankAll(entries, words, wordRank);
	return found.length ? found : rankAll(entries, words, slipRank);
}

type WordRank = (place: string, word: string) => number;

function rankAll(entries: readonly CatalogEntry[], words: string[], rankWord: WordRank): CatalogEntry[] {
	return entries
		.map((entry) => ({ entry, rank: rankOf(entry, words, rankWord) }))
		.filter(({ rank }) => rank > 0)
		.sort((a, b) => b.rank - a.rank || a.entry.name.localeCompare(b.entry.name))
		.map(({ entry }) => entry);
}

function rankOf(entry: CatalogEntry, words: string[], rankWord: WordRank): number {
	const places = [entry.id, entry.shortName, entry.name, ...entry.aliases].map(foldForSearch);
	let rank = 0;
	for (const word of words) {
		const best = Math.max(...places.map((place) => rankWord(place, word)));
		if (best === 0) return 0;
		rank += best;
	}
	return rank;
}

function wordRank(place: string, word: string): number {
	if (place === word) return 4;
	if (place.startsWith(word)) return 3;
	if (place.includes(` ${word}`)) return 2;
	return place.includes(word) ? 1 : 0;
}

/** A slip in a short word makes another word of it. */
const LEAST_LETTERS = 4;

function slipRank(place: string, word: string): number {
	const rank = wordRank(place, word);
	if (rank > 0 || word.length < LEAST_LETTERS) return rank;
	return place.split(' ').some((other) => isOneSlip(other, word)) ? 1 : 0;
}
