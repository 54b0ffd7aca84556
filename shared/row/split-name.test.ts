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
		['DUPONT Jean Pierre', 'Jean Pierre', 'DUPONT'],
		['VAN GOGH Vincent', 'Vincent', 'VAN GOGH'],
		['JP Morgan', 'JP', 'Morgan'],
		['ANA REYES', 'ANA', 'REYES'],
		['Reyes López, Ana María', 'Ana María', 'Reyes López'],
		['小明', '小明', ''],
		['Suharto', 'Suharto', ''],
		['', '', ''],
		['Dr. Ana Reyes', 'Dr. Ana', 'Reyes'],
		['Dr.Ana Reyes', 'Dr. Ana', 'Reyes'],
		['Prof. Dr. Ana Reyes', 'Prof. Dr. Ana', 'Reyes'],
		['Mme Ana de la Cruz', 'Mme Ana', 'de la Cruz'],
		['M. Paul Roy', 'M. Paul', 'Roy'],
		['Me Paul Roy', 'Me Paul', 'Roy'],
		['Dr. Reyes, Ana', 'Dr. Ana', 'Reyes'],
		['Ana Reyes Jr.', 'Ana', 'Reyes Jr.'],
		['Ana Reyes, Jr.', 'Ana', 'Reyes, Jr.'],
		['Ana María REYES III', 'Ana María', 'REYES III'],
		['Ana Reyes, PhD', 'Ana', 'Reyes, PhD'],
		['Ana Reyes, Ph. D.', 'Ana', 'Reyes, Ph. D.'],
		['Mr. Ana Reyes Sr., MD', 'Mr. Ana', 'Reyes Sr., MD'],
		['Reyes Jr., Ana', 'Ana', 'Reyes Jr.'],
		['Ana Reyes, RN', 'Ana', 'Reyes, RN'],
		['Ana Reyes MBA, P.Eng.', 'Ana', 'Reyes MBA, P.Eng.'],
		['Ana Reyes (she/her)', 'Ana', 'Reyes (she/her)'],
		['Mary St. John', 'Mary', 'St. John'],
		['MARIA DA SILVA', 'MARIA', 'DA SILVA'],
		['LÓPEZ GARCÍA, ANA', 'ANA', 'LÓPEZ GARCÍA'],
		// Which of the two it is nobody can know: the other is found missing.
		['Mr Smith', '', 'Mr Smith'],
		['Mme Roy', '', 'Mme Roy'],
		['Ana Jr.', 'Ana Jr.', ''],
		// No titles.
		['Drew Prof', 'Drew', 'Prof'],
		['Md Karim', 'Md', 'Karim'],
		['Abdul Md', 'Abdul', 'Md'],
		['Mei Li', 'Mei', 'Li'],
		['M.K. Gandhi', 'M.K.', 'Gandhi'],
		['M Night Shyamalan', 'M Night', 'Shyamalan'],
		['Prof', 'Prof', ''],
		['Dr.', 'Dr.', '']
	])('%s, first name first', (name, first, last) => expect(splitName(name, false)).toEqual({ first, last }));
	it.each([
		['Reyes Ana María', 'Ana María', 'Reyes'],
		['REYES LÓPEZ Ana', 'Ana', 'REYES LÓPEZ'],
		['Ana REYES', 'Ana', 'REYES'],
		['de la Cruz Ana', 'Ana', 'de la Cruz'],
		['Reyes, Ana', 'Ana', 'Reyes'],
		['Reyes', '', 'Reyes'],
		['Dr. Reyes Ana', 'Dr. Ana', 'Reyes'],
		['Reyes Dr. Ana', 'Dr. Ana', 'Reyes'],
		['Reyes Ana Jr.', 'Ana', 'Reyes Jr.'],
		['Mme Roy', '', 'Mme Roy']
	])('%s, last name first', (name, first, last) => expect(splitName(name, true)).toEqual({ first, last }));
	it('leaves nothing out', () => {
		const before = fc.constantFrom('', 'Dr. ', 'Dr.', 'M. ', 'Mme Prof. ', 'me ');
		const behind = fc.constantFrom('', ' Jr.', ', PhD', ' III, MD');
		const titled = fc.tuple(before, anyText, behind).map((parts) => parts.join(''));
		const letters = (text: string) => [...text.replace(/[\s,\u200b-\u2060\ufeff]/g, '')].sort().join('');
		fc.assert(
			fc.property(titled, fc.boolean(), (name, reversed) => {
				const { first, last } = splitName(name, reversed);
				expect(letters(first + last)).toBe(letters(name));
			})
		);
	});
});
