import { checkDefinition, type DefinitionFault } from '#shared/definition/check-definition.ts';
import type { DefinitionContent } from '#shared/definition/definition.ts';
import { pointerTo, type Fault } from './problem.ts';

/** What keeps a definition from being saved, by its place below `path`. */
export function faultsOfDefinition(content: DefinitionContent, path: (string | number)[]): Fault[] {
	return checkDefinition(content).map(({ code, variable }) => ({
		pointer: pointerTo([...path, ...placeOf(code, variable)]),
		code
	}));
}

const PROPERTIES: Record<DefinitionFault['code'], string> = {
	'default-expiration-unreadable': 'defaultExpiration',
	'title-reserved': 'title',
	'title-repeated': 'title',
	'pattern-invalid': 'pattern',
	'pattern-too-costly': 'pattern',
	'choices-missing': 'choices',
	'bounds-crossed': 'max'
};

function placeOf(code: DefinitionFault['code'], variable?: number): (string | number)[] {
	return variable === undefined ? [PROPERTIES[code]] : ['variables', variable, PROPERTIES[code]];
}
