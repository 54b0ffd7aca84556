import { describe, expect, it } from 'vitest';
import type { Column } from '../column/column.ts';
import { DEMO_CATALOG } from '../fixtures/catalog.ts';
import type { Cell } from '../row/cell.ts';
import {
	columnDateOrders,
	countDateEvidence,
	decideDateOrders,
	recountRow,
	type DatedRow
} from './column-date-orders.ts';

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

	it('decides by a date with dashes whether two digits are the year', () => {
		expect(decide(['27-12-31'], ['35-06-30'])).toEqual({ 0: 'year-first' });
		expect(decide(['27-12-31'], ['28-06-30'])).toEqual({});
	});

	it('asks where the year stands in a date with dashes, whatever dates with slashes say of the day', () => {
		expect(decide(['27-12-31'], ['31/12/2028'])).toEqual({});
		expect(decide(['28-06-05'], ['31/12/2028'], ['35-06-30'])).toEqual({});
		expect(decide(['05-06-28'], ['31/12/2028'])).toEqual({ 0: 'day-first' });
		expect(decide(['27-12-31'], ['15-06-28'], ['31/12/2028'])).toEqual({ 0: 'day-first' });
	});

	it('lets a year of two digits speak against an order, though it decides for none', () => {
		expect(decide(['31/12/2027'], ['12/31/27'], ['05/06/2028'])).toEqual({});
		expect(decide(['12/31/2027'], ['31.12.27'])).toEqual({});
		expect(decide(['31/12/2027'], ['31/12/27'])).toEqual({ 0: 'day-first' });
		expect(decide(['12/31/27'], ['05/06/2028'])).toEqual({});
	});

	it('takes a day that does not exist for no evidence', () => {
		expect(decide(['31/02/2028'], ['03/04/2028'])).toEqual({});
	});

	it('lets no workbook decide for another', () => {
		const from = (digest: string, text: string) => ({ cells: [text], source: { digest } });
		const both = [from('a', '31/12/2028'), from('b', '03/04/2028')];
		const decideOf = (...rows: DatedRow[]) => columnDateOrders(columns, DEMO_CATALOG, rows);
		expect(decideOf(...both)).toEqual({});
		expect(decideOf(...both, from('b', '25/04/2028'))).toEqual({ 0: 'day-first' });
		expect(decideOf(from('a', '31/12/2028'), { cells: ['03/04/2028'], source: null })).toEqual({
			0: 'day-first'
		});
		expect(decideOf(from('a', '31/12/2028'), { ...both[1]!, removed: true })).toEqual({ 0: 'day-first' });
	});

	it('follows an edit without reading the rows again', () => {
		const counts = countDateEvidence(columns, DEMO_CATALOG, rowsOf(['31/12/2028'], ['03/04/2028']));
		recountRow(counts, { cells: ['03/04/2028'] }, { cells: ['12/31/2028'] });
		expect(decideDateOrders(counts)).toEqual({});
		recountRow(counts, { cells: ['31/12/2028'] }, { cells: [''] });
		expect(decideDateOrders(counts)).toEqual({ 0: 'month-first' });
		recountRow(counts, undefined, { cells: ['', '31/12/2028'] });
		expect(decideDateOrders(counts)).toEqual({ 0: 'month-first' });
	});
});
