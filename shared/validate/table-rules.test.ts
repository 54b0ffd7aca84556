import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Column, GUIDE_TITLES } from '../column/column.ts';
import { DEMO_CATALOG } from '../fixtures/catalog.ts';
import { editDistance } from '../row/edit-distance.ts';
import { foldText } from '../row/fold-text.ts';
import { compileRules } from './compile-rules.ts';
import { validateRow } from './validate-row.ts';
import { type JudgedRow, validateTable } from './validate-table.ts';

const columns: Column[] = [
	...Object.entries(GUIDE_TITLES).map(([meaning, title]) => ({ meaning, title }) as Column),
	{ meaning: 'variable', title: 'Score' }
];
const rules = compileRules(columns, DEMO_CATALOG, {
	now: Date.UTC(2026, 10, 23),
	timeZone: 'America/Toronto'
});

/** The table rules as one would say them, each row held against every other. */
function sayPlainly(rows: readonly JudgedRow[]): string[] {
	const taking = rows.map((row, index) => ({ ...row, index })).filter(({ excluded }) => !excluded);
	const who = ({ verdict: { recipient }, cells }: JudgedRow) =>
		recipient
			? [
					recipient.definitionId,
					recipient.contact.toLowerCase(),
					foldText(`${recipient.firstName}\n${recipient.lastName}`)
				].join()
			: `unread ${cells.join()}`;
	const what = ({ verdict: { recipient } }: JudgedRow) =>
		recipient ? JSON.stringify([recipient.expiration, recipient.values]) : '';
	const domainOf = (row: JudgedRow) => String(row.cells[3]).split('@')[1]!;
	const times = (domain: string) => taking.filter((row) => domainOf(row) === domain).length;
	const domains = [...new Set(taking.map(domainOf))].sort();
	return taking.flatMap((row) => {
		const said: string[] = [];
		const rare = times(domainOf(row));
		const meant = domains
			.filter(
				(other) =>
					times(other) >= 5 * rare && times(other) >= 5 && editDistance(other, domainOf(row), 1) === 1
			)
			.sort((a, b) => times(b) - times(a))[0];
		if (rare <= 2 && meant) said.push(`${row.index} contact-look-alike ${meant} ${times(meant)}`);
		const before = taking.filter((other) => other.index < row.index && who(other) === who(row));
		const same = before.find((other) => what(other) === what(row));
		if (same) said.push(`${row.index} row-identical ${same.index}`);
		else if (before[0]) said.push(`${row.index} row-repeated ${before[0].index}`);
		return said;
	});
}

it('finds what plain comparison finds', () => {
	const cells = fc.tuple(
		fc.constantFrom('First Aid', 'First Aid', 'nothing'),
		fc.constantFrom('Anna', 'ANNA', 'Ben'),
		fc.constant('Ng'),
		fc
			.tuple(
				fc.constantFrom('a', 'A', 'b', 'c'),
				fc.constantFrom(
					'school.ca',
					'school.ca',
					'school.ca',
					'school.ca',
					'shcool.ca',
					'schools.ca',
					'schoool.ca'
				)
			)
			.map((parts) => parts.join('@')),
		fc.constant(''),
		fc.constantFrom('80', '80.0', '95')
	);
	const row = fc.tuple(cells, fc.constantFrom(false, false, false, true));
	fc.assert(
		fc.property(fc.array(row, { maxLength: 40, size: 'max' }), (some) => {
			const rows = some.map(([cells, excluded], index) => {
				return { cells, excluded, line: index, verdict: validateRow(rules, cells) };
			});
			const found = [...validateTable(rules, rows)]
				.sort((a, b) => a[0] - b[0])
				.flatMap(([index, issues]) =>
					issues.map(({ code, params, fixes }) => {
						const told =
							code === 'contact-look-alike' ? `${fixes[0]!.split('@')[1]} ${params.count}` : params.index;
						return `${index} ${code} ${told}`;
					})
				);
			expect(found).toEqual(sayPlainly(rows));
		}),
		{ numRuns: 500 }
	);
});
