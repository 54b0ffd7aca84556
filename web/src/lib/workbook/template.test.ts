import { expect, test } from 'vitest';
import { read, utils, write } from 'xlsx';
import type { Definition } from '#shared/definition/definition.ts';
import { inflateParts, type Parts } from './inflate-parts.ts';
import { readWorkbook } from './read-workbook.ts';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { writeTemplate } from './template.ts';
import { readZipDirectory } from './zip-directory.ts';

const [firstAid, forklift, heights] = DEMO_CATALOG as [Definition, Definition, Definition];

async function sheetXml(bytes: Uint8Array, name = 'xl/worksheets/sheet1.xml'): Promise<string> {
	const parts = (await inflateParts(readZipDirectory(bytes) as never)) as Parts;
	return new TextDecoder().decode(parts.get(name));
}

async function titlesOf(bytes: Uint8Array) {
	const book = await readWorkbook(bytes, 'template.xlsx');
	if ('code' in book) throw new Error(book.code);
	return { ...book, titles: book.sheets[0]!.lines.map(({ line, cells }) => [line, ...cells]) };
}

test('one definition: the titles of the guide and nothing else', async () => {
	const { titles, sheets, remembered } = await titlesOf(await writeTemplate([firstAid]));
	expect(titles).toEqual([
		[1, 'First Name', 'Last Name', 'Contact', 'Expiration Date/Duration', 'Score', 'Instructor']
	]);
	expect(sheets).toHaveLength(1);
	expect(remembered).toEqual({ definitions: [{ id: 'D3V2-QMHQ', version: 1 }] });
});

test('several: ID first, variables from column F on, shared titles once', async () => {
	const { titles, sheets, remembered } = await titlesOf(await writeTemplate([firstAid, forklift, heights]));
	expect(titles).toEqual([
		[
			1,
			'ID',
			'First Name',
			'Last Name',
			'Contact',
			'Expiration Date/Duration',
			...['Score', 'Instructor', 'Certificate Number', 'Class', 'Training Site', 'Assessed On']
		]
	]);
	expect(sheets.map(({ name }) => name)).toEqual(['Recipients', 'Credentials']);
	expect(sheets[1]!.lines[2]!.cells).toEqual(['MN29-GXDJ', 'Forklift Operator', 'Certificate Number, Class']);
	expect(remembered!.definitions.map(({ id }) => id)).toEqual(['D3V2-QMHQ', 'MN29-GXDJ', '9KV6-JGR8']);
});

test('columns are text-safe to the last row, choices are offered on some, the header stays', async () => {
	const xml = await sheetXml(await writeTemplate([firstAid, forklift]));
	const styled = [...xml.matchAll(/<col min="(\d+)" style="\d+"/g)].map((match) => Number(match[1]));
	// ID, the guide's four, Instructor, Certificate Number, Class; Score (6) is a number.
	expect(styled).toEqual([1, 2, 3, 4, 5, 7, 8, 9]);
	expect(xml).not.toContain('<row r="2"');
	expect(xml).toContain('state="frozen"');
	expect(xml).toContain('sqref="A2:A2001"');
	expect(xml).toContain('<formula1>Credentials!$A$2:$A$3</formula1>');
	expect(xml).toContain('<formula1>"I,II,III,IV,V"</formula1>');
});

test('long choices stand in a sheet of their own', async () => {
	const choices = Array.from({ length: 100 }, (_, i) => `Site ${i}, "north"`);
	const site = { ...heights.variables[1]!, type: 'choice' as const, choices };
	const bytes = await writeTemplate([{ ...heights, name: 'A/B: [C]?*', variables: [site] }], {
		expiration: '2028-12-31, 3 years, or never'
	});
	expect(await sheetXml(bytes)).toContain('<formula1>Choices!$A$1:$A$100</formula1>');
	const { sheets } = await titlesOf(bytes);
	expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
		['A B   C', false],
		['Choices', true]
	]);
	expect(await sheetXml(bytes, 'xl/comments1.xml')).toContain('3 years, or never');
});

test('a filled template still remembers its definition', async () => {
	const book = read(await writeTemplate([firstAid]), { type: 'array' });
	utils.sheet_add_aoa(book.Sheets[book.SheetNames[0]!]!, [['Zoë', 'Ng', 'zoe@example.org', '3 years', 88]], {
		origin: 'A2'
	});
	for (const bookType of ['xlsx', 'xlsb', 'xlsm'] as const) {
		const filled = await readWorkbook(new Uint8Array(write(book, { type: 'array', bookType })), 'filled');
		if ('code' in filled) throw new Error(filled.code);
		expect(filled.remembered).toEqual({ definitions: [{ id: 'D3V2-QMHQ', version: 1 }] });
		expect(filled.sheets[0]!.lines[1]!.cells[0]).toBe('Zoë');
	}
});
