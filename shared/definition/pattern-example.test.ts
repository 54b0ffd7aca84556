import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePattern } from '../validate/check-pattern.ts';
import { exampleOfPattern } from './pattern-example.ts';

test.each([
	['^[0-9]{7}$', '1234567'],
	['[A-Z]{2}-\\d{4,}', 'AA-1234'],
	['(?:CN|cn)\\/(\\d{3})?[a-z]+', 'CN/a'],
	['\\w+', '1'],
	['A|B', 'A'],
	['[^0-9]', 'A'],
	['é{3}', 'ééé'],
	['', null],
	['(', null],
	['(?=.*Z)[A-Z]{3}', null]
])('%s has the form of %s', (pattern, example) => expect(exampleOfPattern(pattern)).toBe(example));

test('an example always has the form', () => {
	const part = fc.constantFrom(
		'\\d',
		'[A-Z]',
		'-',
		'x',
		'(',
		')',
		'|',
		'{2}',
		'?',
		'+',
		'*',
		'[^a]',
		'.',
		'\\p{L}',
		'^'
	);
	fc.assert(
		fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
			const source = parts.join('');
			const example = exampleOfPattern(source);
			return example === null || compilePattern(source)!.test(example);
		})
	);
});
