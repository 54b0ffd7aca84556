import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyText } from '#shared/fixtures/any-text.ts';
import type { Column } from '#shared/column/column.ts';
import type { Cell } from '#shared/row/cell.ts';
import { writeExport, type ExportRow } from './export-draft.ts';
import { m } from '#lib/paraglide/messages.js';
import { findRowKeys, isOwnColumn, ROW_KEY_TITLE } from './export-titles.ts';
import { numberText } from './number-text.ts';
import { partsOfZip } from './parts-of-zip.ts';
import { readWorkbook } from './read-workbook.ts';

const WORDS = {
	sheet: 'Recipients',
	problems: 'Sheaf: problems',
	state: 'Sheaf: state',
	source: 'Sheaf: source'
};
const COLUMNS: Column[] = [
	{ meaning: 'first-name', title: 'First Name' },
	{ meaning: 'contact', title: 'Contact' },
	{ meaning: 'variable', title: 'Score' },
	{ meaning: 'ignored', title: '=1+1' }
];
const DRAFT = {
	id: '1f4b3c1e-58b1-4a66-9a55-0f5d8b6a7c11',
	rowCount: 1,
	columns: COLUMNS,
	definitions: [{ id: 'D3V2-QMHQ', version: 2 }]
};

const rowOf = (cells: Cell[], more: Partial<ExportRow> = {}): ExportRow => {
	return { key: 'k-1', cells, source: '', state: 'ready', excluded: false, problems: [], ...more };
};

async function linesOf(bytes: Uint8Array) {
	const book = await readWorkbook(bytes, 'export.xlsx');
	if ('code' in book) throw new Error(book.code);
	return book.sheets[0]!.lines.map(({ cells }) => cells);
}

async function textOfPart(bytes: Uint8Array, name: string): Promise<string> {
	return new TextDecoder().decode((await partsOfZip(bytes)).get(name));
}

test('the draft’s columns, then problems, state and source, and the key last', async () => {
	const problems: ExportRow['problems'] = [
		{ column: 1, level: 'error', message: 'There is no address.' },
		{ column: 2, level: 'error', message: 'Score is missing.' },
		{ column: -1, level: 'warning', message: 'This row is the same as row 3.' }
	];
	const row = rowOf(['Zoë', '', { kind: 'number', value: 88, text: '88' }], {
		problems,
		source: 'a.xlsx, row 2'
	});
	const bytes = await writeExport(DRAFT, [row], WORDS);
	expect(await linesOf(bytes)).toEqual([
		['First Name', 'Contact', 'Score', '=1+1', ...Object.values(WORDS).slice(1), ROW_KEY_TITLE],
		[
			...['Zoë', '', { kind: 'number', value: 88, text: '88' }, ''],
			...[
				'Contact: There is no address.\nScore is missing.\nThis row is the same as row 3.',
				'ready',
				'a.xlsx, row 2'
			],
			// A mark for each of its four cells.
			expect.stringMatching(/^k-1 [\w-]{20}$/)
		]
	]);
	const book = await readWorkbook(bytes, '');
	expect(book).toMatchObject({ remembered: { definitions: [{ id: 'D3V2-QMHQ', version: 2 }] } });
	expect(await textOfPart(bytes, 'docProps/custom.xml')).toContain(DRAFT.id);
});

test('the header stays and filters the whole; nothing is a formula', async () => {
	const xml = await textOfPart(
		await writeExport(DRAFT, [rowOf(['=1+1', '+1', '-1', '@a'])], WORDS),
		'xl/worksheets/sheet1.xml'
	);
	expect(xml).toContain('state="frozen"');
	expect(xml).toContain('<autoFilter ref="A1:H2"/>');
	expect(xml).not.toContain('<f>');
	expect(xml).toMatch(/<c r="A2" s="\d+" t="inlineStr"><is><t>=1\+1<\/t>/);
	expect(xml.match(/<col style="8" /g)).toHaveLength(COLUMNS.length);
});

