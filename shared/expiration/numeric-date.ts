/** A date in figures. With `yearFirst`, `first` is the month; else which of the two is the month may be open. */
export interface NumericDate {
	first: number;
	second: number;
	/** As written; below 100 where it has two digits, and only there. */
	year: number;
	yearFirst: boolean;
}

const YEAR_LAST = /^(\d{1,2})\s?([/\\_.\-\s\u2010-\u2015])\s?(\d{1,2})\s?\2\s?([1-9]\d{3}|\d{2})\.?$/;
const YEAR_FIRST = /^([1-9]\d{3})\s?([/\\_.\-\s\u2010-\u2015])\s?(\d{1,2})\s?\2\s?(\d{1,2})\.?$/;
const COMPACT = /^([12]\d{3})([01]\d)([0-3]\d)$/;

/** Reads 31/12/2028, 31.12.28, 2028-12-31, 20281231 into its parts; whether such a day exists is not asked here. */
export function readNumericDate(text: string): NumericDate | null {
	const last = YEAR_LAST.exec(text);
	if (last) return { first: +last[1]!, second: +last[3]!, year: +last[4]!, yearFirst: false };
	const first = YEAR_FIRST.exec(text);
	if (first) return { first: +first[3]!, second: +first[4]!, year: +first[1]!, yearFirst: true };
	const compact = COMPACT.exec(text);
	if (compact) return { first: +compact[2]!, second: +compact[3]!, year: +compact[1]!, yearFirst: true };
	return null;
}
