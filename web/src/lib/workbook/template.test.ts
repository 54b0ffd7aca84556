import { expect, test } from 'vitest';
import { read, utils, write } from 'xlsx';
import type { Definition } from '#shared/definition/definition.ts';
import { inflateParts, type Parts } from './inflate-parts.ts';
import { readWorkbook } from './read-workbook.ts';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { writeTemplate } from './template.ts';
import { GUIDE_WORDS } from './template-words.ts';
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
	expect(xml).toContain("<formula1>'Credentials'!$A$2:$A$3</formula1>");
	expect(xml).toContain('<formula1>"I,II,III,IV,V"</formula1>');
});

test('long choices stand in a sheet of their own', async () => {
	const choices = Array.from({ length: 100 }, (_, i) => `Site ${i}, "north"`);
	const site = { ...heights.variables[1]!, type: 'choice' as const, choices };
	const bytes = await writeTemplate([{ ...heights, name: 'A/B: [C]?*', variables: [site] }]);
	expect(await sheetXml(bytes)).toContain("<formula1>'Choices'!$A$1:$A$100</formula1>");
	const { sheets } = await titlesOf(bytes);
	expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
		['A B   C', false],
		['Choices', true]
	]);
});

test('a note at each title, in a box that its text fits into', async () => {
	const notes = ['ID', '', 'One line.\nAnother, which is longer than a line of the box and so takes two.'];
	const bytes = await writeTemplate([firstAid, forklift], { ...GUIDE_WORDS, notes });
	const comments = await sheetXml(bytes, 'xl/comments1.xml');
	expect([...comments.matchAll(/<comment ref="(\w+)"/g)].map(([, ref]) => ref)).toEqual(['A1', 'C1']);
	expect(comments).toContain('<t xml:space="preserve">One line.\nAnother');
	const boxes = await sheetXml(bytes, 'xl/drawings/vmlDrawing1.vml');
	expect([...boxes.matchAll(/<x:Anchor>(.*?)<\/x:Anchor>/g)].map(([, anchor]) => anchor)).toEqual([
		'1, 12, 0, 4, 3, 70, 2, 4',
		'3, 12, 0, 4, 4, 117, 4, 4'
	]);
});

test('cells that the row’s credential has no variable for are grey, whatever it is called by', async () => {
	const xml = await sheetXml(await writeTemplate([firstAid, { ...forklift, name: 'Forklift "A"' }]));
	const rules = [...xml.matchAll(/<conditionalFormatting sqref="(.*?)">.*?<formula>(.*?)<\/formula>/g)];
	expect(rules.map(([, range, formula]) => [range, formula])).toEqual([
		['F2:F2001 G2:G2001', 'OR($A2="MN29-GXDJ",$A2="Forklift ""A""",$A2="Forklift",$A2="FLO")'],
		[
			'H2:H2001 I2:I2001',
			'OR($A2="D3V2-QMHQ",$A2="First Aid Level 2",$A2="First Aid",$A2="FA2",$A2="First-Aid L2")'
		]
	]);
	expect(await sheetXml(await writeTemplate([firstAid]))).not.toContain('conditionalFormatting');
});

test('names that are rules, formulas or members of objects are only text', async () => {
	const variable = (title: string) => ({ ...heights.variables[1]!, title });
	const odd = { ...heights, name: '=1+1', variables: ['__proto__', '=HYPERLINK("x")', '@a'].map(variable) };
	const bytes = await writeTemplate([odd, firstAid]);
	const { titles, sheets } = await titlesOf(bytes);
	expect(titles[0]).toEqual(expect.arrayContaining(['__proto__', '=HYPERLINK("x")', '@a', 'Score']));
	expect(sheets[1]!.lines[1]!.cells[1]).toBe('=1+1');
	for (const name of ['sheet1', 'sheet2']) {
		expect(await sheetXml(bytes, `xl/worksheets/${name}.xml`)).not.toContain('<f>');
	}
});

test('many definitions are greyed by their IDs, or not at all where even these are too many', async () => {
	const many = (count: number) =>
		Array.from({ length: count }, (_, i) => ({ ...heights, name: `Site ${i}`, id: `ID${i}`, aliases: [] }));
	const some = await sheetXml(await writeTemplate([firstAid, ...many(200)]));
	expect(some).toContain('<formula>OR($A2="ID0",$A2="ID1"');
	expect(await sheetXml(await writeTemplate([firstAid, ...many(300)]))).not.toContain('OR($A2="ID0"');
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
