import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Column, GUIDE_TITLES } from '../column/column.ts';
import { DEMO_CATALOG } from '../fixtures/catalog.ts';
import type { Cell } from '../row/cell.ts';
import { compileRules } from './compile-rules.ts';
import type { CellIssue } from './cell-issue.ts';
import { indexTable } from './index-table.ts';
import { validateRow } from './validate-row.ts';
import { type JudgedRow, validateTable } from './validate-table.ts';

const columns: Column[] = [
	...Object.entries(GUIDE_TITLES).map(([meaning, title]) => ({ meaning, title }) as Column),
	{ meaning: 'variable', title: 'Score' }
];
const settings = { now: Date.parse('2026-11-23T12:00:00Z'), timeZone: 'America/Toronto' };
const rules = compileRules(columns, DEMO_CATALOG, settings);

function judge(cells: Cell[], line: number, excluded = false): JudgedRow {
	return { cells, line, excluded, verdict: validateRow(rules, cells) };
}

const person = (i: number, domain: string, line = i): JudgedRow =>
	judge(['First Aid', `N${i}`, 'Ng', `p${i}@${domain}`, '', '80'], line);

describe('indexTable', () => {
	const row = fc
		.record({
			definition: fc.constantFrom('First Aid', 'First Aid', 'SC26', 'nothing'),
			name: fc.constantFrom('Anna', 'ANNA', 'Ben', ''),
			local: fc.constantFrom('a', 'A', 'b', 'c'),
			domain: fc.constantFrom(
				'school.ca',
				'school.ca',
				'school.ca',
				'shcool.ca',
				'schools.ca',
				'scool.ca',
				'gmail.com'
			),
			score: fc.constantFrom('80', '80.0', '95', 'x'),
			line: fc.nat(3),
			excluded: fc.constantFrom(false, false, false, true)
		})
		.map(({ definition, name, local, domain, score, line, excluded }) =>
			judge([definition, name, 'Ng', `${local}@${domain}`, '', score], line, excluded)
		);
	/** Which earlier row a repeat names changes in place. */
	const withoutPlace = ({ code, params, fixes }: CellIssue) => ({
		code,
		fixes,
		params: { ...params, line: 0, index: 0 }
	});
	const change = fc.array(fc.tuple(fc.nat(120), row), { maxLength: 4 });
	const many = fc.array(fc.tuple(fc.nat(120), row), { minLength: 90, maxLength: 110 });
	const steps = fc.array(fc.oneof({ weight: 6, arbitrary: change }, { weight: 1, arbitrary: many }), {
		minLength: 1,
		maxLength: 8
	});

	it('says after any changes what the rows say from the start, and where that made a difference', () => {
		fc.assert(
			fc.property(fc.array(row, { maxLength: 60 }), steps, (start, changes) => {
				const rows = [...start];
				const index = indexTable(rules, rows);
				for (const step of changes) {
					const before = new Map([...index.issues].map(([at, told]) => [at, told.map(withoutPlace)]));
					const put = new Map<number, JudgedRow>();
					let end = rows.length;
					for (const [place, changed] of step) {
						const at = place < rows.length ? place : end++;
						put.set(at, changed);
					}
					for (const [at, changed] of put) rows[at] = changed;
					const told = index.put(put);
					const expected = validateTable(rules, rows);
					expect(new Map([...index.issues].sort((a, b) => a[0] - b[0]))).toEqual(
						new Map([...expected].sort((a, b) => a[0] - b[0]))
					);
					const differ = rows.keys().filter((i) => {
						const now = expected.get(i)?.map(withoutPlace);
						return JSON.stringify(before.get(i)) !== JSON.stringify(now);
					});
					for (const i of differ) expect(told, String(i)).toContain(i);
				}
			}),
			{ numRuns: 300 }
		);
	});

	it('follows a domain as it becomes common and rare again', () => {
		const index = indexTable(rules, [
			person(0, 'shcool.ca'),
			...[1, 2, 3, 4].map((i) => person(i, 'school.ca'))
		]);
		expect(index.issues.size).toBe(0);
		expect([...index.put(new Map([[5, person(5, 'school.ca')]]))]).toEqual([0]);
		expect(index.issues.get(0)).toMatchObject([{ code: 'contact-look-alike', params: { count: 5 } }]);
		expect([...index.put(new Map([[6, person(6, 'school.ca')]]))]).toEqual([0]);
		expect(index.issues.get(0)).toMatchObject([{ params: { count: 6 } }]);
		const gone = { ...person(5, 'school.ca'), excluded: true };
		index.put(new Map([5, 6].map((i) => [i, gone])));
		expect(index.issues.size).toBe(0);
	});

	it('names the earlier row by its new place when that has moved', () => {
		const twins = [judge(['First Aid', 'A', 'B', 'a@b.ca'], 2), judge(['First Aid', 'A', 'B', 'a@b.ca'], 3)];
		const index = indexTable(rules, twins);
		index.put(new Map([[0, { ...twins[0]!, line: 7 }]]));
		expect(index.issues.get(1)).toMatchObject([{ code: 'row-identical', params: { line: 7, index: 0 } }]);
	});

	it('takes an edit of the first of 100,000 identical rows', () => {
		const rows = Array.from({ length: 100_000 }, (_, i) => ({ ...person(1, 'school.ca'), line: i }));
		const index = indexTable(rules, rows);
		for (let i = 0; i < 20; i++) {
			const told = index.put(new Map([[i, person(i + 2, 'school.ca')]]));
			expect([...told]).toEqual([i + 1]);
			expect(index.issues.get(99_999)).toMatchObject([{ code: 'row-identical', params: { index: i + 1 } }]);
		}
	});
});
