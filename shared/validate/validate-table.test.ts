import { describe, expect, it } from 'vitest';
import { type Column, GUIDE_TITLES } from '../column/column.ts';
import { DEMO_CATALOG } from '../fixtures/catalog.ts';
import type { Cell } from '../row/cell.ts';
import { compileRules } from './compile-rules.ts';
import { validateRow } from './validate-row.ts';
import { validateTable } from './validate-table.ts';

const columns: Column[] = [
	...Object.entries(GUIDE_TITLES).map(([meaning, title]) => ({ meaning, title }) as Column),
	{ meaning: 'variable', title: 'Score' },
	{ meaning: 'variable', title: 'Certificate Number' },
	{ meaning: 'variable', title: 'Class' }
];
const settings = { now: Date.parse('2026-11-23T12:00:00Z'), timeZone: 'America/Toronto' };
const rules = compileRules(columns, DEMO_CATALOG, settings);

const firstAid = (first: string, last: string, contact: string, score = '80'): Cell[] => [
	'First Aid',
	first,
	last,
	contact,
	'',
	score
];
const forklift = (first: string, last: string, contact: string): Cell[] => [
	'Forklift',
	first,
	last,
	contact,
	'',
	'',
	'0041237',
	'I'
];

/** The table's findings as `index code earlier-line-or-fix`. */
function judge(rows: Cell[][], excluded: number[] = []): string[] {
	const judged = rows.map((cells, index) => ({
		cells,
		line: index + 2,
		excluded: excluded.includes(index),
		verdict: validateRow(rules, cells)
	}));
	return [...validateTable(rules, judged)].flatMap(([index, issues]) =>
		issues.map(({ code, params, fixes, level }) => `${index} ${level} ${code} ${fixes[0] ?? params.line}`)
	);
}

describe('repeats', () => {
	it('finds the same row and the same recipient, and says where it was before', () => {
		const twin = firstAid('Twin', 'Row', 'twin@example.com');
		expect(
			judge([
				twin,
				twin,
				firstAid(' TWIN', 'Rów', 'Twin@Example.com', '95'),
				forklift('Twin', 'Row', 'twin@example.com')
			])
		).toEqual(['1 warning row-identical 2', '2 warning row-repeated 2']);
	});

	it('finds a row identical to any earlier one', () => {
		const again = (score: string) => firstAid('A', 'B', 'a@example.com', score);
		expect(judge([again('80'), again('95'), again('95.0'), again('80')])).toEqual([
			'1 warning row-repeated 2',
			'2 warning row-identical 3',
			'3 warning row-identical 2'
		]);
	});

	it('lets siblings share an address, and one person hold two credentials', () => {
		expect(
			judge([
				firstAid('Sister', 'Sibling', 'parent@example.com'),
				firstAid('Brother', 'Sibling', 'parent@example.com'),
				forklift('Brother', 'Sibling', 'parent@example.com')
			])
		).toEqual([]);
	});

	it('does not look at excluded rows', () => {
		const twin = firstAid('Twin', 'Row', 'twin@example.com');
		expect(judge([twin, twin], [0])).toEqual([]);
		expect(judge([twin, twin, twin], [0])).toEqual(['2 warning row-identical 3']);
	});

	it('compares rows with errors cell by cell', () => {
		const bad = firstAid('Twin', 'Row', 'nowhere');
		expect(judge([bad, [...bad, '', ''], firstAid('Twin', 'Row', 'nowhere', '81')])).toEqual([
			'1 warning row-identical 2'
		]);
	});

	it('stays quick where all rows share one contact', () => {
		const rows = Array.from({ length: 20_000 }, (_, i) => firstAid(`N${i}`, 'Same', 'a@example.com'));
		const started = performance.now();
		expect(judge(rows)).toEqual([]);
		expect(performance.now() - started).toBeLessThan(5000);
	});
});

describe('contacts that look alike', () => {
	const at = (domain: string, count: number, from = 0) =>
		Array.from({ length: count }, (_, i) => firstAid(`N${from + i}`, domain, `p${from + i}@${domain}`));

	it('warns of a rare domain a slip away from a frequent one', () => {
		expect(judge([...at('school.ca', 40), ...at('shcool.ca', 1)])).toEqual([
			'40 warning contact-look-alike p0@school.ca'
		]);
		expect(judge([...at('schol.ca', 2), ...at('school.ca', 10)])).toHaveLength(2);
	});

	it('also in a row that has an error elsewhere', () => {
		const [row] = at('shcool.ca', 1, 50);
		expect(judge([...at('school.ca', 40), row!.with(5, '101')])).toEqual([
			'40 warning contact-look-alike p50@school.ca'
		]);
	});

	it('not of what is not rare, not alike, a provider, or excluded', () => {
		expect(judge([...at('school.ca', 40), ...at('shcool.ca', 9, 50)])).toEqual([]);
		expect(judge([...at('school.ca', 40), ...at('example.org', 1)])).toEqual([]);
		expect(judge([...at('ymail.com', 40), ...at('gmail.com', 1)])).toEqual([]);
		expect(judge([...at('school.ca', 4), ...at('shcool.ca', 1)])).toEqual([]);
		expect(judge([...at('school.ca', 40), ...at('shcool.ca', 1)], [40])).toEqual([]);
	});
});
