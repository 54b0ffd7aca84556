import { SSF, type CellObject } from 'xlsx';
import { expect, test } from 'vitest';
import { cellOf } from './cell-of.ts';
import type { ShowNumber } from './number-text.ts';

test('a cell of a kind that there is not is an error and never blank', () => {
	const cell = { t: 'zz', v: 'Zoë' } as unknown as CellObject;
	expect(cellOf(cell, false, SSF.format as ShowNumber)).toEqual({ kind: 'error', text: '#ERROR!' });
});
