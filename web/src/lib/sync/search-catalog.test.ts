import { expect, test } from 'vitest';
import fixture from '#shared/fixtures/catalog.json';
import type { CatalogEntry } from '#shared/contract/catalog.ts';
import { searchCatalog } from './search-catalog.ts';

const entries = fixture.definitions.map((definition) => ({
	...definition,
	version: 1,
	archived: false,
	issued: 0
})) as CatalogEntry[];

const namesOf = (text: string) => searchCatalog(entries, text).map(({ name }) => name);

test.for<[string, string]>([
	['d3v2qmhq', 'First Aid Level 2'],
	['D3V2-QMHQ', 'First Aid Level 2'],
	['fa2', 'First Aid Level 2'],
	['FORKL', 'Forklift Operator'],
	['heights working', 'Working at Heights'],
	['frist aid', 'First Aid Level 2'],
	['forklfit', 'Forklift Operator']
])('%s finds %s first', ([text, name]) => {
	expect(namesOf(text)[0]).toBe(name);
});

test('accents and case make no difference', () => {
	const [first] = entries;
	if (!first) throw new Error('the fixture is empty');
	const accented = [{ ...first, name: 'Évaluation initiale' }];
	expect(searchCatalog(accented, 'evaluation')).toHaveLength(1);
	expect(searchCatalog(accented, 'ÉVAL')).toHaveLength(1);
});

test('nothing typed shows everything, nonsense shows nothing', () => {
	expect(namesOf('  ')).toHaveLength(entries.length);
	expect(namesOf('zzzz')).toEqual([]);
});
