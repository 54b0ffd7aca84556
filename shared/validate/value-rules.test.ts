import { describe, expect, it } from 'vitest';
import type { Column } from '../column/column.ts';
import type { Variable } from '../definition/definition.ts';
import { DEMO_CATALOG } from '../fixtures/catalog.ts';
import type { Cell } from '../row/cell.ts';
import { compileRules } from './compile-rules.ts';
import { defineWith, guide, judge, judgeValue, person, settings } from './sample-judge.ts';
import { validateRow } from './validate-row.ts';

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
		[{}, { kind: 'date', date: '2027-03-01' }, ['2027-03-01', 'text-is-date']],
		[{ title: 'Date of course' }, { kind: 'date', date: '2027-03-01' }, ['2027-03-01']],
		[{ pattern: '[0-9-]{10}' }, { kind: 'date', date: '2027-03-01' }, ['2027-03-01']],
		[{}, '-5', ['-5']],
		[{}, '+1 (416) 555-0100', ['+1 (416) 555-0100']],
		[{}, '=cmd()', ['=cmd()', 'looks-like-formula']],
		[{}, '@anna', ['@anna', 'looks-like-formula anna']],
		[{}, '1.23E+11', ['1.23E+11', 'number-lost-digits']],
		[{}, '1,23E+11', ['1,23E+11', 'number-lost-digits']],
		[{}, '2E+3', ['2E+3']],
		[{}, 'RenÃ©e', ['RenÃ©e', 'letters-garbled Renée']],
		[{}, 'Smith &amp; Co', ['Smith &amp; Co', 'letters-garbled Smith & Co']],
		[{ type: 'long-text' }, 'It&rsquo;s &amp;eacute;', ['It&rsquo;s &amp;eacute;', 'letters-garbled It’s é']],
		[{}, 'Smith & Co; AT&T', ['Smith & Co; AT&T']],
		[{}, 'Ren?e', ['Ren?e', 'letters-lost']],
		[{}, 'Did he pass? Yes', ['Did he pass? Yes']],
		[{}, 'example.com/a?b=c', ['example.com/a?b=c']],
		[{}, 'n° 5 «x» © ½ Ä–Ö', ['n° 5 «x» © ½ Ä–Ö']],
		[{}, '#12', ['#12']],
		[{}, '########', [null, 'value-error']],
		[{ type: 'date' }, '########', [null, 'value-error']],
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
		[{ type: 'number' }, { kind: 'number', value: 69.6, text: '70' }, ['70', 'number-rounded 70 69.6']],
		[{ type: 'number' }, { kind: 'number', value: 250 / 3, text: '83.33333333' }, ['83.33333333']],
		[{ type: 'number' }, { kind: 'number', value: -5, text: '(5)' }, ['-5']],
		[{ type: 'text' }, 'Zo\ufffd', [null, 'value-control-character']],
		[{ type: 'text' }, 'Zo\u0007e', [null, 'value-control-character Zoe']],
		[{ type: 'number', max: 100 }, '8/10', [null, 'number-invalid 80 8']],
		[{ type: 'number', max: 100 }, '7/9', [null, 'number-invalid 77.78 7']],
		[{ type: 'number', max: 100 }, '80/100', [null, 'number-invalid 80']],
		[{ type: 'number', max: 10 }, '8/10', [null, 'number-invalid 8']],
		[{ type: 'number', max: 10 }, '80/100', [null, 'number-invalid 8']],
		[{ type: 'number', max: 24 }, '8/10', [null, 'number-invalid 8']],
		[{ type: 'number' }, '8/10', [null, 'number-invalid 8']],
		[{ type: 'number', max: 100 }, '12/0', [null, 'number-invalid 12']],
		[{ type: 'number', max: 100 }, '1,000', [null, 'number-invalid']],
		[{ type: 'number' }, '1,000', [null, 'number-invalid 1000']],
		[{ type: 'date' }, 'Tuesday 3 March 2029', ['2029-03-03', 'date-other-weekday 2029-03-03']],
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
		[{ type: 'url' }, '//example.com/a', [null, 'url-invalid https://example.com/a']],
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
