import { describe, expect, it } from 'vitest';
import type { Column } from '../column/column.ts';
import { DEMO_CATALOG } from '../fixtures/catalog.ts';
import type { Cell } from '../row/cell.ts';
import { columnDateOrders, countDateEvidence, decideDateOrders, recountCell } from './column-date-orders.ts';

const columns: Column[] = [
	{ meaning: 'expiration', title: 'Expires' },
	{ meaning: 'variable', title: 'Score' },
	{ meaning: 'variable', title: 'Assessed On' }
];
const rowsOf = (...rows: Cell[][]) => rows.map((cells) => ({ cells }));
const decide = (...rows: Cell[][]) => columnDateOrders(columns, DEMO_CATALOG, rowsOf(...rows));

describe('columnDateOrders', () => {
	it('decides each column by its own clear dates', () => {
		expect(decide(['31/12/2028', '31/12/2028', '12/31/2028'], ['03/04/2028'])).toEqual({
			0: 'day-first',
			2: 'month-first'
		});
	});

	it('decides nothing where they disagree, or none is clear', () => {
		expect(decide(['31/12/2028'], ['12/31/2028'])).toEqual({});
		expect(
			decide(['31/12/28'], ['03/04/2028'], ['2028-12-31'], [{ kind: 'date', date: '2028-12-31' }])
		).toEqual({});
	});

	it('follows an edit without reading the rows again', () => {
		const counts = countDateEvidence(columns, DEMO_CATALOG, rowsOf(['31/12/2028'], ['03/04/2028']));
		recountCell(counts, 0, { from: '03/04/2028', to: '12/31/2028' });
		expect(decideDateOrders(counts)).toEqual({});
		recountCell(counts, 0, { from: '31/12/2028', to: '' });
		expect(decideDateOrders(counts)).toEqual({ 0: 'month-first' });
		recountCell(counts, 1, { to: '31/12/2028' });
		expect(decideDateOrders(counts)).toEqual({ 0: 'month-first' });
	});
});
