import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../fixtures/any-text.ts';
import { DEMO_CATALOG } from '../fixtures/catalog.ts';
import { makeDefinitionId, readDefinitionId } from './definition-id.ts';

const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ';
const random = fc.uint8Array({ minLength: 64, maxLength: 64 }).filter((bytes) => {
	return bytes.filter((byte) => byte < 252).length >= 7;
});
const id = random.map(makeDefinitionId);

describe('makeDefinitionId', () => {
	it('makes IDs that read as themselves', () => {
		fc.assert(fc.property(id, (made) => readDefinitionId(made) === made && /^.{4}-.{4}$/.test(made)));
	});

	it('passes over bytes that would favour some symbols', () => {
		const bytes = new Uint8Array([255, 0, 252, 1, 27, 28, 253, 55, 2, 3, 4]);
		expect(makeDefinitionId(bytes).slice(0, 8)).toBe('23Z2-Z45');
		expect(() => makeDefinitionId(new Uint8Array(16).fill(255))).toThrow(RangeError);
	});
});

describe('readDefinitionId', () => {
	it.each(DEMO_CATALOG.map((definition) => definition.id))('holds for %s', (known) => {
		expect(readDefinitionId(known)).toBe(known);
	});

	it.each([
		'd3v2-qmhq',
		' D3V2 QMHQ ',
		'D3V2QMHQ',
		'D3V2\u2011QMHQ',
		'D3V2–QMHQ',
		'D3V2−QMHQ',
		'D3V2\u00adQMHQ',
		'D\u200b3V2_QMHQ',
		'Ｄ３Ｖ２－ＱＭＨＱ'
	])('reads %j', (text) => {
		expect(readDefinitionId(text)).toBe('D3V2-QMHQ');
	});

	it.each([
		'',
		'D3V2-QMHB',
		'D3V2-QMH',
		'D3V2-QMHQ2',
		'First Aid',
		'\u{1d403}3V2',
		'__proto__',
		'constructor'
	])('is none: %j', (text) => {
		expect(readDefinitionId(text)).toBeNull();
	});

	it('catches any single wrong symbol', () => {
		fc.assert(
			fc.property(id, fc.nat(7), fc.constantFrom(...ALPHABET), (made, place, symbol) => {
				const symbols = [...made.replace('-', '')];
				fc.pre(symbols[place] !== symbol);
				symbols[place] = symbol;
				return readDefinitionId(symbols.join('')) === null;
			})
		);
	});

	it('never throws', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				readDefinitionId(text);
			})
		);
	});
});
