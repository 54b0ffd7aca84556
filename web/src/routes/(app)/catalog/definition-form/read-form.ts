import { checkDefinition, type DefinitionFault } from '#shared/definition/check-definition.ts';
import { DefinitionContent, type Variable } from '#shared/definition/definition.ts';
import { LIMITED_TYPES, PATTERN_TYPES, type DefinitionForm, type VariableForm } from './form.ts';

export type Fault =
	| { code: 'missing' }
	| { code: 'too-long'; limit: number }
	| { code: 'wrong' }
	| { code: 'number' }
	| { code: DefinitionFault['code'] };

/** By place: `name`, `description` …, and for a variable `KEY.title`, `KEY.max` … */
export type Faults = Record<string, Fault>;

/** What was written, as content that the server takes; or every place that stands in the way. */
export function readForm(form: DefinitionForm): { content: DefinitionContent } | { faults: Faults } {
	const faults: Faults = {};
	const written: DefinitionContent = {
		name: form.name,
		shortName: form.shortName,
		aliases: splitList(form.aliases, /[,;\n]/),
		achievementType: form.achievementType,
		description: form.description,
		criteria: form.criteria,
		defaultExpiration: form.defaultExpiration,
		...(form.image ? { image: form.image } : {}),
		variables: form.variables.map((variable) => readVariable(variable, faults))
	};
	const parsed = DefinitionContent.safeParse(written);
	for (const issue of parsed.error?.issues ?? []) {
		faults[placeOf(issue.path, form)] ??= faultOf(issue);
	}
	for (const { code, variable } of checkDefinition(written)) {
		const key = variable === undefined ? undefined : form.variables[variable]?.key;
		faults[key === undefined ? PLACES[code] : `${key}.${PLACES[code]}`] ??= { code };
	}
	if (parsed.success && Object.keys(faults).length === 0) return { content: parsed.data };
	return { faults };
}

/** Of faults that were found, those that still stand, as they are now; what else is wrong since is not yet told. */
export function faultsLeft(found: Faults, form: DefinitionForm): Faults {
	if (Object.keys(found).length === 0) return found;
	const read = readForm(form);
	if ('content' in read) return {};
	return Object.fromEntries(Object.entries(read.faults).filter(([place]) => place in found));
}

/** Where a fault of the shared rules shows; for a variable, under its key. */
const PLACES: Record<DefinitionFault['code'], string> = {
	'default-expiration-unreadable': 'defaultExpiration',
	'title-reserved': 'title',
	'title-repeated': 'title',
	'pattern-invalid': 'pattern',
	'pattern-too-costly': 'pattern',
	'choices-missing': 'choices',
	'bounds-crossed': 'max'
};

function readVariable(form: VariableForm, faults: Faults): Variable {
	const variable: Variable = {
		title: form.title,
		kind: form.kind,
		type: form.type,
		required: form.required
	};
	if (LIMITED_TYPES.includes(form.type)) {
		for (const limit of ['min', 'max'] as const) {
			const value = readNumber(form[limit], form.type !== 'number');
			if (value === null) faults[`${form.key}.${limit}`] = { code: 'number' };
			else if (value !== undefined) variable[limit] = value;
		}
	}
	if (PATTERN_TYPES.includes(form.type) && form.pattern.trim()) variable.pattern = form.pattern.trim();
	const choices = splitList(form.choices, /\n/);
	if (form.type === 'choice' && choices.length > 0) variable.choices = choices;
	return variable;
}

/** undefined: no limit; null: not a number. A comma is a decimal comma. */
function readNumber(text: string, whole: boolean): number | undefined | null {
	if (!text.trim()) return undefined;
	const value = Number(text.trim().replace(',', '.').replace('−', '-'));
	if (!Number.isFinite(value) || (whole && (!Number.isInteger(value) || value < 0))) return null;
	return value;
}

function splitList(text: string, by: RegExp): string[] {
	return [...new Set(text.split(by).map((part) => part.trim()))].filter(Boolean);
}

function placeOf(path: PropertyKey[], form: DefinitionForm): string {
	const [first, index, third] = path;
	if (first !== 'variables' || typeof index !== 'number') return String(first);
	return `${form.variables[index]?.key ?? index}.${String(third ?? 'title')}`;
}

function faultOf(issue: { code: string; origin?: unknown; maximum?: unknown }): Fault {
	if (issue.code === 'too_small') return { code: 'missing' };
	if (issue.code === 'too_big' && issue.origin === 'string')
		return { code: 'too-long', limit: Number(issue.maximum) };
	return { code: 'wrong' };
}
