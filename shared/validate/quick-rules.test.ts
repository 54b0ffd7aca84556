import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Variable } from '../definition/definition.ts';
import { anyText } from '../fixtures/any-text.ts';
import { type Cell, textOf } from '../row/cell.ts';
import { trimText } from '../row/fold-text.ts';
import type { CellIssue } from './cell-issue.ts';
import { compileNumber } from './number-rule.ts';
import { checkText, isHarmless, manyLines, oneLine } from './read-text.ts';
import { compileText } from './text-rule.ts';
import type { ValueRule } from './value-cell.ts';
import { compileChoiceRule, compileDate, compileYesNo } from './value-rules.ts';

const variable: Variable = { title: 'Value', kind: 'content', type: 'text', required: false };
const word = fc.oneof(
	anyText,
	fc.constantFrom(
		'85',
		'085',
		'-5',
		'1,5',
		'100',
		'yes',
		'no',
		'Yes',
		'I',
		'i',
		' I',
		'2028-12-31',
		'31/12/28',
		'😀'
	)
);
const cell: fc.Arbitrary<Cell> = fc.oneof(
	word,
	fc.record({ kind: fc.constant('number' as const), value: fc.oneof(fc.double(), fc.nat(120)), text: word }),
	fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() }),
	fc.record({ kind: fc.constant('date' as const), date: fc.constantFrom('2028-12-31', '2028-02-30') }),
	fc.constant<Cell>({ kind: 'number', value: 0.85, text: '85%', percent: true }),
	fc.constant<Cell>({
		kind: 'number',
		value: 12345678901234567,
		text: '12345678901234600',
		lostDigits: true
	}),
	fc.constant<Cell>({ kind: 'number', value: -0, text: '0' })
);
const rules: [string, () => ValueRule][] = [
	['text', () => compileText(variable)],
	['text within bounds', () => compileText({ ...variable, min: 2, max: 4 })],
	['text of a form', () => compileText({ ...variable, pattern: '[0-9]{2,3}' })],
	['long text', () => compileText({ ...variable, type: 'long-text' })],
	['number', () => compileNumber({ ...variable, type: 'number' })],
	['number within bounds', () => compileNumber({ ...variable, type: 'number', min: 1, max: 100 })],
	['date', () => compileDate({ column: 0, order: null, latestYear: 2046 })],
	['choice', () => compileChoiceRule({ ...variable, type: 'choice', choices: ['I', 'II', 'yes'] })],
	['yes or no', () => compileYesNo()]
];

describe.each(rules)('the quick way to read a %s', (_, compile) => {
	it('says what the long way says, and only where nothing is wrong', () => {
		const rule = compile();
		fc.assert(
			fc.property(cell, (some) => {
				const issues: CellIssue[] = [];
				const text = trimText(textOf(some));
				if (text === '') return;
				const read = rule.read({ cell: some, text, column: 0, variable: 'Value', issues });
				// Second, so that what was remembered of the first is met as well.
				const quick = rule.quick!(some);
				if (quick !== null) expect([quick, []]).toEqual([read, issues]);
			}),
			{ numRuns: 1000 }
		);
	});
});

it('finds harmless only what nothing is done to', () => {
	const odd = fc.constantFrom(
		...'\t\n\r\u0000\u007f\u0085\u00a0\u1680\u2003\u200b\u200e\u2028\u202e\u2060\u2069\u3000\ufeff\uff1d\ud83e=+-@ '.split(
			''
		)
	);
	const text = fc.oneof(
		anyText,
		fc.tuple(word, odd, word).map((parts) => parts.join('')),
		fc.string({ unit: fc.constantFrom(...'éÀ’王ا', ' ', '-'), minLength: 1 })
	);
	fc.assert(
		fc.property(text, (some) => {
			if (!isHarmless(some)) return;
			expect([trimText(some), oneLine(some), manyLines(some)]).toEqual([some, some, some]);
			expect(some).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffe\uffff]|^[=+\-@＝＋－＠]/u);
		}),
		{ numRuns: 5000 }
	);
	expect(['Zoë', 'O’Brien', '王', 'محمد', 'Nguyễn Thị', 'a-b'].every(isHarmless)).toBe(true);
	expect(checkText('=1', 0, 'text')).not.toBeNull();
});
