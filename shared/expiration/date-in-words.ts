import { isOneSlip } from '../row/edit-distance.ts';

/** A date whose month is a word, or a month alone with its year (`day` null). */
export interface WordedDate {
	day: number | null;
	month: number;
	/** As written; below 100 where it has two digits, and only there. */
	year: number;
	/** The month's word is a slip away from one: somebody must look. */
	guessed?: true;
}

const MONTHS = new Map<string, number>(
	[
		'jan january janv janvier',
		'feb february fev fevr fevrier febr',
		'mar march mars',
		'apr april avr avril',
		'may mai',
		'jun june juin',
		'jul july juil juill juillet',
		'aug august aou aout',
		'sep sept september septembre',
		'oct october octobre',
		'nov november novembre',
		'dec december decembre'
	].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1]))
);

/** By `Date`'s count, from Sunday on. */
const WEEKDAYS = new Map<string, number>(
	[
		'sun sunday dim dimanche',
		'mon monday lun lundi',
		'tue tues tuesday mardi',
		'wed wednesday mer mercredi',
		'thu thur thurs thursday jeu jeudi',
		'fri friday ven vendredi',
		'sat saturday sam samedi'
	].flatMap((names, index) => names.split(' ').map((name) => [name, index]))
);

/** Words that say nothing about which day it is. */
const SILENT = new Set(
	`${[...WEEKDAYS.keys()].join(' ')} the of on by le la l until till to exp expires expire expiry expiration date expiring expirant echeance valid valable valide good jusqu jusque a au
	end ends fin de d thru through`.split(/\s+/)
);
const TAILS = new Set(['inclusive', 'incl', 'included', 'inclus', 'compris']);
const DAY = /^(\d{1,2})(?:st|nd|rd|th|er|e|eme)?$/;
/** Shorter names of months are a slip away from other words. */
const SHORTEST_GUESSED = 5;
const MOST_WORDS = 9;

/** Reads a date with the month in English or French words, in any usual order; the text is folded. null: none. */
export function readWordedDate(folded: string): WordedDate | null {
	const words = folded
		.replace(/[,./\-\u2010-\u2015'’()]/g, ' ')
		// 31Dec2028
		.replace(/(\d)(?=[a-z]{3,})|([a-z]{3,})(?=\d)/g, '$1$2 ')
		// 1 er janvier
		.replace(/\b(\d{1,2}) (?=(?:st|nd|rd|th|er)\b)/g, '$1')
		.trim()
		.split(/\s+/);
	if (words.length > MOST_WORDS) return null;
	let month: number | null = null;
	let guessed = false;
	const figures: string[] = [];
	let isYearNext = false;
	for (const word of words) {
		if (/^\d/.test(word)) {
			// "Dec 2028/29" is a school year.
			if (month !== null && figures.length === 0 && /^\d{4}$/.test(word)) isYearNext = true;
			else if (isYearNext) return null;
			figures.push(word);
			continue;
		}
		if (SILENT.has(word)) continue;
		const named = MONTHS.get(word) ?? guessMonth(word);
		if (named === null || month !== null) return null;
		month = named;
		guessed = !MONTHS.has(word);
	}
	if (month === null) return null;
	const date = figures.length === 1 ? readMonthOnly(figures[0]!, month) : readDayAndYear(figures, month);
	return date && guessed ? { ...date, guessed } : date;
}

/** A day of the week, or a word that adds nothing, behind a date. */
export function isTail(folded: string): boolean {
	return WEEKDAYS.has(folded) || TAILS.has(folded);
}

/** Whether the text says nothing about which day it is. */
export function isSilent(folded: string): boolean {
	return folded.split(/[^a-z]+/).every((word) => word === '' || SILENT.has(word));
}

/** The day of the week that the text names, as `Date` counts it; null where it names none. */
export function findWeekday(folded: string): number | null {
	for (const word of folded.split(/[^a-z]+/)) {
		const weekday = WEEKDAYS.get(word);
		if (weekday !== undefined) return weekday;
	}
	return null;
}

/** "Febuary", "decembr": the month that is a slip away; null where none is. */
function guessMonth(word: string): number | null {
	for (const [name, month] of MONTHS) {
		if (name.length >= SHORTEST_GUESSED && isOneSlip(word, name)) return month;
	}
	return null;
}

function readDayAndYear(figures: readonly string[], month: number): WordedDate | null {
	if (figures.length !== 2) return null;
	const [first, second] = figures as [string, string];
	// Only a year of four digits can stand before the day.
	const [dayText, yearText] = /^\d{4}$/.test(first) ? [second, first] : [first, second];
	const day = DAY.exec(dayText);
	return day && isYear(yearText) ? { day: +day[1]!, month, year: +yearText } : null;
}

function readMonthOnly(figure: string, month: number): WordedDate | null {
	return /^\d{4}$/.test(figure) ? { day: null, month, year: +figure } : null;
}

function isYear(text: string): boolean {
	return /^(?:[1-9]\d{3}|\d{2})$/.test(text);
}
