import { type Cell, textOf } from '../row/cell.ts';
import { foldText, trimText } from '../row/fold-text.ts';
import { calendarDate, lastDay, serialDate } from './calendar.ts';
import { findWeekday, isSilent, isTail, readWordedDate } from './date-in-words.ts';
import {
	type DateOrder,
	type DateReadings,
	fullYear,
	LATEST_YEAR,
	type NumericDate,
	plainFigures,
	readingsOf,
	readNumericDate,
	readSlippedDate
} from './numeric-date.ts';

/**
 * What a cell was understood as. A `date` is a day that exists; `twoDigitYear` and `fromNumber` say how it was come by,
 * `otherWeekday` that the day of the week beside it is another. `ambiguous` carries all readings. `fixes` of an unreadable one are days that may have been meant; `noSuchDay`
 * is what it says where that is no day of the calendar, such as 31 February.
 */
export type DateReading =
	| { kind: 'date'; date: string; twoDigitYear?: true; fromNumber?: true; otherWeekday?: true }
	| { kind: 'ambiguous'; readings: DateReadings }
	| { kind: 'year-only'; year: string }
	| { kind: 'unreadable'; fixes: string[]; noSuchDay?: NoSuchDay }
	| { kind: 'blank' };

/** A day that a month of that year does not have. */
export interface NoSuchDay {
	day: number;
	month: number;
	year: number;
}

