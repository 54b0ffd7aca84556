import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editDistance, isOneSlip } from './edit-distance.ts';

it.each([
	['school', 'shcool', 1],
	['school', 'schol', 1],
	['school', 'schoool', 1],
	['school', 'schoql', 1],
	['school', 'shcol', 2],
	['school', 'school', 0],
	['', 'a', 1],
	['abc', 'xyz', 3]
])('%j and %j are %i apart', (a, b, distance) => {
	expect([editDistance(a, b, 9), editDistance(b, a, 9)]).toEqual([distance, distance]);
});

it('finds one slip wherever the distance is one', () => {
	const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
	fc.assert(
		fc.property(text, text, (a, b) => isOneSlip(a, b) === (editDistance(a, b, 1) === 1)),
		{ numRuns: 5000 }
	);
});
