import type { Cell } from '../row/cell.ts';
import { calendarDate } from './calendar.ts';
import {
	type DateOrder,
	LATEST_YEAR,
	type NumericDate,
	plainFigures,
	readingsOf,
	readNumericDate
} from './numeric-date.ts';

export type { DateOrder } from './numeric-date.ts';

const MONTHS = 12;
/** 3/4/28 */
const SHORTEST = 6;

/**
 * What a date in figures tells of its column. An order: the only one that it can be read in, with a day that exists; with
 * `dashed-`, it has dashes and a year of two digits, and so tells also where the year stands. `against-`: its year has two
 * digits and no dashes, which decides for nothing but speaks against that order. `either`: it can be read in more than one;
 * `open-year`: also with the year first.
 */
export type Told = DateOrder | `dashed-${DateOrder}` | `against-${DateOrder}` | 'either' | 'open-year';

/** null where the cell tells nothing. */
export function tellOrder(cell: Cell | undefined): Told | null {
	if (typeof cell !== 'string' || cell.length < SHORTEST) return null;
	const parts = readNumericDate(plainFigures(cell.trim()));
	if (parts === null || parts.yearFirst) return null;
	const { first, second, year, dashed } = parts;
	if (year < 100) return tellShort(parts, dashed === true);
	if (first === second) return null;
	if (first <= MONTHS && second <= MONTHS) return 'either';
	if (second <= MONTHS && calendarDate(year, second, first)) return 'day-first';
	return first <= MONTHS && calendarDate(year, first, second) ? 'month-first' : null;
}

function tellShort(parts: NumericDate, dashed: boolean): Told | null {
	const readings = readingsOf(parts, LATEST_YEAR);
	const orders = Object.keys(readings) as DateOrder[];
	const [order] = orders;
	if (new Set(Object.values(readings)).size > 1) {
		if (!dashed) return null;
		return readings['year-first'] ? 'open-year' : 'either';
	}
	if (order === undefined || orders.length > 1) return null;
	if (dashed) return `dashed-${order}`;
	return order === 'day-first' ? 'against-month-first' : 'against-day-first';
}
