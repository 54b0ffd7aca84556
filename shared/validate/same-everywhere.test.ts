import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Column, GUIDE_TITLES } from '../column/column.ts';
import { DEMO_CATALOG } from '../fixtures/catalog.ts';
import type { Cell } from '../row/cell.ts';
import { compileRules } from './compile-rules.ts';
import { validateRow } from './validate-row.ts';
import { validateTable } from './validate-table.ts';

const titles = [
	'Score',
	'Instructor',
	'Certificate Number',
	'Class',
	'Assessed On',
	'Hours',
	'Speaker',
	'Profile'
];
const columns: Column[] = [
	...Object.entries(GUIDE_TITLES).map(([meaning, title]) => ({ meaning, title }) as Column),
	...titles.map((title) => ({ meaning: 'variable' as const, title }))
];
const settings = { now: Date.parse('2026-11-23T12:00:00Z'), timeZone: 'America/Toronto' };

const USUAL: Record<string, string> = {
	Score: '85',
	'Certificate Number': '0041237',
	Class: 'ii',
	'Assessed On': '1er mars 2026',
	Hours: '1,5'
};

/** Letters, marks, digits and blanks of many scripts, assigned long ago: no runtime knows other ones. */
const letters = fc.string({
	unit: fc.constantFrom(
		...'aZ09éÀßŁøİıſﬁΩжЯشहिไ語한①５Ａ＠．。’ \u00a0\u200b\u3000\u0301\u202e\ud83e-._+=@,;:/'
	),
	maxLength: 12
});
const cell: fc.Arbitrary<Cell> = fc.oneof(
	letters,
	fc.constantFrom(...'|85|1,5|85 %|never|2 ans|31 déc. 2028|03/04/2028|yes|VI|0041237|x'.split('|')),
	fc.nat(60_000).map((value): Cell => ({ kind: 'number', value, text: String(value) })),
	fc.constant<Cell>({ kind: 'date', date: '2028-02-29' })
);
const likely = (...texts: string[]) =>
	fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...texts) }, { weight: 1, arbitrary: cell });
const row = fc.tuple(
	likely('First Aid', 'mn29–gxdj', 'WAH', 'Conference', 'member'),
	fc.oneof(letters, fc.constantFrom('Anna', 'Zoë', 'ZoÃ«')),
	fc.oneof(letters, fc.constantFrom('Ng', 'Ng', 'N&eacute;')),
	fc.oneof(
		cell,
		fc
			.tuple(
				fc.oneof(letters, fc.constantFrom('anna', 'Zoë')),
				fc.constantFrom('school.ca', 'shcool.ca', 'gmial.con', 'bücher.example')
			)
			.map((at) => at.join('@'))
	),
	likely('', '2 years', '31 Dec 2028', 'jamais'),
	...titles.map((title) => (title in USUAL ? likely(USUAL[title]!, '') : cell))
);

/** What these rules say of these rows. Whoever changes a rule on purpose puts the new digest here. */
const DIGEST = '6499f017e43ba40f95aa374a746da779048b88006f96ddf345d1fe27befbae31';

// The device's verdict and the server's are by the same rules; this is read in Node, in workerd and in the browser.
it('says the same of the same rows in every runtime', async () => {
	const rules = compileRules(columns, DEMO_CATALOG, settings);
	const rows = fc.sample(row, { numRuns: 3000, seed: 20261123 });
	const judged = rows.map((cells, index) => {
		return { cells, line: index + 2, excluded: false, verdict: validateRow(rules, cells) };
	});
	const table = validateTable(rules, judged);
	const said = judged.map(({ verdict }, index) => [
		verdict.recipient,
		verdict.issues,
		table.get(index) ?? []
	]);
	expect(said.filter(([recipient]) => recipient).length).toBeGreaterThan(50);
	const bytes = new TextEncoder().encode(JSON.stringify(said));
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	expect([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')).toBe(DIGEST);
});
