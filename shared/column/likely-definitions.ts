import type { Definition } from '../definition/definition.ts';
import type { SheetColumn } from './column.ts';
import { titleKey } from './title-key.ts';

/**
 * The definitions that a sheet without an ID column may be for, the likeliest first; archived ones are left out.
 * A required variable that has no column speaks against a definition, as does a variable of others that has one.
 */
export function likelyDefinitions(
	columns: readonly SheetColumn[],
	definitions: readonly Definition[]
): Definition[] {
	return compareAll(columns, definitions)
		.sort((a, b) => b.score - a.score)
		.map(({ definition }) => definition);
}

/** The one definition that the columns can only be for: all its required variables and none of others; else null. */
export function tellDefinition(
	columns: readonly SheetColumn[],
	definitions: readonly Definition[]
): Definition | null {
	const fitting = compareAll(columns, definitions).filter(
		({ present, missing, foreign }) => present > 0 && missing === 0 && foreign === 0
	);
	return fitting.length === 1 ? fitting[0]!.definition : null;
}

function compareAll(columns: readonly SheetColumn[], definitions: readonly Definition[]) {
	const titles = new Set(columns.filter((c) => c.meaning === 'variable').map((c) => titleKey(c.title)));
	return definitions
		.filter((definition) => !definition.archived)
		.map((definition) => {
			const own = new Map(definition.variables.map((variable) => [titleKey(variable.title), variable]));
			const present = [...own.keys()].filter((key) => titles.has(key)).length;
			const missing = [...own].filter(([key, { required }]) => required && !titles.has(key)).length;
			const foreign = titles.size - present;
			const share = own.size === 0 ? 0 : present / own.size;
			return { definition, present, missing, foreign, score: present - 2 * missing - foreign + share };
		});
}
