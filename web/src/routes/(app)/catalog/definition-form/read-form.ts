import { GUIDE_TITLES } from '#shared/column/column.ts';
import { titleKey } from '#shared/column/title-key.ts';
import { DefinitionContent, type Variable } from '#shared/definition/definition.ts';
import { readExpiration } from '#shared/expiration/read-expiration.ts';
import { checkPattern } from '#shared/validate/check-pattern.ts';
import { LIMITED_TYPES, PATTERN_TYPES, type DefinitionForm, type VariableForm } from './form.ts';

export type Fault =
	| { code: 'missing' }
	| { code: 'too-long'; limit: number }
	| { code: 'wrong' }
	| { code: 'expiration' }
	| { code: 'title-twice' }
	| { code: 'title-guide' }
	| { code: 'choices-missing' }
	| { code: 'limits' }
	| { code: 'number' }
	| { code: 'pattern' };

/** By place: `name`, `description` …, and for a variable `KEY.title`, `KEY.max` … */
export type Faults = Record<string, Fault>;

const GUIDE_KEYS = new Set(Object.values(GUIDE_TITLES).map(titleKey));

/** What was written, as content that the server takes; or every place that stands in the way. */
export function readForm(form: DefinitionForm): { content: DefinitionContent } | { faults: Faults } {
	const faults: Faults = {};
	const variables = form.variables.map((variable) => readVariable(variable, faults));
	checkTitles(form.variables, faults);
	if (readExpiration(form.defaultExpiration, null).kind !== 'expiration')
		faults.defaultExpiration = { code: 'expiration' };
	const parsed = DefinitionContent.safeParse({
		name: form.name,
		shortName: form.shortName,
		aliases: splitList(form.aliases, /[,;\n]/),
		achievementType: form.achievementType,
		description: form.description,
		criteria: form.criteria,
		defaultExpiration: form.defaultExpiration,
		...(form.image ? { image: form.image } : {}),
		variables
	});
	for (const issue of parsed.error?.issues ?? []) {
		faults[placeOf(issue.path, form)] ??= faultOf(issue);
	}
	if (parsed.success && Object.keys(faults).length === 0) return { content: parsed.data };
	return { faults };
}

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
		if (variable.min !== undefined && variable.max !== undefined && variable.min > variable.max)
			faults[`${form.key}.max`] = { code: 'limits' };
	}
	if (PATTERN_TYPES.includes(form.type) && form.pattern.trim()) {
		variable.pattern = form.pattern.trim();
		if (checkPattern(variable.pattern) !== 'ok') faults[`${form.key}.pattern`] = { code: 'pattern' };
	}
	if (form.type === 'choice') {
		variable.choices = splitList(form.choices, /\n/);
		if (variable.choices.length === 0) faults[`${form.key}.choices`] = { code: 'choices-missing' };
	}
	return variable;
}

/** undefined: no limit; null: not a number. A comma is a decimal comma. */
function readNumber(text: string, whole: boolean): number | undefined | null {
	if (!text.trim()) return undefined;
	const value = Number(text.trim().replace(',', '.').replace('−', '-'));
	if (!Number.isFinite(value) || (whole && (!Number.isInteger(value) || value < 0))) return null;
	return value;
}

function checkTitles(variables: VariableForm[], faults: Faults) {
	const seen = new Set<string>();
	for (const { key, title } of variables) {
		const meaning = titleKey(title);
		if (!title.trim()) continue;
		if (GUIDE_KEYS.has(meaning)) faults[`${key}.title`] = { code: 'title-guide' };
		else if (seen.has(meaning)) faults[`${key}.title`] = { code: 'title-twice' };
		seen.add(meaning);
	}
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
