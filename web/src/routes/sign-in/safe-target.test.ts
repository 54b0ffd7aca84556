import { expect, test } from 'vitest';
import { safeTarget } from './safe-target.ts';

test('goes to a path of the app', () => {
	expect(safeTarget('/batches/7?search=a')).toBe('/batches/7?search=a');
});

test.for([null, '', 'https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', '/sign-in'])(
	'%s leads to the catalog',
	(to) => {
		expect(safeTarget(to)).toBe('/catalog');
	}
);
