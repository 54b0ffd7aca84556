import { expect, test } from 'vitest';
import { HEADER_PX, ROW_PX } from './grid-layout.ts';
import { GridWindow } from './grid-window.svelte.ts';

const HEIGHT_PX = 10 * ROW_PX;

function scrolledTo(row: number, rows: { total: number; focused: number }): GridWindow {
	const shown = new GridWindow(() => rows);
	shown.topPx = row * ROW_PX;
	shown.heightPx = HEIGHT_PX;
	shown.rest();
	return shown;
}

test.for<[string, number, number, { first: number; last: number }]>([
	['at the top', 1000, 0, { first: 0, last: 23 }],
	['in the middle', 1000, 500, { first: 494, last: 517 }],
	['at the end', 1000, 990, { first: 977, last: 1000 }],
	['with few rows', 3, 0, { first: 0, last: 3 }],
	['with none', 0, 0, { first: 0, last: 0 }]
])('%s the rows that are seen and some around them are in the page', ([, total, row, range]) => {
	const { first, last, positions } = scrolledTo(row, { total, focused: row });
	expect({ first, last }).toEqual(range);
	expect(positions).toEqual(Array.from({ length: last - first }, (_, index) => first + index));
});

test('the row with the focus stays in the page when it is scrolled away', () => {
	const { positions } = scrolledTo(500, { total: 1000, focused: 7 });
	expect(positions).toHaveLength(24);
	expect(positions).toContain(7);
});

test('a page keeps one row, and moves by one at least', () => {
	const shown = scrolledTo(0, { total: 1000, focused: 0 });
	shown.heightPx = HEADER_PX + HEIGHT_PX;
	expect(shown.pageRows).toBe(9);
	shown.heightPx = 0;
	expect(shown.pageRows).toBe(1);
});

test('while it is flung, only what is seen is in the page; a slow hand has the rows around it too', () => {
	const shown = scrolledTo(500, { total: 1000, focused: 500 });
	shown.scrollTo(503 * ROW_PX);
	expect([shown.first, shown.last]).toEqual([497, 520]);
	shown.scrollTo(520 * ROW_PX);
	expect([shown.first, shown.last]).toEqual([520, 531]);
	shown.rest();
	expect([shown.first, shown.last]).toEqual([514, 537]);
});

test('before it has come to rest for the first time, only what is seen is in the page', () => {
	const shown = new GridWindow(() => ({ total: 1000, focused: 0 }));
	shown.heightPx = HEIGHT_PX;
	expect([shown.first, shown.last]).toEqual([0, 11]);
	shown.rest();
	expect([shown.first, shown.last]).toEqual([0, 23]);
});
