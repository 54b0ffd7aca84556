import type { DateReading } from '../expiration/read-date.ts';
import type { CellIssue } from './cell-issue.ts';
import { makeError, makeWarning } from './make-issue.ts';

/** What is wrong with a date that is none, for a variable or an expiration. */
export function makeDateError(
	column: number,
	kind: 'date' | 'expiration',
	reading: Exclude<DateReading, { kind: 'date' | 'blank' }>,
	params: CellIssue['params']
): CellIssue {
	if (reading.kind === 'ambiguous') {
		const { 'day-first': dayFirst, 'month-first': monthFirst, 'year-first': yearFirst } = reading.readings;
		const said = {
			...params,
			...(dayFirst && { dayFirst }),
			...(monthFirst && { monthFirst }),
			...(yearFirst && { yearFirst })
		};
		return makeError(column, `${kind}-ambiguous`, said, [...new Set(Object.values(reading.readings))]);
	}
	if (reading.kind === 'year-only') {
		// A card that shows only the year is good to its end; of a day gone by, a year tells nothing.
		const fixes = kind === 'expiration' ? [`${reading.year}-12-31`] : [];
		return makeError(column, `${kind}-year-only`, { ...params, year: reading.year }, fixes);
	}
	return makeError(column, `${kind}-unreadable`, { ...params, ...reading.noSuchDay }, reading.fixes);
}

/** What the issuer should look at in a date that was read from two digits or from a number, or beside another day of the week. */
export function makeDateWarning(
	column: number,
	kind: 'date' | 'expiration',
	{ date, otherWeekday, twoDigitYear }: { date: string; otherWeekday?: true; twoDigitYear?: true },
	params: CellIssue['params']
): CellIssue {
	const reason = otherWeekday ? 'other-weekday' : twoDigitYear ? 'two-digit-year' : 'from-number';
	return makeWarning(column, `${kind}-${reason}`, { ...params, date }, [date]);
}
