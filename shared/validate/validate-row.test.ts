import { describe, expect, it } from 'vitest';
import { DEMO_CATALOG } from '../fixtures/catalog.ts';
import type { Cell } from '../row/cell.ts';
import { compileRules } from './compile-rules.ts';
import { defineWith, judge, person, settings } from './sample-judge.ts';
import { validateRow } from './validate-row.ts';

describe('validateRow: the guide’s columns', () => {
	it.each<[string, number, Cell, string[]]>([
		['a missing definition', 0, '', ['definition-missing']],
		['an unknown definition', 0, 'Frist Aid', ['definition-unknown First Aid Level 2']],
		['an error in place of a definition', 0, { kind: 'error', text: '#REF!' }, ['value-error']],
		['a blank name', 1, ' \u00a0', ['first-name-missing']],
		['a long name', 1, 'é'.repeat(201), ['name-too-long']],
		['200 characters outside the BMP', 1, '🦊'.repeat(200), []],
		['a name with a control character', 2, 'N\u0007g', ['value-control-character Ng']],
		['a name with half a character', 2, 'Ng\ud83e', ['value-control-character Ng']],
		['a name that overrides the direction', 2, '\u202egN', ['value-control-character gN']],
		['a formula', 1, '=1+1', ['looks-like-formula']],
		['a mention', 1, '@Anna', ['looks-like-formula Anna']],
		['a name with a letter lost', 1, '?ukasz', ['letters-lost']],
		['a name with its last letter lost', 1, 'Zo?', ['letters-lost']],
		['a name with UTF-8 in it', 1, 'ZoÃ«', ['letters-garbled Zoë']],
		['a name with UTF-8 and a control in it', 2, 'Ã\u0081lvarez', ['letters-garbled Álvarez']],
		['a name of another script in UTF-8', 2, 'ÐÐ½Ð½Ð°'.replace('Ð', 'Ð\u0090'), ['letters-garbled Анна']],
		['a name spoiled twice', 2, 'MÃƒÂ¼ller', ['letters-garbled Müller']],
		['a name beside a right one', 2, 'Zoë Å\u0081ukasz', ['letters-garbled Zoë Łukasz']],
		['a name of a web page', 1, 'Zo&eacute;', ['letters-garbled Zoé']],
		['a name with a sign of a web page', 2, 'O&#39;Brien', ["letters-garbled O'Brien"]],
		['a number that Excel shortened', 2, '1,23E+11', ['number-lost-digits']],
		['an address as a name', 1, 'anna@example.com', ['name-is-address']],
		['an address beside a name', 2, 'Ng <anna@example.com>', ['name-is-address']],
		['a dash for a name', 1, ' - ', ['name-doubtful']],
		['a family called Null', 2, 'Null', ['name-doubtful']],
		['a first name null', 1, 'null', ['name-placeholder']],
		['a column too narrow', 1, '########', ['value-error']],
		['a column too narrow for an address', 3, '####', ['value-error']],
		['a column too narrow for a date', 4, '########', ['value-error']],
		['an error in place of a name', 2, { kind: 'error', text: '#N/A' }, ['value-error']],
		['an error in place of a contact', 3, { kind: 'error', text: '#N/A' }, ['value-error']],
		['an invalid contact', 3, 'anna@gmailcom', ['contact-invalid anna@gmail.com']],
		['a past date', 4, '2026-11-22', ['expiration-past']],
		['today', 4, '2026-11-23', []],
		['a year gone by', 4, '2019', ['expiration-year-only']],
		['a month', 4, 'May 2030', ['expiration-unreadable 2030-05-31']],
		['a serial', 4, { kind: 'number', value: 47483, text: '47483' }, ['expiration-from-number 2029-12-31']],
		['another weekday', 4, 'Tuesday 3 March 2029', ['expiration-other-weekday 2029-03-03']],
		['a year before dashes', 4, '27-12-31', ['expiration-ambiguous 2031-12-27 2027-12-31']],
		['a slip', 4, '2 yaers', ['expiration-unreadable 2 years']],
		['an error in place of an expiration', 4, { kind: 'error', text: '#VALUE!' }, ['value-error']]
	])('%s', (_, column, cell, expected) => {
		const cells = person.with(column, cell);
		const { issues, recipient } = judge(defineWith(), cells);
		expect(issues.map(({ code, fixes }) => [code, ...fixes].join(' '))).toEqual(expected);
		expect(issues.every((issue) => issue.column === column)).toBe(true);
		expect(recipient === null).toBe(issues.some((issue) => issue.level === 'error'));
	});

	it.each(['', '  '])('a blank expiration (%o) is past where the default is a day gone by', (cell) => {
		const { issues, recipient } = judge(
			{ ...defineWith(), defaultExpiration: '2026-11-22' },
			person.with(4, cell)
		);
		expect(issues).toMatchObject([
			{ column: 4, level: 'error', code: 'expiration-past', params: { date: '2026-11-22' } }
		]);
		expect(recipient).toBeNull();
	});

	it.each([
		'王',
		'محمد',
		"O'Brien",
		'Nguyễn Thị',
		'de la Cruz Jr.',
		'Żółć',
		'🦊',
		'X Æ A-12',
		'עֲמִית',
		'Xu',
		'O',
		'No',
		'NA',
		'N.A.',
		'D’É’s',
		'Şebnem Çağrı',
		'José'
	])('leaves the name %s as it is', (name) => {
		const { issues, recipient } = judge(defineWith(), person.with(1, `  ${name} `));
		expect([issues, recipient?.firstName]).toEqual([[], name]);
	});

	it('keeps a default that would be asked about today', () => {
		const { recipient } = judge({ ...defineWith(), defaultExpiration: '26 sem' }, person);
		expect(recipient?.expiration).toEqual({ kind: 'duration', duration: 'P26W' });
	});

	const number = { kind: 'number', value: 25, text: '25' } as const;
	it.each<[Cell[]]>([
		[['', 'Total', '', '', '']],
		[['First Aid', 'Total:', '25', '', '']],
		[['', '25', 'TOTAL', '', '']],
		[['Total', '', '', '', '']],
		[['Grand total', number, '', number, '']],
		[['', 'Count: 25', '', '', '']],
		[['', 'Nombre', 'd’élèves : 25', '', '']],
		[['', 'Moyenne', '', '', '', '81,5']],
		[['', '', '', '', '', 'Sum']],
		[['', '25', 'participants', '', '']]
	])('takes %j for a line of totals, and says nothing else of it', (cells) => {
		const { issues, recipient } = judge(defineWith({}), cells);
		expect([issues.map(({ code, column }) => [code, column]), recipient]).toEqual([
			[['row-summary', -1]],
			null
		]);
	});

	it.each<[Cell[]]>([
		[['First Aid', 'Total', 'Ng', '', '']],
		[['First Aid', 'Total', '', 'total@example.com', '']],
		[['First Aid', 'Sum', 'Young', '', '']],
		[['First Aid', '', '', '', '']],
		[['First Aid', 'Anna', 'Ng', '', '', 'Total']],
		[['First Aid', `Total${' '.repeat(30_000)}x`, '', '', '']]
	])('takes no person for totals: %j', (cells) => {
		const { issues } = judge(defineWith({}), cells);
		expect(issues.map(({ code }) => code)).not.toContain('row-summary');
	});

	it.each(['N/A', 'n/a', ' null ', 'none', 'TBD', 'xxx', '?', '???'])('takes %s for no name', (name) => {
		const { issues, recipient } = judge(defineWith(), person.with(1, name));
		expect([issues.map(({ level }) => level), recipient]).toEqual([['error'], null]);
	});

	it('takes a dash and Null for no names where the other is none either', () => {
		const said = (first: string, last: string) =>
			judge(defineWith(), person.with(1, first).with(2, last)).issues.map(({ level }) => level);
		expect(said('-', '-')).toEqual(['error', 'error']);
		expect(said('null', 'null')).toEqual(['error', 'error']);
		expect(said('Anna', '--')).toEqual(['warning']);
		expect(said('', '-')).toEqual(['error', 'error']);
	});

	it('finds all that is wrong in a row at once', () => {
		const { issues } = judge(defineWith({ required: true }), ['First Aid', '', '', 'x', 'y']);
		expect(issues.map(({ code }) => code)).toEqual([
			'first-name-missing',
			'last-name-missing',
			'contact-invalid',
			'expiration-unreadable',
			'value-missing'
		]);
	});

	it.each<[Cell, string]>([
		['', 'definition-missing'],
		['Frist Aid', 'definition-unknown'],
		[{ kind: 'error', text: '#REF!' }, 'value-error']
	])('says of a row whose definition is %j what can be told all the same', (cell, code) => {
		const verdict = judge(defineWith({ required: true }), [cell, '', 'Ng', 'anna@gmailcom', '2019-12-31']);
		expect(verdict.issues.map((issue) => issue.code)).toEqual([
			code,
			'first-name-missing',
			'contact-invalid',
			'expiration-past'
		]);
		const blank = judge(defineWith(), person.with(0, cell));
		expect(blank.issues.map((issue) => issue.code)).toEqual([code]);
		expect([verdict.recipient, blank.recipient]).toEqual([null, null]);
	});

	it('points at the row where the draft has no such column', () => {
		const rules = compileRules([{ meaning: 'definition', title: 'ID' }], DEMO_CATALOG, settings);
		const { issues } = validateRow(rules, ['Forklift']);
		expect(issues.map(({ code, column }) => [code, column])).toEqual([
			['first-name-missing', -1],
			['last-name-missing', -1],
			['contact-missing', -1],
			['value-missing', -1],
			['value-missing', -1]
		]);
	});

	it('refuses an archived definition', () => {
		const { definition, issues } = judge({ ...defineWith(), archived: true }, person);
		expect(definition?.id).toBe('D3V2-QMHQ');
		expect(issues.map(({ code, level }) => [code, level])).toEqual([['definition-archived', 'error']]);
	});

	it('reads dates in the column’s order once that is known', () => {
		const definition = defineWith({ type: 'date', title: 'Done on' });
		const cells = [...person.with(4, '03/04/2028'), '01/02/2025'];
		expect(judge(definition, cells).issues.map(({ code }) => code)).toEqual([
			'expiration-ambiguous',
			'date-ambiguous'
		]);
		const { recipient } = judge(definition, cells, { 4: 'day-first', 5: 'month-first' });
		expect([recipient?.expiration, recipient?.values]).toEqual([
			{ kind: 'date', date: '2028-04-03' },
			['2025-01-02']
		]);
	});
});
