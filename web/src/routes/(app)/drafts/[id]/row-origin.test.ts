import { expect, test } from 'vitest';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { originOf, wordsOfSource } from './row-origin.ts';

const read = (name: string) => ({ name, rowsRead: 3 });
const source = { workbook: 'spring.xlsx', digest: 'a', sheet: 'Monday', line: 14 };

test('a row says its workbook where there are several, and its sheet where two are of one workbook', () => {
	expect(originOf([read('a.xlsx')])).toBe('line');
	expect(originOf([read('a.xlsx'), read('b.xlsx')])).toBe('workbook');
	expect(originOf([read('a.xlsx'), read('b.xlsx'), read('a.xlsx')])).toBe('sheet');
	overwriteGetLocale(() => 'en');
	expect(wordsOfSource(source, 'workbook')).toBe('spring.xlsx, row 14');
	expect(wordsOfSource(source, 'sheet')).toBe('spring.xlsx, Monday, row 14');
	expect(wordsOfSource(null, 'sheet')).toBe('Added here');
});

test('an export that came back counts only where it brought rows', () => {
	expect(originOf([read('a.xlsx'), { name: 'a, to correct.xlsx', rowsRead: 0, updated: 2 }])).toBe('line');
	expect(originOf([read('a.xlsx'), { name: 'a, to correct.xlsx', rowsRead: 1, updated: 2 }])).toBe(
		'workbook'
	);
});
