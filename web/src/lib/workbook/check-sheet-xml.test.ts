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

test('a value of which only the beginning is one is not sound', () => {
	const cell = (type: string, value: string) =>
		isSound(
			`<worksheet><sheetData><row r="1"><c r="A1"${type && ` t="${type}"`}>${value}</c></row></sheetData></worksheet>`
		);
	for (const value of [
		'<v>12abc</v>',
		'<v>1,5</v>',
		'<x:v xml:space="preserve">0x10</x:v>',
		'<f>1</f><v>1 2</v>'
	])
		expect(cell('', value), value).toBe(false);
	expect(cell('', '<v><![CDATA[12abc]]></v>')).toBe(false);
	expect(cell('', '<v>12<!-- -->3</v>')).toBe(false);
	expect(cell('s', '<v>1x</v>')).toBe(false);
	expect(cell('b', '<v>maybe</v>')).toBe(false);
	expect(cell('d', '<v>2028-02-30</v>')).toBe(false);
	expect(cell('d', '<v>June 2028</v>')).toBe(false);
	for (const value of [
		'<v> 42 </v>',
		'<v>-1.5E-7</v>',
		'<v/>',
		'<v />',
		'<v></v>',
		'<v>&#49;2</v>',
		'<v><![CDATA[12]]></v>'
	])
		expect(cell('', value), value).toBe(true);
	for (const value of ['2028-06-30', '2028-06-30T10:00:00', '2028-06-30T10:00:00.000Z', '10:30', 'T10:30:00'])
		expect(cell('d', `<v>${value}</v>`), value).toBe(value !== 'T10:30:00');
	expect(cell('str', '<v>12abc</v>')).toBe(true);
	expect(cell('e', '<v>#WHAT!</v>')).toBe(true);
});

test('nor is one in an OpenDocument sheet', () => {
	const isSoundOds = (attribute: string) =>
		isSoundXml('content.xml', new TextEncoder().encode(`<table:table-cell ${attribute}/>`));
	expect(isSoundOds('office:value-type="float" office:value="12abc"')).toBe(false);
	expect(isSoundOds("office:value-type='date' office:date-value='2028-02-30'")).toBe(false);
	expect(isSoundOds('office:value-type="float" office:value="12.5"')).toBe(true);
	expect(isSoundOds('office:value-type="date" office:date-value="2028-06-30T00:00:00"')).toBe(true);
});
