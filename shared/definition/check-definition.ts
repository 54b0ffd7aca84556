import { GUIDE_TITLES } from '../column/column.ts';
import { titleKey } from '../column/title-key.ts';
import { readExpiration } from '../expiration/read-expiration.ts';
import { checkPattern } from '../validate/check-pattern.ts';
import type { DefinitionContent, Variable } from './definition.ts';

/** What is wrong with a definition beyond its shape; `variable` is an index into its variables. */
export interface DefinitionFault {
	code:
		| 'default-expiration-unreadable'
		| 'title-reserved'
		| 'title-repeated'
		| 'pattern-invalid'
		| 'pattern-too-costly'
		| 'choices-missing'
		| 'bounds-crossed';
	variable?: number;
}

const RESERVED = new Set(Object.values(GUIDE_TITLES).map(titleKey));

/** All that would keep rows of this definition from being read; [] where it may be saved. */
export function checkDefinition(content: DefinitionContent): DefinitionFault[] {
	const faults: DefinitionFault[] = [];
	if (readExpiration(content.defaultExpiration, null).kind !== 'expiration') {
		faults.push({ code: 'default-expiration-unreadable' });
	}
	const titles = new Set<string>();
	for (const [variable, one] of content.variables.entries()) {
		const key = titleKey(one.title);
		if (RESERVED.has(key)) faults.push({ code: 'title-reserved', variable });
		if (titles.has(key)) faults.push({ code: 'title-repeated', variable });
		titles.add(key);
		for (const code of checkVariable(one)) faults.push({ code, variable });
	}
	return faults;
}

function checkVariable({ type, pattern, choices, min, max }: Variable): DefinitionFault['code'][] {
	const faults: DefinitionFault['code'][] = [];
	const verdict = pattern === undefined ? 'ok' : checkPattern(pattern);
	if (verdict === 'invalid') faults.push('pattern-invalid');
	if (verdict === 'too-costly') faults.push('pattern-too-costly');
	if (type === 'choice' && !choices?.length) faults.push('choices-missing');
	if (min !== undefined && max !== undefined && min > max) faults.push('bounds-crossed');
	return faults;
}
