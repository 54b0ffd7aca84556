import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../fixtures/any-text.ts';
import { splitName } from './split-name.ts';

describe('splitName', () => {
	it.each([
		['Ana Reyes', 'Ana', 'Reyes'],
		[' Ana  María Reyes ', 'Ana María', 'Reyes'],
		['Jan van der Berg', 'Jan', 'van der Berg'],
		['Ana María REYES LÓPEZ', 'Ana María', 'REYES LÓPEZ'],
		['ANA REYES', 'ANA', 'REYES'],
		['Reyes López, Ana María', 'Ana María', 'Reyes López'],
		['小明', '小明', ''],
		['Suharto', 'Suharto', ''],
		['', '', '']
	])('%s, first name first', (name, first, last) => expect(splitName(name, false)).toEqual({ first, last }));
	it.each([
		['Reyes Ana María', 'Ana María', 'Reyes'],
		['REYES LÓPEZ Ana', 'Ana', 'REYES LÓPEZ'],
		['de la Cruz Ana', 'Ana', 'de la Cruz'],
		['Reyes, Ana', 'Ana', 'Reyes'],
		['Reyes', '', 'Reyes']
	])('%s, last name first', (name, first, last) => expect(splitName(name, true)).toEqual({ first, last }));
	it('leaves nothing out', () => {
		const letters = (text: string) => [...text.replace(/[\s,\u200b-\u2060\ufeff]/g, '')].sort().join('');
		fc.assert(
			fc.property(anyText, fc.boolean(), (name, reversed) => {
				const { first, last } = splitName(name, reversed);
				expect(letters(first + last)).toBe(letters(name));
			})
		);
	});
});
