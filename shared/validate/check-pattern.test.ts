import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellIssue } from './cell-issue.ts';
import { compileVariable } from './compile-variable.ts';
import { checkPattern, compilePattern, PATTERN_TEXT_LIMIT } from './check-pattern.ts';

describe('checkPattern', () => {
	it.each([
		'^[0-9]{7}$',
		'[A-Z]{2}-?\\d{4,6}',
		'(?:FA|WH)-\\d+',
		'[A-Z]+-\\d+',
		'\\d{3}(?:-\\d{3}){2}',
		'(?:-\\d{2})+',
		'.*',
		'',
		'\\p{L}+',
		'(?<year>20\\d{2})/\\d+',
		'[\\]a-z]+',
		'(?=.*\\d)[a-z\\d]{8}',
		'\\-x'
	])('allows %s', (source) => {
		expect(checkPattern(source)).toBe('ok');
	});

	it.each(['(', '[', '*', 'a{2,1}', '(?<a', '\\'])('finds %s invalid', (source) => {
		expect(checkPattern(source)).toBe('invalid');
	});

	it.each([
		'(a+)+',
		'[a-z]+@[a-z]+\\.[a-z]+',
		'[\\s\\S]*[\\s\\S]*[\\s\\S]*x',
		'[\\s\\S]*[\\s\\S]*a{100}x',
		'(a*)*b',
		'(a|a)*b',
		'(?:a|ab)+c',
		'(\\d+,?)+',
		'(.*)(.*)(.*)(.*)x',
		'a?'.repeat(30) + 'a'.repeat(30),
		'(a{1,10}){1,10}',
		'(a)\\1',
		'(?<a>x)\\k<a>',
		'(?:a{100}){100}',
		'((a{9}){9}){99}',
		'a'.repeat(201)
	])('finds %s too costly', (source) => {
		expect(checkPattern(source)).toBe('too-costly');
	});

	it('lets nothing through that takes long on the longest text', () => {
		const piece = fc.constantFrom(
			'a',
			'(a',
			'(?:a',
			'b',
			'[ab]',
			')',
			'+',
			'*',
			'?',
			'{1,3}',
			'{2}',
			'|',
			'.',
			'\\w',
			'^',
			'$'
		);
		const source = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
		const texts = ['a', 'ab', 'b'].map(
			(unit) => `${unit.repeat(PATTERN_TEXT_LIMIT).slice(0, PATTERN_TEXT_LIMIT - 1)}!`
		);
		fc.assert(
			fc.property(source, (some) => {
				const pattern = compilePattern(some);
				if (pattern === null) return;
				const started = performance.now();
				for (const text of texts) pattern.test(text);
				expect(performance.now() - started).toBeLessThan(2000);
			}),
			{ numRuns: 500 }
		);
	});

	it.each(['[\\s\\S]*[\\s\\S]*x', '[\\s\\S]*a*aaab', '(?:a|a){12}b', '.*a{1,20}b'])(
		'a chunk full of the worst texts for %s takes a moment',
		(source) => {
			expect(checkPattern(source)).toBe('ok');
			const settings = { column: 0, order: null, latestYear: 2100 };
			const read = compileVariable(
				{ title: 'Code', kind: 'content', type: 'text', required: false, pattern: source },
				settings
			);
			const text = 'a'.repeat(PATTERN_TEXT_LIMIT);
			const started = performance.now();
			for (let cell = 0; cell < 4500; cell++) {
				const issues: CellIssue[] = [];
				read(text, issues);
				expect(issues[0]?.code).toBe('pattern-mismatch');
			}
			// Some 0.3 s; it is a crowded machine that takes ten times as long.
			expect(performance.now() - started).toBeLessThan(5000);
		},
		10_000
	);

	it('matches the whole text', () => {
		expect(compilePattern('a|b')?.test('ab')).toBe(false);
		expect(compilePattern('a|b')?.test('b')).toBe(true);
		expect(compilePattern('a)(b')).toBeNull();
	});
});
