import { expect, test } from 'vitest';
import { numberCell } from './number-cell.ts';
import { odsCell } from './ods/ods-cell.ts';
import { serialOfDate } from './serial-date.ts';

const excel = (date: string, format: string) =>
	numberCell(serialOfDate(date)!, format, { date1904: false, show: null });
const ods = (date: string, text: string) =>
	odsCell(
		new Map([
			['value-type', 'date'],
			['date-value', date]
		]),
		text
	);
const day = (date: string) => ({ kind: 'date', date });

test.each(['mmm-yy', 'mmmm yyyy', 'mm/yyyy', '[$-40C]mmmm yyyy;@', 'yyyy"年"m"月"', '"day of "mmm\\d yy'])(
	'%s of a 1st is a month, of any other day that day',
	(format) => {
		expect(excel('2028-06-01', format)).toBe('2028-06');
		expect(excel('2028-06-30', format)).toEqual(day('2028-06-30'));
	}
);

test('a year alone is a year only on its first day', () => {
	expect(excel('2028-01-01', 'yyyy')).toBe('2028');
	expect(excel('2028-06-01', 'yyyy')).toEqual(day('2028-06-01'));
	expect(excel('2028-12-31', 'yyyy')).toEqual(day('2028-12-31'));
});

test.each(['d-mmm-yy', 'dd/mm/yyyy', 'dddd d mmmm yyyy', '[$-F800]dddd, mmmm dd, yyyy', 'd-mmm', 'dddd'])(
	'%s is a day',
	(format) => {
		expect(excel('2028-01-01', format)).toEqual(day('2028-01-01'));
	}
);

test('an OpenDocument cell shows as much as its text does', () => {
	for (const text of ['Jun-28', 'juin 2028', '06/2028', '2028-06'])
		expect(ods('2028-06-01', text)).toBe('2028-06');
	for (const text of ['01/06/2028', '1 juin 2028', 'jeudi 1 juin 28', '2028-06-01', '']) {
		expect(ods('2028-06-01', text)).toEqual(day('2028-06-01'));
	}
	for (const text of ['01/01', '01.01.', '1 janv.'])
		expect(ods('2028-01-01', text)).toEqual(day('2028-01-01'));
	expect(ods('2028-01-01', '2028')).toBe('2028');
	expect(ods('2028-06-30', 'Jun-28')).toEqual(day('2028-06-30'));
	expect(ods('2028-06-01T10:30:00', '01/06/2028 10:30')).toEqual(day('2028-06-01'));
});
