import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Column, GUIDE_TITLES } from '../column/column.ts';
import { matchColumns } from '../column/match-columns.ts';
import { DEMO_CATALOG } from '../fixtures/catalog.ts';
import { type Cell, textOf } from '../row/cell.ts';
import { mergeSheets } from './merge.ts';
import type { ReadSheet } from './read-sheet.ts';

function sheetOf(titles: string[], rows: Cell[][], definitionId: string | null = null): ReadSheet {
	return {
		workbook: 'a.xlsx',
		sheet: 'Sheet1',
		columns: matchColumns(titles, DEMO_CATALOG),
		definitionId,
		lines: rows.map((cells, i) => ({ line: i + 2, cells }))
	};
}

const firstAid = sheetOf(
	['First Name', 'Last Name', 'Contact', 'Expires', 'Score'],
	[
		['Anna', 'Ng', 'a@b.ca', '', '80'],
		['', ' ', ''],
		['Wei', 'Li', 'w@b.ca']
	],
	'D3V2-QMHQ'
);
const forklift = sheetOf(
	['E-mail', 'Surname', 'Given name', 'Notes', 'Class', 'Certificate No.', 'Notes', ''],
	[['k@b.ca', 'Park', 'Kim', 'late', 'II', '0041237', 'paid']],
	'MN29-GXDJ'
);

describe('mergeSheets', () => {
	it('unites the columns in the guide’s order and fills the ID in', () => {
		const { columns, rows } = mergeSheets([], [firstAid, forklift]);
		expect(columns.map(({ title }) => title)).toEqual([
			...Object.values(GUIDE_TITLES),
			'Score',
			'Class',
			'Certificate Number',
			'Notes',
			'Notes'
		]);
		expect(rows).toEqual([
			{ sheet: 0, line: 2, cells: ['D3V2-QMHQ', 'Anna', 'Ng', 'a@b.ca', '', '80', '', '', '', ''] },
			{ sheet: 0, line: 4, cells: ['D3V2-QMHQ', 'Wei', 'Li', 'w@b.ca', '', '', '', '', '', ''] },
			{
				sheet: 1,
				line: 2,
				cells: ['MN29-GXDJ', 'Kim', 'Park', 'k@b.ca', '', '', 'II', '0041237', 'late', 'paid']
			}
		]);
	});

	it('leaves the definition blank where it is not known, and as it is where the sheet says it', () => {
		const told = sheetOf(
			['ID', 'First Name'],
			[
				['FA2', 'Anna'],
				['', 'Wei']
			],
			'MN29-GXDJ'
		);
		expect(mergeSheets([], [told]).rows.map(({ cells }) => cells[0])).toEqual(['FA2', '']);
		expect(mergeSheets([], [{ ...firstAid, definitionId: null }]).rows[0]!.cells[0]).toBe('');
	});

	it('marks lines of which all that stands in them is under ignored columns', () => {
		const total = sheetOf(
			['First Name', 'Contact', 'Notes', ''],
			[
				['Anna', 'a@b.ca', '', ''],
				['', ' ', 'TOTAL 12', ''],
				['', '', '', 'checked']
			],
			'D3V2-QMHQ'
		);
		expect(mergeSheets([], [total]).rows.map(({ line, aside }) => [line, aside])).toEqual([
			[2, undefined],
			[3, true],
			[4, true]
		]);
	});

	it('keeps the places of the columns that are there', () => {
		const { columns } = mergeSheets([], [firstAid]);
		const later = mergeSheets(columns, [forklift]);
		expect(later.columns.slice(0, columns.length)).toEqual(columns);
		expect(later.rows[0]!.cells).toHaveLength(later.columns.length);
		expect(mergeSheets(later.columns, [firstAid, forklift]).columns).toEqual(later.columns);
	});

	it('keeps a column without a title where it holds something', () => {
		const stray = sheetOf(['First Name', '', 'ID'], [['Anna', 'x', 'FA2']]);
		expect(mergeSheets([], [stray]).columns.at(-1)).toEqual({ meaning: 'ignored', title: '' });
		const beyond = sheetOf(['ID', 'First Name'], [['FA2', 'Anna', '', 'beyond the header']]);
		const { columns, rows } = mergeSheets([], [beyond]);
		expect(columns).toHaveLength(6);
		expect(rows[0]!.cells.at(-1)).toBe('beyond the header');
	});

	it('takes hostile titles for titles', () => {
		const hostile = sheetOf(['__proto__', 'constructor', 'ID', 'First Name'], [['a', 'b', 'FA2', 'Anna']]);
		const { columns, rows } = mergeSheets([], [hostile]);
		expect(columns.slice(5).map(({ title }) => title)).toEqual(['__proto__', 'constructor']);
		expect(rows[0]!.cells).toEqual(['FA2', 'Anna', '', '', '', 'a', 'b']);
	});
});

