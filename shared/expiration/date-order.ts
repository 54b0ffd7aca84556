import type { Cell } from '../row/cell.ts';
import { readNumericDate } from './numeric-date.ts';

/** How 03/04/2028 is meant: 3 April or 4 March. */
export type DateOrder = 'day-first' | 'month-first';

/**
 * What the cell tells of its column: a date in figures with a year of four digits that can be read in one order only.
 * null where it tells nothing.
 */
export function dateEvidence(cell: Cell | undefined): DateOrder | null {
	if (typeof cell !== 'string' || cell.length < 8) return null;
	const parts = readNumericDate(cell.trim());
	if (parts === null || parts.yearFirst || parts.year < 1000 || parts.first === parts.second) return null;
	if (parts.first > 12 && parts.first <= 31 && parts.second <= 12) return 'day-first';
	if (parts.second > 12 && parts.second <= 31 && parts.first <= 12) return 'month-first';
	return null;
}
