import { expect, test } from 'vitest';
import { orderSlots, reuseSlots } from './row-slots.ts';

const shown = (slots: { id: number; position: number }[]) => slots.map(({ id, position }) => [id, position]);
const first = reuseSlots([], [0, 1, 2, 3]);

test('rows that stay keep their elements, those that come take the free ones', () => {
	expect(shown(first)).toEqual([
		[0, 0],
		[1, 1],
		[2, 2],
		[3, 3]
	]);
	const next = reuseSlots(first, [2, 3, 4, 5]);
	expect(shown(next)).toEqual([
		[0, 4],
		[1, 5],
		[2, 2],
		[3, 3]
	]);
	expect(next[2]).toBe(first[2]);
});

test('more rows take more elements, fewer leave some', () => {
	expect(shown(reuseSlots(first, [1, 2, 3, 4, 5]))).toEqual([
		[0, 4],
		[1, 1],
		[2, 2],
		[3, 3],
		[4, 5]
	]);
	expect(shown(reuseSlots(first, [2, 9]))).toEqual([
		[0, 9],
		[2, 2]
	]);
	expect(reuseSlots(first, [])).toEqual([]);
});

test('at rest the elements stand in the rows’ order, but the one with the focus stays', () => {
	const turned = reuseSlots(first, [2, 3, 4, 5]);
	expect(shown(orderSlots(turned, 90))).toEqual([
		[0, 2],
		[1, 3],
		[2, 4],
		[3, 5]
	]);
	expect(shown(orderSlots(turned, 3))).toEqual([
		[0, 2],
		[1, 4],
		[2, 5],
		[3, 3]
	]);
	const ordered = orderSlots(turned, 90);
	expect(orderSlots(ordered, 90).every((slot, index) => slot === ordered[index])).toBe(true);
});
