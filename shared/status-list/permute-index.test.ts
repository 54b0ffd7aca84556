import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { permuteIndex } from './permute-index.ts';
import { STATUS_LIST_BITS } from './status-list.ts';

const seeds = fc.uint8Array({ minLength: 16, maxLength: 32 });

describe('permuteIndex', () => {
	test('is a bijection on the list, whatever the seed', () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const seen = new Uint8Array(STATUS_LIST_BITS);
				for (let counter = 0; counter < STATUS_LIST_BITS; counter += 1) {
					const index = permuteIndex(counter, seed);
					if (seen[index] !== 0) return false;
					seen[index] = 1;
				}
				return seen.every((bit) => bit === 1);
			}),
			{ numRuns: 4 }
		);
	});

	test('neighbours land far apart and the whole list is used', () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const indexes = Array.from({ length: 1024 }, (_, counter) => permuteIndex(counter, seed));
				const eighths = new Set(indexes.map((index) => Math.floor((index * 8) / STATUS_LIST_BITS)));
				const gaps = indexes.slice(1).map((index, at) => Math.abs(index - indexes[at]!));
				const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
				// Of a truly random order the mean gap is a third of the list.
				return eighths.size === 8 && mean > STATUS_LIST_BITS / 4 && mean < STATUS_LIST_BITS / 2.4;
			}),
			{ numRuns: 200 }
		);
	});

	test('another seed gives another order', () => {
		const orders = [1, 2, 3].map((fill) => {
			const seed = new Uint8Array(16).fill(fill);
			return Array.from({ length: 8 }, (_, counter) => permuteIndex(counter, seed)).join();
		});
		expect(new Set(orders).size).toBe(3);
	});

	test('refuses what is no place in a list, and a seed that could be guessed', () => {
		const seed = new Uint8Array(16);
		for (const counter of [-1, 0.5, STATUS_LIST_BITS, NaN]) {
			expect(() => permuteIndex(counter, seed)).toThrow(RangeError);
		}
		expect(() => permuteIndex(0, new Uint8Array(15))).toThrow(RangeError);
	});
});
