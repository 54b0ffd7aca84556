import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../fixtures/any-text.ts';
import type { Cell } from '../row/cell.ts';
import { readNumber } from './read-number.ts';

const cell = (value: number, more = {}): Cell => ({ kind: 'number', value, text: String(value), ...more });

describe('readNumber', () => {
	it.each([
		['85', '85'],
		[' 85.50 ', '85.5'],
		['007', '7'],
		['-3', '-3'],
		['−3', '-3'],
		['+3', '3'],
		['-0', '0'],
		['.5', '0.5'],
		['5.', '5'],
		['1 234', '1234'],
		['1\u00a0234\u202f567', '1234567'],
		["1'234.5", '1234.5'],
		['1,234.5', '1234.5'],
		['1,234,567', '1234567'],
		['1.234.567', '1234567'],
		['８５', '85'],
		['12345678901234567890', '12345678901234567890']
	])('reads %j as %s', (text, number) => {
		expect(readNumber(text)).toEqual({ kind: 'number', text: number });
	});

	it.each(['8²', '85¹', '8₂', '①', '2½', '½'])('does not make figures of %j', (text) => {
		expect(readNumber(text)).toEqual({ kind: 'invalid', fixes: [] });
	});

	it.each([
		['1,5', '1.5'],
		['0,234', '0.234'],
		['1 234,5', '1234.5'],
		['1.234,5', '1234.5'],
		['12345,678', '12345.678']
	])('reads the decimal comma of %j', (text, number) => {
		expect(readNumber(text)).toEqual({ kind: 'number', text: number, comma: true });
	});

	it.each([
		['1,234', ['1234', '1.234']],
		['80 pts', ['80']],
		['about 80', ['80']],
		['1,000', ['1000']],
		['-85,000', ['-85000']],
		['1,5 h', ['1.5']],
		['eighty', []],
		['3-4', []],
		['', []],
		['1e5', []],
		['0x10', []],
		['NaN', []],
		['Infinity', []],
		['__proto__', []]
	])('does not read %j, and offers %j', (text, fixes) => {
		expect(readNumber(text)).toEqual({ kind: 'invalid', fixes });
	});

	it('says what a score is out of', () => {
		expect(readNumber('8.50 / 10')).toEqual({ kind: 'invalid', fixes: ['8.5'], score: 10 });
		expect(readNumber('80 out of 100')).toEqual({ kind: 'invalid', fixes: ['80'], score: 100 });
	});

	it('reads cells by their value, without the tail of a double', () => {
		expect(readNumber(cell(0.1 + 0.2))).toEqual({ kind: 'number', text: '0.3' });
		expect(readNumber(cell(1e21))).toEqual({ kind: 'number', text: '1000000000000000000000' });
		expect(readNumber(cell(1e-7))).toEqual({ kind: 'number', text: '0.0000001' });
		expect(readNumber({ kind: 'boolean', value: true }).kind).toBe('invalid');
		expect(readNumber({ kind: 'date', date: '2028-01-01' }).kind).toBe('invalid');
	});

	it('gives both readings of a percentage', () => {
		const percent = { kind: 'number', text: '85', percent: { fraction: '0.85' } };
		expect(readNumber(cell(0.85, { percent: true }))).toEqual(percent);
		expect(readNumber('85 %')).toEqual(percent);
		expect(readNumber('7%')).toMatchObject({ text: '7', percent: { fraction: '0.07' } });
	});

	it('reads what it read as the same, for all that people and Excel write', () => {
		const typed = fc.string({ unit: fc.constantFrom(...'0123456789,. -+%\u00a0e'), maxLength: 14 });
		const any = fc.oneof(
			typed,
			anyText,
			fc.double().map((value) => cell(value))
		);
		fc.assert(
			fc.property(any, (some) => {
				const reading = readNumber(some);
				if (reading.kind !== 'number') return;
				expect(readNumber(reading.text)).toEqual({ kind: 'number', text: reading.text });
			}),
			{ numRuns: 2000 }
		);
	});
});
