import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashText, makeSingleRows, NOBODY } from './single-rows.ts';

it('holds what a Map would, whatever is added and removed', () => {
	// Few hashes, many of them neighbours, so that rows stand in each other's way.
	const hash = fc.oneof(fc.nat(40), fc.integer({ min: -5, max: 5 }), fc.integer());
	fc.assert(
		fc.property(fc.array(fc.tuple(hash, fc.boolean()), { maxLength: 3000, size: 'max' }), (steps) => {
			const rows = makeSingleRows(0);
			const model = new Map<number, number>();
			for (const [row, [hash, adds]] of steps.entries()) {
				if (!adds) {
					rows.remove(hash);
					model.delete(hash);
				} else {
					expect(rows.claim(hash, row)).toBe(model.get(hash) ?? NOBODY);
					if (!model.has(hash)) model.set(hash, row);
				}
			}
			for (const [hash, row] of model) expect(rows.claim(hash, -7)).toBe(row);
		}),
		{ numRuns: 100 }
	);
});

it('tells texts and seeds apart', () => {
	const hashes = Array.from({ length: 10_000 }, (_, i) => hashText(`recipient-${i}@example.org`, i % 3));
	expect(new Set(hashes).size).toBe(10_000);
});
