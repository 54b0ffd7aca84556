import { expect, test } from 'vitest';
import { makeIds } from './make-ids.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('ids are version 4 UUIDs, each from randomness of its own', () => {
	const makeId = makeIds((bytes) => crypto.getRandomValues(bytes));
	const ids = Array.from({ length: 20_000 }, makeId);
	expect(ids.every((id) => UUID.test(id))).toBe(true);
	expect(new Set(ids).size).toBe(ids.length);
});

test('an id is its sixteen bytes in their order', () => {
	const makeId = makeIds((bytes) => bytes.set(Array.from(bytes, (_, i) => i % 16)));
	expect(makeId()).toBe('00010203-0405-4607-8809-0a0b0c0d0e0f');
});
