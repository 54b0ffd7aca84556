import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../fixtures/any-text.ts';
import { readWireRow, wireRowOf } from '../batch/wire-row.ts';
import { type Column, GUIDE_TITLES } from '../column/column.ts';
import type { Definition, Variable } from '../definition/definition.ts';
import { DEMO_CATALOG } from '../fixtures/catalog.ts';
import { fromCatalog } from '../fixtures/from-catalog.ts';
import type { Cell } from '../row/cell.ts';
import { compileRules } from './compile-rules.ts';
import { validateRow } from './validate-row.ts';

const settings = { now: Date.parse('2026-11-23T12:00:00Z'), timeZone: 'America/Toronto' };
const guide = Object.entries(GUIDE_TITLES).map(([meaning, title]) => ({ meaning, title }) as Column);
const person: Cell[] = ['First Aid', 'Anna', 'Ng', 'anna@example.com', ''];

function defineWith(...variables: Partial<Variable>[]): Definition {
	const defaults = { title: 'Value', kind: 'content', type: 'text', required: false } as const;
	return { ...fromCatalog('First Aid'), variables: variables.map((one) => ({ ...defaults, ...one })) };
}

function judge(definition: Definition, cells: Cell[], dateOrders = {}) {
	const columns: Column[] = [
		...guide,
		...definition.variables.map(({ title }) => ({ meaning: 'variable', title }) as const)
	];
	return validateRow(compileRules(columns, [definition], { ...settings, dateOrders }), cells);
}

/** The verdict on one value: its canonical text or null, and its issues as code and fixes. */
function judgeValue(variable: Partial<Variable>, cell: Cell) {
	const { recipient, issues } = judge(defineWith(variable), [...person, cell]);
	return [recipient?.values[0] ?? null, ...issues.map(({ code, fixes }) => [code, ...fixes].join(' '))];
}

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
		['an error in place of a name', 2, { kind: 'error', text: '#N/A' }, ['value-error']],
		['an error in place of a contact', 3, { kind: 'error', text: '#N/A' }, ['value-error']],
		['an invalid contact', 3, 'anna@gmailcom', ['contact-invalid anna@gmail.com']],
		['a past date', 4, '2026-11-22', ['expiration-past']],
		['today', 4, '2026-11-23', []],
		['a year gone by', 4, '2019', ['expiration-year-only']],
		['a month', 4, 'May 2030', ['expiration-unreadable 2030-05-31']],
		['a serial', 4, { kind: 'number', value: 47483, text: '47483' }, ['expiration-from-number 2029-12-31']],
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

	it.each(['王', 'محمد', "O'Brien", 'Nguyễn Thị', 'de la Cruz Jr.', 'Żółć', '🦊', 'X Æ A-12', 'עֲמִית', '-'])(
		'leaves the name %s as it is',
		(name) => {
			const { issues, recipient } = judge(defineWith(), person.with(1, `  ${name} `));
			expect([issues, recipient?.firstName]).toEqual([[], name]);
		}
	);

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

