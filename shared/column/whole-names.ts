import type { SheetColumn } from './column.ts';
import { coreKey, WHOLE_NAME_TITLES } from './synonyms.ts';
import { titleKey } from './title-key.ts';

/** Titles that are the last name beside a first name, and the whole name where there is none. */
const EITHER = new Set(['name', 'names', 'nom', 'noms'].map(titleKey));

/**
 * The column that holds both names, where no column holds the first name alone: doubtful, unless its title says in which order
 * they stand. Beside a last name it is the first name alone. null where there is none.
 */
export function findWholeNames(
	columns: readonly SheetColumn[]
): { position: number; column: SheetColumn; isDoubtful: boolean } | null {
	if (columns.some(({ meaning }) => meaning === 'first-name')) return null;
	for (const [position, { meaning, title }] of columns.entries()) {
		const core = coreKey(title);
		const key = titleKey(title);
		const order = WHOLE_NAME_TITLES.get(WHOLE_NAME_TITLES.has(key) ? key : core);
		const isFree = meaning === 'ignored' || (meaning === 'last-name' && EITHER.has(core));
		const isOther = columns.some((column, i) => i !== position && column.meaning === 'last-name');
		// "Name" beside "Surname" is the first name.
		if (isOther && meaning === 'ignored' && EITHER.has(core))
			return { position, column: { meaning: 'first-name', title }, isDoubtful: true };
		if (order === undefined || !isFree || isOther) continue;
		return { position, column: { meaning: order ?? 'full-name', title }, isDoubtful: order === null };
	}
	return null;
}
