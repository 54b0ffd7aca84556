import type { DefinitionContent, Variable } from '#shared/definition/definition.ts';

/** A variable as it is being written: every number and list still the text that was typed. */
export interface VariableForm {
	/** Follows the variable while it is moved; never leaves the page. */
	key: string;
	title: string;
	kind: Variable['kind'];
	type: Variable['type'];
	required: boolean;
	min: string;
	max: string;
	pattern: string;
	/** One on each line. */
	choices: string;
}

/** A definition as it is being written. */
export interface DefinitionForm {
	name: string;
	shortName: string;
	/** Separated by commas. */
	aliases: string;
	achievementType: DefinitionContent['achievementType'];
	description: string;
	criteria: string;
	defaultExpiration: string;
	image: string | undefined;
	variables: VariableForm[];
}

export function emptyForm(): DefinitionForm {
	return {
		name: '',
		shortName: '',
		aliases: '',
		achievementType: 'Certificate',
		description: '',
		criteria: '',
		defaultExpiration: 'never',
		image: undefined,
		variables: []
	};
}

export function emptyVariable(key: string): VariableForm {
	return {
		key,
		title: '',
		kind: 'content',
		type: 'text',
		required: false,
		min: '',
		max: '',
		pattern: '',
		choices: ''
	};
}

export function formOf(content: DefinitionContent, makeKey: () => string): DefinitionForm {
	return {
		name: content.name,
		shortName: content.shortName,
		aliases: content.aliases.join(', '),
		achievementType: content.achievementType,
		description: content.description,
		criteria: content.criteria,
		defaultExpiration: content.defaultExpiration,
		image: content.image,
		variables: content.variables.map((variable) => ({
			key: makeKey(),
			title: variable.title,
			kind: variable.kind,
			type: variable.type,
			required: variable.required,
			min: variable.min === undefined ? '' : String(variable.min),
			max: variable.max === undefined ? '' : String(variable.max),
			pattern: variable.pattern ?? '',
			choices: variable.choices?.join('\n') ?? ''
		}))
	};
}

/** Which limits a type of variable has. */
export const LIMITED_TYPES: readonly Variable['type'][] = ['text', 'long-text', 'number'];
export const PATTERN_TYPES: readonly Variable['type'][] = ['text'];
