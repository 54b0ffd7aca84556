import { expect, test } from 'vitest';
import { leaveEdit, moveInGrid } from './grid-moves.ts';

const size = { rows: 100, columns: 8, page: 10 };
const press = (key: string, row: number, column: number, far = false) =>
	moveInGrid({ row, column }, { key, ctrlKey: far, metaKey: false }, size);

test.for<[string, [number, number], boolean, [number, number]]>([
	['ArrowDown', [4, 3], false, [5, 3]],
	['ArrowDown', [99, 3], false, [99, 3]],
	['ArrowDown', [4, 3], true, [99, 3]],
	['ArrowUp', [0, 3], false, [0, 3]],
	['ArrowLeft', [4, 0], false, [4, 0]],
	['ArrowRight', [4, 3], true, [4, 7]],
	['Home', [4, 3], false, [4, 0]],
	['Home', [4, 3], true, [0, 0]],
	['End', [4, 3], true, [99, 7]],
	['PageDown', [95, 3], false, [99, 3]],
	['PageUp', [25, 3], false, [15, 3]]
])('%s from %s (far: %s) leads to %s', ([key, [row, column], far, [toRow, toColumn]]) => {
	expect(press(key, row, column, far)).toEqual({ row: toRow, column: toColumn });
});

test('other keys do not move', () => {
	expect(press('a', 1, 1)).toBeNull();
	expect(press('Enter', 1, 1)).toBeNull();
});

test('Tab goes on at the next row, past the columns that cannot be edited', () => {
	expect(leaveEdit({ row: 3, column: 7 }, 'forward', { size, firstEditable: 2 })).toEqual({
		row: 4,
		column: 2
	});
	expect(leaveEdit({ row: 3, column: 2 }, 'back', { size, firstEditable: 2 })).toEqual({ row: 2, column: 7 });
	expect(leaveEdit({ row: 3, column: 4 }, 'forward', { size, firstEditable: 2 })).toEqual({
		row: 3,
		column: 5
	});
	expect(leaveEdit({ row: 3, column: 4 }, 'down', { size, firstEditable: 2 })).toEqual({ row: 4, column: 4 });
	expect(leaveEdit({ row: 3, column: 4 }, 'leave', { size, firstEditable: 2 })).toBeNull();
});
