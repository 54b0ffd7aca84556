import type { Cell } from '../row/cell.ts';
import { calendarDate } from './calendar.ts';
import { readNumericDate } from './numeric-date.ts';

const MONTHS = 12;
/** 3/4/28 */
const SHORTEST = 6;

/** How 03/04/2028 is meant: 3 April or 4 March. */
export type DateOrder = 'day-first' | 'month-first';

/**
 * What the cell tells of its column: a date in figures that can be read in one order only, with a year of four digits and a
 * day that exists; `either` where it can be read in both. null where it tells nothing.
 */
export function tellOrder(cell: Cell | undefined): DateOrder | 'either' | null {
	if (typeof cell !== 'string' || cell.length < SHORTEST) return null;
	const parts = readNumericDate(cell.trim());
	if (parts === null || parts.yearFirst || parts.first === parts.second) return null;
	const { first, second, year } = parts;
	if (first <= MONTHS && second <= MONTHS) return 'either';
	if (second <= MONTHS && calendarDate(year, second, first)) return 'day-first';
	return first <= MONTHS && calendarDate(year, first, second) ? 'month-first' : null;
}
