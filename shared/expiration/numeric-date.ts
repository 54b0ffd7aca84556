import { calendarDate } from './calendar.ts';

/** How 03-04-05 is meant: 3 April, 4 March, or 5 April 2003. */
export type DateOrder = 'day-first' | 'month-first' | 'year-first';

/** Days as `YYYY-MM-DD`. */
export type DateReadings = Partial<Record<DateOrder, string>>;

/** A date in figures. With `yearFirst`, `first` is the month; else which of the two is the month may be open. */
export interface NumericDate {
	first: number;
	second: number;
	/** As written; below 100 where it has two digits, and only there. */
	year: number;
	yearFirst: boolean;
	/** 27-12-31: with dashes, the year may stand first although it has two digits. */
	dashed?: true;
}

const YEAR_LAST = /^(\d{1,2})\s?([/\\_.\-\s\u2010-\u2015])\s?(\d{1,2})\s?\2\s?([1-9]\d{3}|\d{2})\.?$/;
const YEAR_FIRST = /^([1-9]\d{3})\s?([/\\_.\-\s\u2010-\u2015])\s?(\d{1,2})\s?\2\s?(\d{1,2})\.?$/;
const DASH = /[-\u2010-\u2015]/;
const COMPACT = /^([12]\d{3})([01]\d)([0-3]\d)$/;

/** Reads 31/12/2028, 31.12.28, 2028-12-31, 20281231 into its parts; whether such a day exists is not asked here. */
export function readNumericDate(text: string): NumericDate | null {
	const last = YEAR_LAST.exec(text);
	if (last) {
		const parts = { first: +last[1]!, second: +last[3]!, year: +last[4]!, yearFirst: false };
		return DASH.test(last[2]!) ? { ...parts, dashed: true } : parts;
	}
	const first = YEAR_FIRST.exec(text);
	if (first) return { first: +first[3]!, second: +first[4]!, year: +first[1]!, yearFirst: true };
	const compact = COMPACT.exec(text);
	if (compact) return { first: +compact[2]!, second: +compact[3]!, year: +compact[1]!, yearFirst: true };
	return null;
}

/** Two separators, or two kinds of them: 31//12/2028, 31.12/2028. */
const SLIPPED = /^(\d{1,4})\s?[/\\_.\-]+\s?(\d{1,2})\s?[/\\_.\-]+\s?(\d{1,4})\.?$/;

/** A date in figures whose separators are not alike, as it was probably meant; null where it is none. */
export function readSlippedDate(text: string): NumericDate | null {
	const parts = SLIPPED.exec(text);
	return parts && readNumericDate(`${parts[1]}/${parts[2]}/${parts[3]}`);
}

/** Full-width figures and signs, and signs that look like a dash or a slash, as they are on other keyboards. */
export function plainFigures(text: string): string {
	if (!/[\u2044\u2212\u2215\ufe63\uff00-\uff5e]/.test(text)) return text;
	return text
		.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
		.replace(/[\u2212\ufe63]/g, '-')
		.replace(/[\u2044\u2215]/g, '/');
}

/** What two digits of a year may mean at most in an expiration: 28 is 2028 with 2099, and 1928 with 2027. */
export const LATEST_YEAR = 2099;
/** Years ahead that a two-digit year of a variable may mean; beyond, it is of the last century. */
const YEARS_AHEAD = 20;

/** The latest year that two digits may mean in a variable's date, `now` being milliseconds since the epoch. */
export function latestYearAt(now: number): number {
	return new Date(now).getUTCFullYear() + YEARS_AHEAD;
}

/** A year of two digits before the month and the day is not of long ago. */
const YEARS_BACK = 79;

/** The days that a date with its year behind can be, by how it is meant; without those that do not exist. */
export function readingsOf(parts: NumericDate, latestYear: number): DateReadings {
	const { first, second, dashed } = parts;
	const short = parts.year < 100;
	const year = short ? fullYear(parts.year, latestYear) : parts.year;
	const early = fullYear(first, latestYear);
	const isEarly = short && dashed && early >= latestYear - YEARS_BACK;
	const dayFirst = calendarDate(year, second, first);
	const monthFirst = calendarDate(year, first, second);
	const yearFirst = isEarly ? calendarDate(early, second, parts.year) : null;
	return {
		...(dayFirst && { 'day-first': dayFirst }),
		...(monthFirst && { 'month-first': monthFirst }),
		...(yearFirst && { 'year-first': yearFirst })
	};
}

export function fullYear(year: number, latest: number): number {
	return latest - ((((latest - year) % 100) + 100) % 100);
}
