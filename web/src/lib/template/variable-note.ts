import { formatCount, localeTag } from '#lib/format-time.ts';
import { m } from '#lib/paraglide/messages.js';
import type { TemplateColumn } from '#lib/workbook/template-columns.ts';
import type { Definition, Variable } from '#shared/definition/definition.ts';
import { listNames } from './name-lists.ts';
import { exampleOfPattern } from '#shared/definition/pattern-example.ts';

const MOST_CHOICES = 10;

/** What goes into a variable's column: for which definitions, what kind of value, and an example where one can be known. */
export function variableNote({ uses }: TemplateColumn, definitions: readonly Definition[]): string {
	const kinds = new Map<string, string[]>();
	for (const { definition, variable } of uses) {
		const kind = describeValue(variable);
		kinds.set(kind, [...(kinds.get(kind) ?? []), definition.name]);
	}
	const values = [...kinds].map(([text, names]) =>
		kinds.size === 1 ? text : m.template_for({ names: listNames(names), text })
	);
	return [...describeNeed(uses, definitions), ...values].join('\n');
}

function describeNeed(uses: TemplateColumn['uses'], definitions: readonly Definition[]): string[] {
	const named = (isIn: (definition: Definition) => boolean) => {
		return definitions.filter(isIn).map(({ name }) => name);
	};
	const requiring = new Set(uses.filter((use) => use.variable.required).map((use) => use.definition));
	const having = new Set(uses.map((use) => use.definition));
	const required = named((definition) => requiring.has(definition));
	const optional = named((definition) => having.has(definition) && !requiring.has(definition));
	const lacking = named((definition) => !having.has(definition));
	if (required.length === definitions.length) return [m.template_required()];
	if (optional.length === definitions.length) return [m.template_optional()];
	return [
		...(required.length > 0 ? [m.template_required_for({ names: listNames(required) })] : []),
		...(optional.length > 0 ? [m.template_optional_for({ names: listNames(optional) })] : []),
		...(lacking.length > 0 ? [m.template_not_for({ names: listNames(lacking) })] : [])
	];
}

function describeValue(variable: Variable): string {
	const example = exampleOf(variable);
	return describeType(variable) + (example === null ? '' : `\n${m.template_example({ example })}`);
}

function describeType(variable: Variable): string {
	switch (variable.type) {
		case 'text':
			return [m.template_type_text(), ...describeLength(variable)].join(' ');
		case 'long-text':
			return [m.template_type_long_text(), ...describeLength(variable)].join(' ');
		case 'number':
			return describeNumber(variable);
		case 'date':
			return m.template_type_date();
		case 'yes-no':
			return m.template_type_yes_no();
		case 'choice':
			return describeChoices(variable.choices ?? []);
		case 'url':
			return m.template_type_url();
		case 'email':
			return m.template_type_email();
	}
}

function describeLength({ min, max }: Variable): string[] {
	return [
		...(min === undefined ? [] : [m.template_text_least({ n: formatCount(min) })]),
		...(max === undefined ? [] : [m.template_text_most({ n: formatCount(max) })])
	];
}

function describeNumber({ min, max }: Variable): string {
	const [least, most] = [min, max].map((bound) => (bound === undefined ? '' : decimal(bound)));
	if (least && most) return m.template_type_number_between({ min: least, max: most });
	if (least) return m.template_type_number_least({ min: least });
	return most ? m.template_type_number_most({ max: most }) : m.template_type_number();
}

/** Without the rounding that counts have. */
function decimal(number: number): string {
	return new Intl.NumberFormat(localeTag(), { maximumFractionDigits: 15 }).format(number);
}

function describeChoices(choices: string[]): string {
	if (choices.length <= MOST_CHOICES) return m.template_type_choice({ choices: choices.join(', ') });
	const shown = choices.slice(0, MOST_CHOICES - 1);
	return m.template_type_choice_more({
		choices: shown.join(', '),
		n: formatCount(choices.length - shown.length)
	});
}

/** null where no example is sure to be right, or the choices are all there. */
function exampleOf({ type, pattern, min = 0, max = Infinity }: Variable): string | null {
	switch (type) {
		case 'text':
		case 'long-text':
			return pattern === undefined ? null : exampleOfPattern(pattern);
		case 'number':
			return decimal(numberBetween(min, max));
		case 'date':
			return '2028-12-31';
		case 'url':
			return 'https://example.org/';
		case 'email':
			return 'name@example.org';
		case 'yes-no':
		case 'choice':
			return null;
	}
}

/** Rather high between the bounds, as most marks are, and whole where it can be. */
function numberBetween(min: number, max: number): number {
	if (max === Infinity) return min + 10;
	const number = Math.round((min + 3 * max) / 4);
	return number >= min && number <= max ? number : max;
}
