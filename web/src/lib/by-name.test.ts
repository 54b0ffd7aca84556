import { expect, test } from 'vitest';
import { byName } from './by-name.ts';

test('definitions stand by name, whatever order they come in, and what has none comes last', () => {
	const told = [
		{ id: null, name: '' },
		{ id: 'c', name: 'Welding 10' },
		{ id: 'a', name: 'Élagage' },
		{ id: 'd', name: 'Welding 2' },
		{ id: 'b', name: 'Forklift' }
	];
	const nameOf = ({ id, name }: (typeof told)[number]) => (id === null ? null : name);
	const ids = ['a', 'b', 'd', 'c', null];
	expect(byName(told, nameOf).map(({ id }) => id)).toEqual(ids);
	expect(byName(told.toReversed(), nameOf).map(({ id }) => id)).toEqual(ids);
});
