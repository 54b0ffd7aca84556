import type { CatalogEntry } from '#shared/contract/catalog.ts';
import { foldText } from '#shared/row/fold-text.ts';

/** Without hyphens too, so that `d3v2qmhq` finds `D3V2-QMHQ`. */
function foldForSearch(text: string): string {
	return foldText(text).replace(/\p{Pd}/gu, '');
}

/** The definitions that contain every word of the search in their name, short name, aliases or ID; best first. */
export function searchCatalog(entries: readonly CatalogEntry[], text: string): CatalogEntry[] {
	const words = foldForSearch(text).split(' ').filter(Boolean);
	if (words.length === 0) return [...entries];
	return entries
		.map((entry) => ({ entry, rank: rankOf(entry, words) }))
		.filter(({ rank }) => rank > 0)
		.sort((a, b) => b.rank - a.rank || a.entry.name.localeCompare(b.entry.name))
		.map(({ entry }) => entry);
}

function rankOf(entry: CatalogEntry, words: string[]): number {
	const places = [entry.id, entry.shortName, entry.name, ...entry.aliases].map(foldForSearch);
	let rank = 0;
	for (const word of words) {
		const best = Math.max(...places.map((place) => wordRank(place, word)));
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
