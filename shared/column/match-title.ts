import type { Definition } from '../definition/definition.ts';
import { editDistance } from '../row/edit-distance.ts';
import { GUIDE_TITLES, type Meaning } from './column.ts';
import { coreKey, type GuideMeaning, STRONG_SYNONYMS, WEAK_SYNONYMS } from './synonyms.ts';
import { titleKey, unscaledKey, wordsKey } from './title-key.ts';

/** How sure a meaning is. The order is what counts: the surest claim to a meaning keeps it. */
export const SURE = {
	guide: 100,
	variable: 90,
	synonym: 80,
	wordier: 70,
	plural: 60,
	mistyped: 50,
	weak: 30
};

/** Longer titles are sentences; comparing them letter by letter would only cost time. */
const LONGEST_TYPED = 40;

/** A meaning that a title may have; for a variable, `title` is the variable's own title. */
export interface TitleMatch {
	meaning: Exclude<Meaning, 'ignored'>;
	title: string;
	/** Higher is surer; 100 is the guide's own title. */
	sureness: number;
}

const GUIDE = new Map(
	(Object.entries(GUIDE_TITLES) as [GuideMeaning, string][]).map(([meaning, title]) => [
		titleKey(title),
		meaning
	])
);

/** The variables of all definitions by the key of their title. The first spelling is the column's. */
export function indexVariables(definitions: readonly Definition[]): Map<string, string> {
	const titles = new Map<string, string>();
	const live = definitions.filter((definition) => !definition.archived);
	for (const definition of [...live, ...definitions.filter((definition) => definition.archived)]) {
		for (const { title } of definition.variables) {
			if (!titles.has(titleKey(title))) titles.set(titleKey(title), title);
		}
	}
	return titles;
}

/** Every meaning that the title may have, the surest first, at most one for each meaning and variable. */
export function matchTitle(title: string, definitions: readonly Definition[]): TitleMatch[] {
	return matchAgainst(title, indexVariables(definitions));
}

/** `matchTitle` against variables that `indexVariables` has indexed once. */
export function matchAgainst(title: string, variables: ReadonlyMap<string, string>): TitleMatch[] {
	const matches = new Map<string, TitleMatch>();
	function claim(meaning: TitleMatch['meaning'], own: string, sureness: number) {
		const place = meaning === 'variable' ? `variable ${own}` : meaning;
		const known = matches.get(place);
		if (!known || known.sureness < sureness) matches.set(place, { meaning, title: own, sureness });
	}
	const key = titleKey(title);
	if (key === '') return [];
	const unscaled = unscaledKey(title);
	const core = coreKey(title);

	const guide = GUIDE.get(key);
	if (guide) claim(guide, title.trim(), SURE.guide);
	const own = variables.get(key);
	if (own !== undefined) claim('variable', own, SURE.variable);
	const strong = STRONG_SYNONYMS.get(key);
	if (strong) claim(strong, title.trim(), SURE.synonym);
	const wordier = STRONG_SYNONYMS.get(core) ?? GUIDE.get(core);
	// "Student ID" is not the guide's ID.
	if (wordier && wordier !== 'definition') claim(wordier, title.trim(), SURE.wordier);
	const weak = WEAK_SYNONYMS.get(key);
	if (weak) claim(weak, title.trim(), SURE.weak);
	const sorted = wordsKey(title);
	for (const [variable, spelling] of variables) {
		if (sorted !== null && variable !== key && sorted === wordsKeyOf(spelling)) {
			claim('variable', spelling, SURE.wordier);
		}
		const bare = /\d/.test(variable) ? unscaledKey(spelling) : null;
		// "Score /20" is another number than "Score /100".
		const isScaled = (unscaled === null) !== (bare === null) && (unscaled ?? key) === (bare ?? variable);
		const near = isScaled ? SURE.wordier : compareKeys(key, variable);
		if (near) claim('variable', spelling, near);
	}
	for (const titles of [GUIDE, STRONG_SYNONYMS]) {
		for (const [known, meaning] of titles) {
			const near = compareKeys(core, known);
			if (near && known.length >= 5) claim(meaning, title.trim(), near - 1);
		}
	}
	return [...matches.values()].sort((a, b) => b.sureness - a.sureness);
}

/** Variables are few, and asked about for each cell of many lines. */
const wordsKeys = new Map<string, string | null>();
const REMEMBERED = 2000;

function wordsKeyOf(spelling: string): string | null {
	const known = wordsKeys.get(spelling);
	if (known !== undefined) return known;
	if (wordsKeys.size >= REMEMBERED) wordsKeys.clear();
	const made = wordsKey(spelling);
	wordsKeys.set(spelling, made);
	return made;
}

function compareKeys(key: string, known: string): number {
	if (key === known || key.length > LONGEST_TYPED) return 0;
	if (key === `${known}s` || known === `${key}s`) return SURE.plural;
	const slips = known.length >= 9 ? 2 : known.length >= 5 ? 1 : 0;
	// People seldom mistype the first letter, and other words begin with another.
	if (slips === 0 || key.length < 4 || key[0] !== known[0]) return 0;
	const distance = editDistance(key, known, slips);
	return distance <= slips ? SURE.mistyped - 5 * distance : 0;
}