describe('validateRow: variables', () => {
	const percent: Cell = { kind: 'number', value: 0.85, text: '85%', percent: true };
	const lost: Cell = {
		kind: 'number',
		value: 1234567890123457000,
		text: '1234567890123457000',
		lostDigits: true
	};
	it.each<[Partial<Variable>, Cell, ReturnType<typeof judgeValue>]>([
		[{}, ' a  b ', ['a  b']],
		[{}, 'a\nb', ['a b']],
		[{ type: 'long-text' }, 'a\r\nb', ['a\nb']],
		[{}, { kind: 'number', value: 41237, text: '0041237' }, ['0041237']],
		[{}, lost, ['1234567890123457000', 'number-lost-digits']],
		[{}, '-5', ['-5']],
		[{}, '+1 (416) 555-0100', ['+1 (416) 555-0100']],
		[{}, '=cmd()', ['=cmd()', 'looks-like-formula']],
		[{}, '@anna', ['@anna', 'looks-like-formula anna']],
		[{}, 'x'.repeat(501), [null, 'value-too-long']],
		[{ max: 3 }, 'abcd', [null, 'value-too-long']],
		[{ max: 3 }, '🦊🦊🦊', ['🦊🦊🦊']],
		[{ min: 3 }, '🦊🦊', [null, 'value-too-short']],
		[{ required: true }, '\u00a0', [null, 'value-missing']],
		[{}, { kind: 'error', text: '#N/A' }, [null, 'value-error']],
		[
			{ pattern: '[0-9]{7}' },
			{ kind: 'number', value: 41237, text: '41237' },
			[null, 'pattern-mismatch 0041237']
		],
		[{ pattern: '[A-Z]{2}[0-9]{3}' }, 'ab 123', [null, 'pattern-mismatch AB123']],
		[{ pattern: '[A-Z]{2}' }, '7', [null, 'pattern-mismatch']],
		[{ pattern: '(a+)+' }, 'b', ['b']],
		[{ type: 'number', max: 100 }, '100.5', [null, 'number-too-high']],
		[{ type: 'number', min: 1 }, '0', [null, 'number-too-low']],
		[{ type: 'number', max: 100 }, percent, ['85', 'number-percent 85 0.85']],
		[{ type: 'number', max: 1 }, percent, ['0.85', 'number-percent 0.85']],
		[{ type: 'number', min: 90 }, percent, [null, 'number-too-low']],
		[{ type: 'number' }, '1,5', ['1.5', 'number-decimal-comma 1.5']],
		[{ type: 'number', max: 100 }, '1,234', [null, 'number-invalid 1.234']],
		[{ type: 'number' }, lost, ['1234567890123460000', 'number-lost-digits']],
		[{ type: 'date' }, '31/12/98', ['1998-12-31', 'date-two-digit-year 1998-12-31']],
		[{ type: 'date' }, '2015', [null, 'date-year-only']],
		[{ type: 'date' }, 'never', [null, 'date-unreadable']],
		[{ type: 'yes-no' }, { kind: 'boolean', value: true }, ['yes']],
		[{ type: 'yes-no' }, { kind: 'number', value: 0, text: '0' }, ['no']],
		[{ type: 'yes-no' }, 'OUI', ['yes']],
		[{ type: 'yes-no' }, 'X', ['yes']],
		[{ type: 'yes-no' }, 'faux', ['no']],
		[{ type: 'yes-no' }, 'maybe', [null, 'yes-no-unknown']],
		[{ type: 'choice', choices: ['English', 'Français'] }, ' francais', ['Français']],
		[{ type: 'choice', choices: ['English', 'Français'] }, 'Englsh', [null, 'choice-unknown English']],
		[{ type: 'choice', choices: ['I', 'i'] }, 'i', ['i']],
		[{ type: 'choice', choices: ['I', 'II'] }, 'constructor', [null, 'choice-unknown']],
		[{ type: 'url' }, 'https://example.com/a?b=c', ['https://example.com/a?b=c']],
		[{ type: 'url' }, 'www.example.com/a', [null, 'url-invalid https://www.example.com/a']],
		[{ type: 'url' }, 'https:/example.com', [null, 'url-invalid https://example.com']],
		[{ type: 'url' }, 'javascript:alert(1)', [null, 'url-invalid']],
		[{ type: 'url' }, 'https://user@example.com', [null, 'url-invalid']],
		[{ type: 'email' }, 'Anna@Example.COM', ['Anna@example.com']],
		[{ type: 'email' }, 'anna@gmial.com', ['anna@gmial.com', 'contact-typo anna@gmail.com']],
		[{ type: 'email' }, 'anna', [null, 'email-invalid']]
	])('%j reads %j', (variable, cell, expected) => {
		expect(judgeValue(variable, cell)).toEqual(expected);
	});

	it('warns of a value that the definition does not have', () => {
		const columns: Column[] = [
			...guide,
			{ meaning: 'variable', title: 'Class' },
			{ meaning: 'ignored', title: 'X' }
		];
		const rules = compileRules(columns, DEMO_CATALOG, settings);
		const { issues } = validateRow(rules, [...person.with(0, 'SC26'), 'II', 'noise']);
		expect(issues.map(({ code, level, column }) => [code, level, column])).toEqual([
			['value-missing', 'error', -1],
			['value-ignored', 'warning', 5]
		]);
	});

	it('shows an example of a pattern, where one fits', () => {
		const exampleFor = (variable: Partial<Variable>) =>
			judge(defineWith({ title: 'Number', ...variable }), [...person, '?!']).issues[0]?.params.example;
		expect(exampleFor({ pattern: '^[0-9]{7}$' })).toBe('1234567');
		expect(exampleFor({ pattern: '[0-9]+', min: 2 })).toBe('');
	});

	it('takes any title and value for what it is', () => {
		const titles = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
		const definition = defineWith(...titles.map((title) => ({ title })));
		const { recipient, issues } = judge(definition, [...person, ...titles]);
		expect([recipient?.values, issues]).toEqual([titles, []]);
		expect(judge(definition, titles).issues.map(({ code }) => code)).toEqual([
			'definition-unknown',
			'contact-invalid'
		]);
	});
});

