import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPattern, compilePattern, PATTERN_TEXT_LIMIT } from './check-pattern.ts';

describe('checkPattern', () => {
	it.each([
		'^[0-9]{7}$',
		'[A-Z]{2}-?\\d{4,6}',
		'(?:FA|WH)-\\d+',
		'[a-z]+@[a-z]+\\.[a-z]+',
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

	it('matches the whole text', () => {
		expect(compilePattern('a|b')?.test('ab')).toBe(false);
		expect(compilePattern('a|b')?.test('b')).toBe(true);
		expect(compilePattern('a)(b')).toBeNull();
	});
});
