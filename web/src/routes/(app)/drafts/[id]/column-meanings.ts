import type { SheetColumn, SheetMeaning } from '#shared/column/column.ts';
import { titleKey } from '#shared/column/title-key.ts';
import type { Definition } from '#shared/definition/definition.ts';
import { m } from '#lib/paraglide/messages.js';

const FIXED = [
	'definition',
	'first-name',
	'last-name',
	'full-name',
	'reversed-name',
	'contact',
	'expiration'
] as const;
const words: Record<Exclude<SheetMeaning, 'variable'>, () => string> = {
	definition: m.draft_meaning_definition,
	'first-name': m.draft_meaning_first_name,
	'last-name': m.draft_meaning_last_name,
	'full-name': m.draft_meaning_full_name,
	'reversed-name': m.draft_meaning_reversed_name,
	contact: m.draft_meaning_contact,
	expiration: m.draft_meaning_expiration,
	ignored: m.draft_meaning_ignored
};
const VARIABLE = 'variable ';

/** What a column is taken for, as a person says it. */
export function wordsOfMeaning({ meaning, title }: SheetColumn): string {
	return meaning === 'variable' ? title : words[meaning]();
}

/** A list of all that a column can mean: the guide's five, a whole name, the variables of the catalog, or nothing. */
export function meaningOptions(catalog: Definition[], own: SheetColumn): { value: string; label: string }[] {
	const variables = new Map<string, string>();
	for (const { archived, variables: all } of catalog)
		for (const { title } of archived ? [] : all)
			if (!variables.has(titleKey(title))) variables.set(titleKey(title), title);
	if (own.meaning === 'variable' && !variables.has(titleKey(own.title)))
		variables.set(titleKey(own.title), own.title);
	const titles = [...variables.values()].sort((a, b) => a.localeCompare(b));
	return [
		...FIXED.map((meaning) => ({ value: meaning as string, label: words[meaning]() })),
		...titles.map((title) => ({ value: VARIABLE + titleKey(title), label: title })),
		{ value: 'ignored', label: words.ignored() }
	];
}

/** A column as one of the options. */
export function optionOf({ meaning, title }: SheetColumn): string {
	return meaning === 'variable' ? VARIABLE + titleKey(title) : meaning;
}

/** What was chosen for a column with this title in its header. */
export function columnOfOption(
	{ value, label }: { value: string; label: string },
	title: string
): SheetColumn {
	if (value.startsWith(VARIABLE)) return { meaning: 'variable', title: label };
	return { meaning: value as SheetMeaning, title };
}
