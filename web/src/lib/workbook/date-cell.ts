import type { Cell } from '#shared/row/cell.ts';

/** Which parts of a date a cell shows. */
interface Shown {
	day: boolean;
	month: boolean;
}

/**
 * A date as far as a person sees it. Whoever types "Jun-28" gets the 1st of June from Excel without seeing it: a hidden
 * 1st stays a month (`YYYY-MM`), a hidden 1 January a year, so that the day is asked for. Any other hidden day was typed.
 * `partsOf` tells what `look`, the format or the text, shows; it is asked only of a 1st, as of most dates it need not be.
 */
export function dateCell(date: string, partsOf: (look: string) => Shown, look: string): Cell {
	if (!date.endsWith('-01')) return { kind: 'date', date };
	const { day, month } = partsOf(look);
	if (!day && month) return date.slice(0, 7);
	if (!day && date.endsWith('-01-01')) return date.slice(0, 4);
	return { kind: 'date', date };
}

/** By a number format of Excel's; a weekday (`dddd`) alone says neither day nor month, and hides nothing of a year. */
export function partsOfFormat(format: string): Shown {
	const letters = format.replace(/"[^"]*"|\\.|\[[^\]]*\]/gsu, '');
	const isWeekday = /d{3}/i.test(letters) && !/[ye]/i.test(letters);
	return { day: isWeekday || /(?<!d)d{1,2}(?!d)/i.test(letters), month: /m/i.test(letters) };
}

/** By what an OpenDocument cell shows: a month in words needs two numbers beside it, one in figures makes three. */
export function partsOfText(text: string): Shown {
	const numbers = text.match(/\d+/g) ?? [];
	const hasWords = /\p{L}/u.test(text);
	// 01/06 without a year is a day.
	const hasYear = numbers.some((figures) => figures.length === 4);
	const enough = hasWords || (numbers.length === 2 && !hasYear) ? 2 : 3;
	// It is asked of a 1st: that one number beside a month in words is the day.
	const isFirst = numbers.length === 1 && Number(numbers[0]) === 1;
	return {
		day: numbers.length === 0 || isFirst || numbers.length >= enough,
		month: hasWords || numbers.length > 1
	};
}
