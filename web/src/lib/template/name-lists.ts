import { formatCount, localeTag } from '#lib/format-time.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Definition } from '#shared/definition/definition.ts';

/** A note with more names would hide the sheet. */
const MOST_NAMES = 6;

/** "First Aid, Forklift and Heights", ending in "and 4 others" where there are many. */
export function listNames(names: readonly string[]): string {
	const shown = names.length > MOST_NAMES ? names.slice(0, MOST_NAMES - 1) : names;
	const more = names.length - shown.length;
	const others = more > 0 ? [m.template_more_names({ count: more, n: formatCount(more) })] : [];
	return new Intl.ListFormat(localeTag(), { type: 'conjunction' }).format([...shown, ...others]);
}

/** The names of the definitions by what `words` says of them. */
export function groupNames<T extends Definition>(
	definitions: readonly T[],
	words: (definition: T) => string
): Map<string, string[]> {
	const groups = new Map<string, string[]>();
	for (const definition of definitions) {
		const key = words(definition);
		groups.set(key, [...(groups.get(key) ?? []), definition.name]);
	}
	return groups;
}