describe('properties', () => {
	const title = fc.constantFrom(
		'ID',
		'First Name',
		'Nom',
		'E-mail',
		'Score',
		'Class',
		'Notes',
		'notes',
		'__proto__',
		'',
		'Hours'
	);
	const sheet = fc
		.tuple(
			fc.array(title, { maxLength: 8 }),
			fc.array(fc.array(fc.constantFrom('', 'x', 'y', ' '), { maxLength: 8 }), { maxLength: 4 }),
			fc.constantFrom(null, 'D3V2-QMHQ', 'MN29-GXDJ')
		)
		.map(([titles, rows, definitionId]) => sheetOf(titles, rows, definitionId));
	const sheets = fc.array(sheet, { maxLength: 4 });

	/** Columns and rows without their order: each cell under its column's name and number of occurrence. */
	function asSet({ columns, rows }: { columns: Column[]; rows: { cells: Cell[] }[] }) {
		const times = new Map<string, number>();
		const names = columns.map(({ meaning, title }) => {
			const name = `${meaning} ${title}`;
			times.set(name, (times.get(name) ?? 0) + 1);
			return `${name} ${times.get(name)}`;
		});
		const named = rows.map(({ cells }) =>
			cells
				.map((cell, i) => `${names[i]}=${textOf(cell)}`)
				.filter((text) => !text.endsWith('='))
				.sort()
				.join('|')
		);
		return { names: names.sort(), rows: named.sort() };
	}

	it('is free of order', () => {
		fc.assert(
			fc.property(sheets, (some) => {
				expect(asSet(mergeSheets([], some.toReversed()))).toEqual(asSet(mergeSheets([], some)));
			})
		);
	});

	it('gives the same one by one as at once', () => {
		fc.assert(
			fc.property(sheet, sheet, (one, other) => {
				const first = mergeSheets([], [one]);
				const second = mergeSheets(first.columns, [other]);
				const rows = [...first.rows, ...second.rows];
				expect(asSet({ columns: second.columns, rows })).toEqual(asSet(mergeSheets([], [one, other])));
			})
		);
	});

	it('is idempotent', () => {
		fc.assert(
			fc.property(sheets, (some) => {
				const once = mergeSheets([], some);
				expect(mergeSheets(once.columns, some)).toEqual(once);
				const merged = { ...firstAid, columns: once.columns, definitionId: null };
				const again = mergeSheets([], [{ ...merged, lines: once.rows }]);
				expect(asSet(again)).toEqual(asSet(once));
			})
		);
	});
});

it('makes two columns of whole names, and leaves them alone beside names of their own', () => {
	const whole = sheetOf(
		['Nom et prénom', 'E-mail'],
		[
			['van der Berg, Jan', 'j@b.ca'],
			['Reyes Ana', 'a@b.ca']
		]
	);
	const { columns, rows } = mergeSheets([], [whole]);
	expect(columns.map(({ meaning }) => meaning)).toEqual(Object.keys(GUIDE_TITLES));
	expect(rows.map(({ cells }) => cells.slice(1, 3))).toEqual([
		['Jan', 'van der Berg'],
		['Ana', 'Reyes']
	]);
});
