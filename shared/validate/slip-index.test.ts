import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isOneSlip } from '../row/edit-distance.ts';
import { indexSlips } from './slip-index.ts';

it('finds every text that is one slip away, until it is removed', () => {
	const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '.'), maxLength: 6 });
	fc.assert(
		fc.property(fc.array(text, { maxLength: 20 }), text, (texts, other) => {
			const index = indexSlips();
			for (const [id, one] of texts.entries()) index.add(one, id);
			const near = texts.flatMap((one, id) => (isOneSlip(one, other) ? [id] : []));
			expect([...new Set(index.find(other))]).toEqual(expect.arrayContaining(near));
			for (const [id, one] of texts.entries()) index.remove(one, id);
			expect([...index.find(other)]).toEqual([]);
		}),
		{ numRuns: 1000 }
	);
});