const MONTHS = 12;
const LONGEST_MONTH = 31;
/** No way to write a date is longer. */
const LONGEST_DATE = 60;
const UNREADABLE: DateReading = { kind: 'unreadable', fixes: [] };
const MONTH_AND_YEAR = /^(\d{1,2})\s?[/.-]\s?(\d{4})$/;
const YEAR_AND_MONTH = /^(\d{4})\s?[/.-]\s?(\d{1,2})$/;
/** 31122028 or 12312028: what Excel leaves of it once it is a number may lack a leading zero, so it is only offered. */
const COMPACT_YEAR_LAST = /^(\d{2})(\d{2})((?:19|20|21)\d{2})$/;
/** What stands around a date that was copied out of a sentence. */
const WRAPPING = /^["'“”«(\[\s]+|["'“”»)\]\s]+$/g;
const CLOCK = String.raw`\d{1,2}(?:\s?[:h]\s?\d{2}(?::\d{2}(?:[.,]\d+)?)?|\s?h|\s?(?=[ap]\.?m))\s*(?:[ap]\.?m\.?)?`;
const ZONE = String.raw`z|utc|gmt|[acemnp][sd]?t|h[ane][acenpr]|cest|bst|[+-]\d{2}:?\d{2}`;
const TIME = new RegExp(
	String.raw`(?:[\sT]+|,\s*)(?:at |by |à )?(?:(?:${CLOCK})\s*(?:${ZONE})?|(?:12 )?(?:midnight|noon)|minuit|midi|end of day|eod|fin de journée)$`,
	'i'
);
/** Short for Tuesday in French, and for March as well: "mar. 3 mars 2029". */
const MARDI = /^(?:le\s+)?mar\.?,?\s+(?=\d)/i;
const MARDI_BEHIND = /(?<=[/.-]\d{4}[\s,(]+)mar\.?$/i;
/** "l5/12/2028": an l right before figures was meant for one of them, other than in "l'", "à " or "à: ". */
const STRAY_LETTER = /[|!]|(?<![\p{L}\p{M}])\p{L}\p{M}*(?![\p{L}\p{M}'’´`:\s])/u;
/** Letters that look like a figure, and are no part of a word. */
const LIKE_FIGURES = /(?<!\p{L})[\d|lIOo]+(?!\p{L})/gu;
/** A word behind the figures. */
const TAIL = /(?<=\d)[\s,(]+(\p{L}+)\.?$/u;

/**
 * Reads a date in the usual English and French ways. `order` decides between 3 April and 4 March; null: they stay
 * ambiguous. Times and zones are dropped: the date is the one that was written. Never throws.
 */
export function readDate(
	cell: Cell | undefined,
	order: DateOrder | null,
	latestYear = LATEST_YEAR
): DateReading {
	if (cell === undefined || cell === '') return { kind: 'blank' };
	if (typeof cell !== 'string' && cell.kind === 'date') return readDateCell(cell.date);
	if (typeof cell !== 'string' && cell.kind === 'number') return readNumber(cell.value);
	const trimmed = plainFigures(trimText(textOf(cell)));
	if (trimmed === '') return { kind: 'blank' };
	if (trimmed.length > LONGEST_DATE) return UNREADABLE;
	if (/^\d{4}$/.test(trimmed) || /^\d{5}(?:\.\d+)?$/.test(trimmed)) return readNumber(+trimmed);
	const text = trimmed.replace(TIME, '').replace(WRAPPING, '').replace(MARDI_BEHIND, 'mardi');
	if (MARDI.test(text)) {
		const reading = readWritten(text.replace(MARDI, 'mardi '), order, latestYear);
		if (reading.kind === 'date' || reading.kind === 'ambiguous') return reading;
	}
	const reading = readWritten(text, order, latestYear);
	if (reading.kind !== 'unreadable' || reading.fixes.length > 0) return reading;
	const figures = text.replace(LIKE_FIGURES, (run) => run.replace(/[|lI]/g, '1').replace(/[Oo]/g, '0'));
	const meant = figures === text ? reading : offerAll(readWritten(figures, order, latestYear));
	return meant.kind === 'unreadable' ? meant : reading;
}

function readWritten(written: string, order: DateOrder | null, latestYear: number): DateReading {
	const reading = readText(dropTail(dropLead(written)), order, latestYear);
	const isDay = reading.kind === 'date' || reading.kind === 'ambiguous';
	const weekday = isDay && /[a-z]{3}/i.test(written) ? findWeekday(foldText(written)) : null;
	return weekday === null ? reading : compareWeekday(reading, weekday);
}

/** The day of the week may decide between day and month; where it is another one, somebody must look. */
function compareWeekday(reading: DateReading, weekday: number): DateReading {
	const isOn = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay() === weekday;
	if (reading.kind === 'date') return isOn(reading.date) ? reading : { ...reading, otherWeekday: true };
	if (reading.kind !== 'ambiguous') return reading;
	const [date, other] = new Set(Object.values(reading.readings).filter(isOn));
	return date !== undefined && other === undefined ? dated(date) : reading;
}

function readText(text: string, order: DateOrder | null, latestYear: number): DateReading {
	if (/^\d{4}$/.test(text)) return readNumber(+text);
	const numeric = readNumericDate(text);
	if (numeric) return decide(numeric, order, latestYear);
	const month = MONTH_AND_YEAR.exec(text);
	if (month) return endOfMonth(+month[2]!, +month[1]!);
	const turned = YEAR_AND_MONTH.exec(text);
	if (turned) return endOfMonth(+turned[1]!, +turned[2]!);
	const compact = COMPACT_YEAR_LAST.exec(text);
	if (compact) return offerBoth(+compact[3]!, +compact[1]!, +compact[2]!);
	const slipped = readSlippedDate(text);
	if (slipped) return offerAll(decide(slipped, order, latestYear));
	return readWords(text, latestYear);
}

/** "until 31/12/2028", "jeudi 31/12/2028", "fin 2028": words before the figures that say nothing of the day. */
function dropLead(text: string): string {
	const figures = text.search(/\d/);
	if (figures <= 0 || STRAY_LETTER.test(text.slice(0, figures))) return text;
	return isSilent(foldText(text.slice(0, figures))) ? text.slice(figures) : text;
}

/** "31/12/2028 Sunday", "31/12/2028 (inclus)" */
function dropTail(text: string): string {
	const tail = TAIL.exec(text);
	return tail && isTail(foldText(tail[1]!)) ? text.slice(0, tail.index) : text;
}

/** Days that may have been meant, whichever of the two is the month. */
function offerBoth(year: number, first: number, second: number): DateReading {
	const days = [calendarDate(year, second, first), calendarDate(year, first, second)];
	return { kind: 'unreadable', fixes: [...new Set(days.filter((day) => day !== null))] };
}

/** A date that must be looked at: what it reads as is only offered. */
function offerAll(reading: DateReading): DateReading {
	if (reading.kind === 'date') return { kind: 'unreadable', fixes: [reading.date] };
	if (reading.kind !== 'ambiguous') return reading;
	return { kind: 'unreadable', fixes: [...new Set(Object.values(reading.readings))] };
}

function readDateCell(date: string): DateReading {
	const exists = calendarDate(+date.slice(0, 4), +date.slice(5, 7), +date.slice(8)) === date;
	return exists ? { kind: 'date', date } : UNREADABLE;
}

function readNumber(value: number): DateReading {
	if (Number.isInteger(value) && value >= 1900 && value <= 2100) {
		return { kind: 'year-only', year: String(value) };
	}
	const compact =
		Number.isInteger(value) && value > 1e7 && value < 1e8 ? readNumericDate(String(value)) : null;
	const date = compact ? calendarDate(compact.year, compact.first, compact.second) : serialDate(value);
	return date === null ? UNREADABLE : { kind: 'date', date, fromNumber: true };
}

function decide(parts: NumericDate, order: DateOrder | null, latestYear: number): DateReading {
	const { first, second } = parts;
	if (parts.yearFirst) {
		const date = calendarDate(parts.year, first, second);
		return date === null ? missing({ day: second, month: first, year: parts.year }) : dated(date);
	}
	const short = parts.year < 100;
	const readings = readingsOf(parts, latestYear);
	const said = order === null ? undefined : readings[order];
	if (said !== undefined) return dated(said, short);
	const [date, other] = new Set(Object.values(readings));
	if (other !== undefined) return { kind: 'ambiguous', readings };
	if (date !== undefined) return dated(date, short);
	const year = short ? fullYear(parts.year, latestYear) : parts.year;
	const isDayFirst = second <= MONTHS && (first > MONTHS || order !== 'month-first');
	return isDayFirst
		? missing({ day: first, month: second, year })
		: missing({ day: second, month: first, year });
}

/** Nothing is said of a day where the month or the year is none either; the month's last day is offered. */
function missing(said: NoSuchDay): DateReading {
	const { day, month, year } = said;
	const last = calendarDate(year, month, month >= 1 && month <= MONTHS ? lastDay(year, month) : 0);
	if (last === null || day < 1 || day > LONGEST_MONTH) return UNREADABLE;
	return { kind: 'unreadable', fixes: [last], noSuchDay: said };
}

function readWords(text: string, latestYear: number): DateReading {
	const words = readWordedDate(foldText(text));
	if (words === null) return UNREADABLE;
	if (words.day === null) return endOfMonth(words.year, words.month);
	const short = words.year < 100;
	const year = short ? fullYear(words.year, latestYear) : words.year;
	const date = calendarDate(year, words.month, words.day);
	if (date === null && !words.guessed) return missing({ day: words.day, month: words.month, year });
	if (words.guessed) return date === null ? UNREADABLE : { kind: 'unreadable', fixes: [date] };
	return dated(date, short);
}

/** A month is no date; its last day is what a card that shows only the month means. */
function endOfMonth(year: number, month: number): DateReading {
	const end = calendarDate(year, month, lastDay(year, month));
	return end === null ? UNREADABLE : { kind: 'unreadable', fixes: [end] };
}

function dated(date: string | null, short = false): DateReading {
	if (date === null) return UNREADABLE;
	return short ? { kind: 'date', date, twoDigitYear: true } : { kind: 'date', date };
}
