/** Before it Excel has no days, and nobody who is issued anything has any. */
const FIRST_YEAR = 1900;

/** A day of the Gregorian calendar as `YYYY-MM-DD`; null where there is no such day, or its year is not 1900 to 9999. */
export function calendarDate(year: number, month: number, day: number): string | null {
	if (year < FIRST_YEAR || year > 9999 || month < 1 || month > 12 || day < 1) return null;
	if (day > lastDay(year, month)) return null;
	return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

export function lastDay(year: number, month: number): number {
	if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

// Serials are days since the last of 1899 in Excel's count; 1 January 1920 to the end of 2199. Smaller numbers are
// durations or scores in the wrong column far more often than dates.
const FIRST_SERIAL = 7306;
const LAST_SERIAL = 109_574;
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;

/** The day that Excel means by a serial number, without its time; null where the number is no likely date. */
export function serialDate(serial: number): string | null {
	if (!(serial >= FIRST_SERIAL && serial < LAST_SERIAL + 1)) return null;
	return new Date(SERIAL_EPOCH + Math.floor(serial) * DAY).toISOString().slice(0, 10);
}

function twoDigits(value: number): string {
	return value < 10 ? `0${value}` : `${value}`;
}
