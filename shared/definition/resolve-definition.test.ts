import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../fixtures/any-text.ts';
import { DEMO_CATALOG } from '../fixtures/catalog.ts';
import { fromCatalog } from '../fixtures/from-catalog.ts';
import { compileResolver } from './resolve-definition.ts';

const resolve = compileResolver(DEMO_CATALOG);
const namesOf = (text: string) => resolve(text).nearest?.map((definition) => definition.shortName);

describe('compileResolver', () => {
	it.each([
		['D3V2-QMHQ', 'First Aid'],
		['d3v2qmhq', 'First Aid'],
		['First Aid Level 2', 'First Aid'],
		['  first   AID level 2', 'First Aid'],
		['first-aid', 'First Aid'],
		['FA2', 'First Aid'],
		['First‑Aid L2', 'First Aid'],
		['firstaid l2', 'First Aid'],
		['forklift', 'Forklift'],
		['Förklift Operator', 'Forklift'],
		['Membership', 'Member'],
		['First Aid Level 2 (D3V2-QMHQ)', 'First Aid'],
		['MN29-GXDJ: forklift driver', 'Forklift']
	])('resolves %j to %s', (text, shortName) => {
		expect(resolve(text).definition?.shortName).toBe(shortName);
	});

	it.each([
		['D3V2-QMHB', 'First Aid'],
		['D3V2-QMQH', 'First Aid'],
		['Frist Aid', 'First Aid'],
		['First Aid Level 3', 'First Aid'],
		['First Aid Level 2 (renewal)', 'First Aid'],
		['Fork lift driver', 'Forklift'],
		['Food Saftey', 'Food Safety'],
		['Heigths', 'Heights']
	])('offers the nearest for %j: %s', (text, shortName) => {
		expect(namesOf(text)?.[0]).toBe(shortName);
	});

	it.each(['Underwater Basket Weaving', '', '42', '__proto__', 'constructor', 'toString'])(
		'offers nothing for %j',
		(text) => {
			expect(resolve(text)).toEqual({ nearest: [] });
		}
	);

	it('resolves to neither of two definitions of one name', () => {
		const twin = { ...fromCatalog('Forklift'), id: 'PYRW-8ZWB', aliases: ['FA2'] };
		const both = compileResolver([fromCatalog('Forklift'), twin, fromCatalog('First Aid')]);
		expect(both('Forklift').nearest?.map((definition) => definition.id)).toEqual(['MN29-GXDJ', 'PYRW-8ZWB']);
		expect(both('FA2').nearest).toHaveLength(2);
		expect(both('PYRW-8ZWB').definition).toBe(twin);
	});

	it('prefers a living definition to an archived one, and never offers an archived one', () => {
		const old = { ...fromCatalog('First Aid'), archived: true };
		const renewed = { ...fromCatalog('First Aid'), id: 'PYRW-8ZWB' };
		expect(compileResolver([old, renewed])('First Aid').definition).toBe(renewed);
		expect(compileResolver([old])('First Aid').definition).toBe(old);
		expect(compileResolver([old])('Frist Aid').nearest).toEqual([]);
	});

	it('never throws, and offers at most three', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				expect(resolve(text).nearest?.length ?? 0).toBeLessThanOrEqual(3);
			})
		);
	});
});
