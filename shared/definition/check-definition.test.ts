import { describe, expect, it } from 'vitest';
import { DEMO_CATALOG } from '../fixtures/catalog.ts';
import { fromCatalog } from '../fixtures/from-catalog.ts';
import { checkDefinition } from './check-definition.ts';
import type { Variable } from './definition.ts';

const text: Variable = { title: 'Grade', kind: 'content', type: 'text', required: false };
const check = (...variables: Variable[]) => checkDefinition({ ...fromCatalog('First Aid'), variables });

describe('checkDefinition', () => {
	it('finds nothing in the catalog', () => {
		expect(DEMO_CATALOG.flatMap(checkDefinition)).toEqual([]);
	});

	it('finds what would keep rows from being read', () => {
		expect(checkDefinition({ ...fromCatalog('First Aid'), defaultExpiration: 'soon' })).toEqual([
			{ code: 'default-expiration-unreadable' }
		]);
		expect(check(text, { ...text, title: ' GRADE:' })).toEqual([{ code: 'title-repeated', variable: 1 }]);
		expect(check({ ...text, title: 'First name' })).toEqual([{ code: 'title-reserved', variable: 0 }]);
		expect(check({ ...text, pattern: '(' })).toEqual([{ code: 'pattern-invalid', variable: 0 }]);
		expect(check({ ...text, pattern: '(a+)+' })).toEqual([{ code: 'pattern-too-costly', variable: 0 }]);
		expect(check({ ...text, type: 'choice' })).toEqual([{ code: 'choices-missing', variable: 0 }]);
		expect(check({ ...text, min: 2, max: 1 })).toEqual([{ code: 'bounds-crossed', variable: 0 }]);
	});
});
