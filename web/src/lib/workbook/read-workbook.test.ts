import { expect, test } from 'vitest';
import { write } from 'xlsx';
import hurryUrl from '#shared/fixtures/in-a-hurry.xlsx?url';
import { textOf, type Cell } from '#shared/row/cell.ts';
import { bookOf, bytesOf, fetchBytes, readGood, withPart } from './sample-workbooks.ts';

/** Cells with a value and a number format, one below the other in column A. */
async function readColumn(
	cells: { v: number; z: string }[],
	date1904 = false
): Promise<(Cell | undefined)[]> {
	const book = bookOf(
		cells.map(({ v }) => [v]),
		(b) => (b.Workbook = { WBProps: { date1904 } })
	);
	cells.forEach(({ z }, i) => (book.Sheets['Sheet1']![`A${i + 1}`].z = z));
	return (await readGood(bytesOf(book))).sheets[0]!.lines.map((line) => line.cells[0]);
}

test('keeps the line numbers of Excel and leaves blank rows out', async () => {
	const { sheets, remembered } = await readGood(await fetchBytes(hurryUrl));
	expect(remembered).toBeNull();
	expect(sheets.map(({ name, hidden }) => ({ name, hidden }))).toEqual([
		{ name: 'Read me', hidden: false },
		{ name: 'Cohort', hidden: false }
	]);
	const lines = new Map(sheets[1]!.lines.map(({ line, cells }) => [line, cells]));
	expect(lines.get(3)!.slice(1, 6).map(textOf)).toEqual([
		'Credential',
		'First name ',
		'SURNAME',
		'E-mail',
		'Expires'
	]);
	expect(lines.get(4)![5]).toEqual({ kind: 'date', date: '2028-06-30' });
	expect(lines.get(28)![8]).toEqual({ kind: 'number', value: 0.85, text: '85%', percent: true });
	expect(lines.get(31)![8]).toEqual({ kind: 'error', text: '#N/A' });
	expect(lines.get(32)![6]).toEqual({ kind: 'number', value: 41237, text: '0041237' });
	expect(lines.get(33)![6]).toEqual({ kind: 'number', value: 41237, text: '41237' });
	expect([...lines.values()].every((cells) => cells.some((cell) => textOf(cell).trim() !== ''))).toBe(true);
});

test('reads numbers as they are seen, never in scientific notation', async () => {
	const cells = await readColumn([
		{ v: 12345678901234567, z: 'General' },
		{ v: 1e20, z: 'General' },
		{ v: 0.1 + 0.2, z: 'General' },
		{ v: 1e-7, z: 'General' },
		{ v: 12345, z: '0.00E+00' },
		{ v: 42, z: '"FA-"0000' },
		{ v: 3.5, z: '0.00' },
		{ v: 1234.5, z: '#,##0.00' },
		{ v: 0.355, z: '0.0%' },
		{ v: 0.354166666666667, z: 'h:mm' }
	]);
	expect(cells.map(textOf)).toEqual([
		'12345678901234600',
		'100000000000000000000',
		'0.3',
		'0.0000001',
		'12345',
		'FA-0042',
		'3.50',
		'1234.50',
		'35.5%',
		'8:30'
	]);
	expect(cells[0]).toHaveProperty('lostDigits', true);
	expect(cells[2]).not.toHaveProperty('lostDigits');
});

test('reads texts with what their format puts around them', async () => {
	const book = bookOf([['ana'], ['ben'], ['cy']]);
	const sheet = book.Sheets['Sheet1']!;
	sheet['A1'].z = '@"@school.ca"';
	sheet['A2'].z = '0;-0;0;"Dr. "@';
	for (const bookType of ['xlsx', 'xlsb', 'biff8'] as const) {
		const bytes = new Uint8Array(write(book, { type: 'array', bookType, cellStyles: true }) as ArrayBuffer);
		const { sheets } = await readGood(bytes);
		expect(sheets[0]!.lines.map(({ cells }) => cells[0])).toEqual(['ana@school.ca', 'Dr. ben', 'cy']);
	}
});