test('each look has its style: error over warning, and an excluded row is grey throughout', async () => {
	const problems: ExportRow['problems'] = [
		{ column: 0, level: 'error', message: 'a' },
		{ column: 0, level: 'warning', message: 'b' },
		{ column: 1, level: 'warning', message: 'c' }
	];
	const rows = [rowOf(['a', '', 'c'], { problems }), rowOf(['a'], { problems, excluded: true })];
	const bytes = await writeExport(DRAFT, rows, WORDS);
	const xml = await textOfPart(bytes, 'xl/worksheets/sheet1.xml');
	const styles = await textOfPart(bytes, 'xl/styles.xml');
	const fills = [...styles.matchAll(/<fill>.*?<\/fill>/g)].map(([fill]) => /rgb="FF(\w+)"/.exec(fill)?.[1]);
	const xfs = [...styles.split('<cellXfs')[1]!.matchAll(/<xf [^>]*fillId="(\d+)"/g)].map(
		([, id]) => fills[Number(id)]
	);
	const lookOf = (at: string) => xfs[Number(new RegExp(`<c r="${at}" s="(\\d+)"`).exec(xml)?.[1])];
	expect(['A2', 'B2', 'C2'].map(lookOf)).toEqual(['FBE6E1', 'FFF3D9', undefined]);
	expect(xml).toMatch(/<row r="2" ht="45" customHeight="1">/);
	expect(['A3', 'B3', 'D3', 'F3'].map(lookOf)).toEqual(Array(4).fill('EDEBE4'));
});

const date = fc
	.date({ min: new Date('1900-03-01'), max: new Date('9999-12-31'), noInvalidDate: true })
	.map((day): Cell => ({ kind: 'date', date: day.toISOString().slice(0, 10) }));
const number = fc
	.tuple(
		fc.oneof(
			fc.integer(),
			fc.double({ min: -1e12, max: 1e12, noNaN: true }),
			fc.nat(1e6).map((n) => n / 100)
		),
		fc.constantFrom('General', '0000000', '0.00', '"CN-"0000', '00" pts"', '0%', '0.0%')
	)
	.map(([value, format]): Cell => {
		const given = value === 0 ? 0 : value;
		const lost = Math.abs(given) >= 1e15 ? { lostDigits: true as const } : {};
		const percent = format.endsWith('%') ? { percent: true as const } : {};
		return { kind: 'number', value: given, text: numberText(given, format), ...percent, ...lost };
	});
const kept = fc.oneof(
	// A reader may make one of the two kinds of line end; what a person sees is the same.
	anyText.map((text) => text.toWellFormed().replaceAll('\r', '')),
	fc.constantFrom('00123', ' a ', 'a\nb', '_x0041_', '#N/A', 'TRUE', '2028-12-31', "'", '=1+1', '<&">', '\t'),
	fc.constant<Cell>({
		kind: 'number',
		value: 12345678901234567890,
		text: '12345678901234600000',
		lostDigits: true
	}),
	date,
	fc.boolean().map((value): Cell => ({ kind: 'boolean', value })),
	fc.constantFrom('#N/A', '#REF!', '#DIV/0!').map((text): Cell => ({ kind: 'error', text })),
	number
);

test('whatever was read reads the same again', async () => {
	const rows = fc.array(fc.array(kept, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 10 });
	await fc.assert(
		fc.asyncProperty(rows, async (some) => {
			const bytes = await writeExport(
				DRAFT,
				some.map((cells) => rowOf(cells)),
				WORDS
			);
			const read = (await linesOf(bytes)).slice(1).map((cells) => cells.slice(0, 4));
			expect(read).toEqual(some);
		}),
		{ numRuns: 200 }
	);
});

test('a number that no format shows so is kept as text', async () => {
	const cells: Cell[] = [
		{ kind: 'number', value: 5, text: 'five' },
		{ kind: 'date', date: '1850-01-01' }
	];
	const [, line] = await linesOf(await writeExport(DRAFT, [rowOf(cells)], WORDS));
	expect(line!.slice(0, 2)).toEqual(['five', '1850-01-01']);
});

test('a minus before zeros alone is kept where it was seen, and only there', async () => {
	const cells: Cell[] = ['-0.00', '0.00', '-0'].map((text) => ({ kind: 'number', value: -0.001, text }));
	const [, line] = await linesOf(await writeExport(DRAFT, [rowOf(cells)], WORDS));
	expect(line!.slice(0, 3)).toEqual(cells);
});

test('own columns are known in both languages, and a person’s own are not', () => {
	expect(findRowKeys(['ID', 'Sheaf: state', 'sheaf row'])).toBe(2);
	expect(findRowKeys(['ID', 'Row'])).toBe(-1);
	for (const title of [
		'Sheaf: problems',
		'Sheaf : problèmes',
		'Sheaf : état',
		'SHEAF: SOURCE',
		ROW_KEY_TITLE
	])
		expect(isOwnColumn(title), title).toBe(true);
	for (const title of ['State', 'Source', 'Problems', 'Row', 'Sheaf count', 'Sheaf', '', '__proto__'])
		expect(isOwnColumn(title), title).toBe(false);
});
