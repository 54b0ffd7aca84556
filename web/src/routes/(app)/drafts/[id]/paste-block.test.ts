import { expect, test } from 'vitest';
import type { GridColumn } from './grid-columns.ts';
import { cellsIn, placeBlock } from './paste-block.ts';

/** Columns 1, 4 and 5 of the draft; the others are not used. */
const columns = [1, 4, 5].map((index): GridColumn => ({ index, title: '', meaning: 'variable', widthPx: 9 }));
const area = (top: number, left: number, bottom = top, right = left) => ({ top, bottom, left, right });

test('the line and the state of selected rows are no cells of the draft', () => {
	expect(cellsIn(area(3, 0, 5, 4), columns)).toEqual({ from: 3, to: 6, columns: [1, 4, 5] });
	expect(cellsIn(area(3, 3), columns)).toEqual({ from: 3, to: 4, columns: [4] });
	expect(cellsIn(area(3, 0, 3, 1), columns)).toEqual({ from: 3, to: 4, columns: [] });
});

test('a block goes down and right from the cell', () => {
	const { block, cut } = placeBlock(
		[
			['a', 'b'],
			['c', 'd']
		],
		area(7, 3),
		columns
	);
	expect(block).toEqual({
		from: 7,
		columns: [4, 5],
		texts: [
			['a', 'b'],
			['c', 'd']
		],
		grow: true
	});
	expect(cut).toBe(0);
});

test('one cell fills the selection, a row goes into each of its rows', () => {
	expect(placeBlock([['x']], area(2, 2, 4, 3), columns).block.texts).toEqual(Array(3).fill(['x', 'x']));
	expect(placeBlock([['x', 'y']], area(2, 2, 3, 3), columns).block.texts).toEqual(Array(2).fill(['x', 'y']));
});

test('a block that does not fit into the selection keeps its own size', () => {
	const pasted = placeBlock([['1'], ['2']], area(0, 2, 2, 2), columns);
	expect(pasted.block.texts).toEqual([['1'], ['2']]);
	expect(pasted.area).toEqual({ top: 0, bottom: 1, left: 2, right: 2 });
});

test('on selected rows it begins at the first cell of the draft', () => {
	const { block } = placeBlock([['a', 'b', 'c']], area(9, 0, 9, 4), columns);
	expect(block).toEqual({ from: 9, columns: [1, 4, 5], texts: [['a', 'b', 'c']], grow: true });
});

test('columns that find no room are counted', () => {
	const { block, cut } = placeBlock([['a', 'b', 'c']], area(0, 4), columns);
	expect(block).toEqual({ from: 0, columns: [5], texts: [['a']], grow: true });
	expect(cut).toBe(2);
});
