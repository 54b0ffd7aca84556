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
		const [dayFirst, monthFirst] = reading.dates;
		return makeError(column, `${kind}-ambiguous`, { ...params, dayFirst, monthFirst }, reading.dates);
	}
	if (reading.kind === 'year-only') {
		// A card that shows only the year is good to its end; of a day gone by, a year tells nothing.
		const fixes = kind === 'expiration' ? [`${reading.year}-12-31`] : [];
		return makeError(column, `${kind}-year-only`, { ...params, year: reading.year }, fixes);
	}
	return makeError(column, `${kind}-unreadable`, { ...params, ...reading.noSuchDay }, reading.fixes);
}

/** What the issuer should look at in a date that was read from two digits or from a number. */
export function makeDateWarning(
	column: number,
	kind: 'date' | 'expiration',
	reading: { date: string; twoDigitYear?: true },
	params: CellIssue['params']
): CellIssue {
	const code = reading.twoDigitYear ? (`${kind}-two-digit-year` as const) : (`${kind}-from-number` as const);
	return makeWarning(column, code, { ...params, date: reading.date }, [reading.date]);
}
