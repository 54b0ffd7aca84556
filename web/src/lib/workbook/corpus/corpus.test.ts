import { expect, test } from 'vitest';
import { readWorkbook } from '../read-workbook.ts';
import { EXPECTED, fetchWorkbook, FILES, fullSheet } from './corpus-files.ts';

test('the corpus has its size, in every format', () => {
	const extensions = new Set(FILES.map((file) => file.slice(file.lastIndexOf('.') + 1)));
	expect(FILES.length).toBeGreaterThan(60);
	for (const format of ['xlsx', 'xlsm', 'xlsb', 'xls', 'ods', 'csv', 'tsv'])
		expect(extensions).toContain(format);
});

test.for(FILES)('%s', async (file) => {
	const { sheets, refused, droppedAs = file } = EXPECTED[file]!;
	const read = await readWorkbook(await fetchWorkbook(file), droppedAs);
	if ('code' in read) {
		expect(read.name).toBe(droppedAs);
		expect(read.code).toBe(refused ?? 'read');
		return;
	}
	if (!sheets) expect.fail(`read, but ${refused} was expected: ${JSON.stringify(read).slice(0, 300)}`);
	// As it goes to the page and into IndexedDB: -0 and absent properties make no difference.
	expect(JSON.parse(JSON.stringify(read.sheets))).toEqual(sheets.map(fullSheet));
	expect(read.remembered).toBeNull();
});

test('no name in a workbook becomes a property of every object', () => {
	expect('polluted' in {}).toBe(false);
	expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('hasOwnPropertyOf');
	expect(({} as { constructor: unknown }).constructor).toBe(Object);
});
