const DAY_MS = 86_400_000;
/** Day 0 of each system, such that a serial number counts days after it. */
const DAY_0_1900 = Date.UTC(1899, 11, 30);
const DAY_0_1904 = Date.UTC(1904, 0, 1);
/** Excel's 1900 had a 29 February, which no calendar has; the serials before it are one day off. */
const FICTIONAL_DAY = 60;
/** 31 December 9999, where Excel ends. */
const LAST_SERIAL = 2_958_465;
/** Sums of times fall short by a hair; Excel shows the next day from half a millisecond before midnight. */
const HAIR = 0.5 / DAY_MS;

/** The calendar date of a serial number, `YYYY-MM-DD`; null where Excel has no date for it. No time zone takes part. */
export function dateOfSerial(serial: number, date1904: boolean): string | null {
	const day = Math.floor(serial + HAIR);
	const last = date1904 ? LAST_SERIAL - 1462 : LAST_SERIAL;
	if (!(day >= (date1904 ? 0 : 1)) || day > last) return null;
	if (day === FICTIONAL_DAY && !date1904) return null;
	if (date1904) return isoDate(DAY_0_1904 + day * DAY_MS);
	return isoDate(DAY_0_1900 + (day < FICTIONAL_DAY ? day + 1 : day) * DAY_MS);
}

/** Whether Excel shows the day that never was, which is then no date. */
export function isFictionalDay(serial: number, date1904: boolean): boolean {
	return !date1904 && Math.floor(serial + HAIR) === FICTIONAL_DAY;
}

/** The serial number of a calendar date `YYYY-MM-DD` in the 1900 system; null for a date that Excel does not have. */
export function serialOfDate(date: string): number | null {
	const days = (Date.parse(`${date}T00:00:00Z`) - DAY_0_1900) / DAY_MS;
	const serial = days <= FICTIONAL_DAY ? days - 1 : days;
	return dateOfSerial(serial, false) === date ? serial : null;
}

function isoDate(ms: number): string {
	return new Date(ms).toISOString().slice(0, 10);
}
