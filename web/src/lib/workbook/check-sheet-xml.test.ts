import { expect, test } from 'vitest';
import { isSoundXml } from './check-sheet-xml.ts';

const isSound = (xml: string) => isSoundXml('xl/worksheets/sheet1.xml', new TextEncoder().encode(xml));

test('a sheet with its cells twice is not sound', () => {
	expect(isSound('<worksheet><sheetData><row r="1"/></sheetData></worksheet>')).toBe(true);
	expect(isSound('<worksheet><sheetData/><sheetData><row r="1"/></sheetData></worksheet>')).toBe(false);
	expect(isSound('<x:worksheet><x:sheetData /><x:sheetData></x:sheetData></x:worksheet>')).toBe(false);
});

test('an inline text in the place of a value is not sound', () => {
	const cell = (content: string) =>
		`<sheetData><row><c r="A1" t='inlineStr' s="1">${content}</c></row></sheetData>`;
	expect(isSound(cell('<is><t>Zoë</t></is>'))).toBe(true);
	expect(isSound(cell('<v>Zoë</v>'))).toBe(false);
});