describe('properties', () => {
	const definition = defineWith(
		{ title: 'Text' },
		{ title: 'Long', type: 'long-text' },
		{ title: 'Number', type: 'number' },
		{ title: 'Date', type: 'date' },
		{ title: 'Yes', type: 'yes-no' },
		{ title: 'Choice', type: 'choice', choices: ['I', 'II', 'Été'] },
		{ title: 'Url', type: 'url' },
		{ title: 'Email', type: 'email' }
	);
	const word = fc.oneof(
		anyText,
		fc.constantFrom(
			'__proto__',
			'constructor',
			'=1',
			'-5',
			'1,5',
			'3 ans',
			'31/12/28',
			'never',
			'47483',
			'ÉTÉ',
			' '
		)
	);
	const cell: fc.Arbitrary<Cell> = fc.oneof(
		word,
		fc.double().map((value): Cell => ({ kind: 'number', value, text: String(value) })),
		fc.boolean().map((value): Cell => ({ kind: 'boolean', value })),
		fc.record({ kind: fc.constant('error' as const), text: word }),
		fc.record({
			kind: fc.constant('date' as const),
			date: fc.constantFrom('2027-01-01', '2028-02-29', '2028-02-30')
		})
	);
	const likely = (...texts: string[]) =>
		fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...texts) }, { weight: 1, arbitrary: cell });
	const row = fc.tuple(
		likely('First Aid', 'd3v2qmhq'),
		fc.oneof(word, fc.constant('Anna')),
		fc.oneof(word, fc.constant('Ng')),
		likely('a@b.ca', ' Anna <ANNA@Example.COM>', 'a@gmial.com'),
		likely('', '2 ans', '31 déc. 2030', 'never', '47483', '31/12/30'),
		fc.oneof(word, fc.constant('x')),
		word,
		likely('85', '1,5', '1 234', '85%', ''),
		likely('2020-01-01', '31/12/98', '1 May 2021', ''),
		likely('oui', 'N', ''),
		likely('ete', 'ii', ''),
		likely('https://example.com/é', ''),
		likely('a@b.ca', '')
	);

	it('reads a recipient back from the wire as the same recipient, and never throws', () => {
		let recipients = 0;
		fc.assert(
			fc.property(row, (cells) => {
				const { recipient, issues } = judge(definition, cells);
				expect(recipient === null).toBe(issues.some((issue) => issue.level === 'error'));
				if (recipient === null) return;
				recipients++;
				const wire = JSON.parse(JSON.stringify(wireRowOf(recipient, 'k', crypto.randomUUID())));
				expect(readWireRow(definition, wire, settings)).toEqual({ recipient });
			}),
			{ numRuns: 1500 }
		);
		expect(recipients).toBeGreaterThan(100);
	});

	it('offers only texts that put the cell right', () => {
		fc.assert(
			fc.property(row, (cells) => {
				for (const { column, level, fixes } of judge(definition, cells).issues) {
					if (level !== 'error') continue;
					for (const fix of fixes) {
						const after = judge(definition, cells.with(column, fix)).issues;
						expect(after.filter((issue) => issue.column === column && issue.level === 'error')).toEqual([]);
					}
				}
			}),
			{ numRuns: 1500 }
		);
	});
});