test('reads dates by their serial in both date systems', async () => {
	const format = 'dd/mm/yyyy';
	const since1900 = [1, 59, 61, 36526, 47118, 47118.99, 2958465].map((v) => ({ v, z: format }));
	expect((await readColumn(since1900)).map(textOf)).toEqual([
		'1900-01-01',
		'1900-02-28',
		'1900-03-01',
		'2000-01-01',
		'2028-12-31',
		'2028-12-31',
		'9999-12-31'
	]);
	const since1904 = [0, 35064, 45656].map((v) => ({ v, z: format }));
	expect((await readColumn(since1904, true)).map(textOf)).toEqual(['1904-01-01', '2000-01-01', '2028-12-31']);
	const beyond = await readColumn([
		{ v: 2958466, z: format },
		{ v: 12, z: 'mmm-yy' },
		{ v: 43, z: 'mm:ss' }
	]);
	expect(beyond[0]).toMatchObject({ kind: 'number', text: '2958466' });
	expect(beyond[1]).toMatchObject({ kind: 'date', date: '1900-01-12' });
	expect(typeof beyond[2]).toBe('string');
});

test('reads what the other formats of spreadsheets hold', async () => {
	const rows = [
		['First Name', 'Contact', 'Score'],
		['Zoë', 'zoe@example.org', 7],
		['', '', ''],
		['José', 'jose@example.org', 0.5]
	];
	for (const type of ['xlsx', 'xls', 'xlsb', 'ods', 'csv'] as const) {
		const { sheets } = await readGood(bytesOf(bookOf(rows), type));
		const lines = sheets[0]!.lines.map(({ line, cells }) => [line, ...cells.map(textOf)]);
		expect(lines, type).toEqual([
			[1, 'First Name', 'Contact', 'Score'],
			[2, 'Zoë', 'zoe@example.org', '7'],
			[4, 'José', 'jose@example.org', '0.5']
		]);
	}
});

test('reads texts with any delimiter and encoding, and takes nothing in them for a number', async () => {
	const encode = (text: string) => new TextEncoder().encode(text);
	const bytes = [
		encode('Name;Number\r\nZoë;0041237\r\n'),
		encode('\ufeffName,Number\nZoë,0041237'),
		encode('sep=|\r\nName|Number\r\nZoë|0041237\r\n'),
		Uint8Array.from([...'Name\tNumber\r\nZo\xeb\t0041237'].map((c) => c.charCodeAt(0)))
	];
	for (const text of bytes) {
		expect((await readGood(text)).sheets[0]!.lines).toEqual([
			{ line: 1, cells: ['Name', 'Number'] },
			{ line: 2, cells: ['Zoë', '0041237'] }
		]);
	}
});

test('loses no string to an empty one, nor a character above U+FFFF', async () => {
	const rows = [['first'], ['second'], ['third 😀']];
	const good = new Uint8Array(write(bookOf(rows), { type: 'array', bookType: 'xlsx', bookSST: true }));
	const odd = await withPart(good, 'xl/sharedStrings.xml', (xml) =>
		xml.replace(/<si><t[^>]*>first<\/t><\/si>/, '<si/>').replace('😀', '&#x1F600;&#128512;')
	);
	const lines = (await readGood(odd)).sheets[0]!.lines;
	expect(lines.map(({ line, cells }) => [line, cells[0]])).toEqual([
		[2, 'second'],
		[3, 'third 😀😀']
	]);
});

test('does not run to the end of a sheet for one stray cell', async () => {
	const bytes = bytesOf(
		bookOf(
			[
				['A', 'B'],
				['1', '2']
			],
			(book) => {
				book.Sheets['Sheet1']!['XFD1048576'] = { t: 's', v: 'stray' };
				book.Sheets['Sheet1']!['!ref'] = 'A1:B2';
			}
		)
	);
	const far = await withPart(bytes, 'xl/worksheets/sheet1.xml', (xml) =>
		xml.replace(
			'</sheetData>',
			'<row r="1048576"><c r="XFD1048576" t="str"><v>stray</v></c></row></sheetData>'
		)
	);
	const { sheets } = await readGood(far);
	expect(sheets[0]!.lines.map(({ line }) => line)).toEqual([1, 2]);
});

test('a text that ends as in DOS is read without its end mark', async () => {
	const { sheets } = await readGood(new TextEncoder().encode('Name,Contact\r\nAna,ana@example.org\r\n\x1a'));
	expect(sheets[0]!.lines.map(({ cells }) => cells)).toEqual([
		['Name', 'Contact'],
		['Ana', 'ana@example.org']
	]);
});
