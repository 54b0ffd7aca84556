import { expect, test } from 'vitest';
import { isSoundXml } from './check-sheet-xml.ts';

const isSound = (xml: string) => isSoundXml('xl/worksheets/sheet1.xml', new TextEncoder().encode(xml));

test('a sheet with its cells twice is not sound', () => {
	expect(isSound('<worksheet><sheetData><row r="1"/></sheetData></worksheet>')).toBe(true);
	expect(isSound('<worksheet><sheetData/><sheetData><row r="1"/></sheetData></worksheet>')).toBe(false);
	expect(isSound('<x:worksheet><x:sheetData /><x:sheetData></x:sheetData></x:worksheet>')).toBe(false);
});
