import type { Cell } from '../row/cell.ts';
import { calendarDate } from './calendar.ts';
import {
	type DateOrder,
	LATEST_YEAR,
	type NumericDate,
	readingsOf,
	readNumericDate
} from './numeric-date.ts';

export type { DateOrder } from './numeric-date.ts';

const MONTHS = 12;
/** 3/4/28 */
const SHORTEST = 6;

/**
 * What the cell tells of its column: a date in figures that can be read in one order only, with a day that exists, and a
 * year of four digits or dashes; `either` where it can be read in more than one. null where it tells nothing.
 */
export function tellOrder(cell: Cell | undefined): DateOrder | 'either' | null {
	if (typeof cell !== 'string' || cell.length < SHORTEST) return null;
	const parts = readNumericDate(cell.trim());
	if (parts === null || parts.yearFirst) return null;
	const { first, second, year, dashed } = parts;
	if (dashed && year < 100) return tellShort(parts);
	if (first === second) return null;
	if (first <= MONTHS && second <= MONTHS) return 'either';
	if (second <= MONTHS && calendarDate(year, second, first)) return 'day-first';
	return first <= MONTHS && calendarDate(year, first, second) ? 'month-first' : null;
}

function tellShort(parts: NumericDate): DateOrder | 'either' | null {
	const readings = readingsOf(parts, LATEST_YEAR);
	const orders = Object.keys(readings) as DateOrder[];
	if (new Set(Object.values(readings)).size > 1) return 'either';
	return orders.length === 1 ? orders[0]! : null;
}
