import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPlainAddress, readAddress } from './address.ts';

/** What the one pass must agree with. */
const PLAIN = /^(?!')[\w%+'-]+(?:\.[\w%+'-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/;

it('finds plain what the pattern finds plain, and reads it as it is', () => {
	const word = fc.string({ unit: fc.constantFrom(...'aZ09.-_+%\'"@ é'), maxLength: 8 });
	const label = fc.string({ unit: fc.constantFrom(...'ab9--.'), maxLength: 4 });
	const typed = fc.oneof(
		word,
		fc.tuple(word, label, label).map(([local, one, other]) => `${local}@${one}.${other}`),
		fc.tuple(fc.nat(70), fc.nat(70), fc.integer({ min: 1, max: 30 })).map(([local, name, ending]) => {
			return `${'a'.repeat(local)}@${'b'.repeat(name)}.${'c'.repeat(ending)}`;
		})
	);
	fc.assert(
		fc.property(typed, (text) => {
			const plain = PLAIN.test(text) && text.indexOf('@') <= 64 && text.length <= 254;
			expect(isPlainAddress(text)).toBe(plain);
			if (plain) expect(readAddress(text)).toBe(text);
		}),
		{ numRuns: 5000 }
	);
});
