import { describe, expect, it } from 'vitest';
import { type Column, GUIDE_TITLES } from '../column/column.ts';
import { DEMO_CATALOG } from '../fixtures/catalog.ts';
import { compileRules } from './compile-rules.ts';
import { type HeldCredential, type History, holderKey } from './history.ts';
import { indexTable } from './index-table.ts';
import { validateRow } from './validate-row.ts';
import { type JudgedRow, validateTable } from './validate-table.ts';

const columns: Column[] = [
	...Object.entries(GUIDE_TITLES).map(([meaning, title]) => ({ meaning, title }) as Column),
	{ meaning: 'variable', title: 'Score' },
	{ meaning: 'variable', title: 'Hours' }
];
const settings = { now: Date.parse('2026-11-23T12:00:00Z'), timeZone: 'America/Toronto' };
const rules = compileRules(columns, DEMO_CATALOG, settings);
const firstAid = DEMO_CATALOG.find(({ shortName }) => shortName === 'First Aid')!;

const row = (contact: string, more: Partial<JudgedRow> = {}, name = 'Amélie'): JudgedRow => {
	const cells = ['First Aid', name, 'Tremblay', contact, '2 years', '80'];
	return { cells, line: 2, excluded: false, verdict: validateRow(rules, cells), ...more };
};

function hold(...held: Partial<HeldCredential>[]): History {
	const person = { contact: 'amelie@example.org', firstName: 'Amélie', lastName: 'Tremblay' };
	const usual = { credentialId: 'c1', validFrom: '2025-03-04T02:00:00Z', validUntil: null };
	const key = holderKey({ definitionId: firstAid.id, ...person });
	return new Map([[key, held.map((one) => ({ ...usual, ...one }))]]);
}

function judge(history: History, judged: JudgedRow) {
	return (validateTable(rules, [judged], { history }).get(0) ?? []).map(({ code, column, level, params }) => {
		expect([column, level]).toEqual([-1, 'warning']);
		return [code, params.name, params.validFrom, params.validUntil];
	});
}

describe('what is held already', () => {
	const person = row('amelie@example.org');

	it('is warned of, with days in the organisation’s zone', () => {
		const until = hold({ validUntil: '2027-03-04T04:59:59Z' });
		expect(judge(until, person)).toEqual([['already-holds', 'Amélie Tremblay', '2025-03-03', '2027-03-03']]);
		expect(judge(hold({}), person)).toEqual([['already-holds', 'Amélie Tremblay', '2025-03-03', '']]);
	});

	it('is a renewal where it ends within 90 days, unless another lasts longer', () => {
		const soon = { validUntil: '2027-02-21T12:00:00Z' };
		expect(judge(hold(soon), person)).toEqual([['renewal', 'Amélie Tremblay', undefined, '2027-02-21']]);
		expect(judge(hold({ validUntil: '2027-02-21T12:00:01Z' }), person)[0]![0]).toBe('already-holds');
		expect(judge(hold(soon, { validUntil: '2028-01-01T00:00:00Z' }), person)[0]![3]).toBe('2027-12-31');
	});

	it('says nothing once it has expired', () => {
		expect(judge(hold({ validUntil: '2026-11-23T12:00:00Z' }), person)).toEqual([]);
		expect(judge(hold({ validUntil: '2026-11-23T12:00:01Z' }), person)[0]![0]).toBe('renewal');
	});

	it('is the same person’s in any writing of the name and the contact, and nobody else’s', () => {
		expect(judge(hold({}), row('Amelie@EXAMPLE.org', {}, 'AMELIE'))).toHaveLength(1);
		expect(judge(hold({}), row('amelie@example.org', {}, 'Zoë'))).toEqual([]);
		expect(judge(hold({}), row('amelie@example.com'))).toEqual([]);
		const cells = ['SC26', 'Amélie', 'Tremblay', 'amelie@example.org', '', '', '7'];
		const other = { ...person, cells, verdict: validateRow(rules, cells) };
		expect(other.verdict.recipient).not.toBeNull();
		expect(judge(hold({}), other)).toEqual([]);
	});

	it('does not concern excluded rows, rows with errors, and the row that it came from', () => {
		expect(judge(hold({}), { ...person, excluded: true })).toEqual([]);
		const cells = person.cells.with(4, 'soon');
		expect(judge(hold({}), { ...person, cells, verdict: validateRow(rules, cells) })).toEqual([]);
		expect(judge(hold({}), { ...person, credentialId: 'c1' })).toEqual([]);
		expect(judge(hold({}), { ...person, credentialId: 'c2' })).toHaveLength(1);
	});

	it('is found as rows change', () => {
		const index = indexTable(rules, [row('a@b.ca'), person], { history: hold({}) });
		expect([...index.issues.keys()]).toEqual([1]);
		expect(index.put(new Map([[0, person]]))).toEqual(new Set([0, 1]));
		expect(index.issues.get(0)!.map(({ code }) => code)).toEqual(['already-holds']);
		expect(index.issues.get(1)!.map(({ code }) => code)).toEqual(['row-identical', 'already-holds']);
		expect([...index.put(new Map([[1, { ...person, excluded: true }]]))]).toEqual([1]);
	});
});
