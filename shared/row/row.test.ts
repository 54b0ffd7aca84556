import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../fixtures/any-text.ts';
import type { Cell } from './cell.ts';
import { editDistance } from './edit-distance.ts';
import { foldText, trimText } from './fold-text.ts';
import { isBlankCell, isBlankRow } from './is-blank.ts';

describe('trimText', () => {
	it('takes blanks and invisible marks from the ends only', () => {
		expect(trimText('\u00a0\u200b Zoë \u200f\ufeff')).toBe('Zoë');
		expect(trimText('a\u200db  c')).toBe('a\u200db  c');
		expect(trimText('\u200b\u2060')).toBe('');
	});
});

describe('foldText', () => {
	it.each([
		['  PRÉNOM ', 'prenom'],
		['Ａｂ\u00a0 c', 'ab c'],
		['Żółć', 'zołc'],
		['王', '王']
	])('folds %j to %j', (text, folded) => expect(foldText(text)).toBe(folded));
});

describe('editDistance', () => {
	it.each([
		['frist', 'first', 1],
		['gmal', 'gmail', 1],
		['abc', 'abc', 0],
		['', 'ab', 2],
		['kitten', 'sitting', 3]
	])('%s to %s is %i', (a, b, distance) => expect(editDistance(a, b, 5)).toBe(distance));

	it('is the same both ways, and stops at its limit', () => {
		const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
		fc.assert(
			fc.property(word, word, fc.nat(4), (a, b, limit) => {
				const full = editDistance(a, b, 20);
				expect(editDistance(b, a, 20)).toBe(full);
				expect(editDistance(a, b, limit)).toBe(Math.min(full, limit + 1));
			})
		);
	});
});

describe('isBlankRow', () => {
	it('sees what a person would see', () => {
		const zero: Cell = { kind: 'number', value: 0, text: '0' };
		expect(isBlankRow(['', ' ', '\u00a0\u200b', { kind: 'number', value: 0, text: '' }])).toBe(true);
		expect(isBlankRow([])).toBe(true);
		expect(isBlankRow(['', zero])).toBe(false);
		expect(isBlankCell(undefined)).toBe(true);
		expect(isBlankCell({ kind: 'error', text: '#N/A' })).toBe(false);
	});

	it('agrees with the text for any', () => {
		fc.assert(fc.property(anyText, (text) => isBlankCell(text) === (trimText(text) === '')));
	});
});
