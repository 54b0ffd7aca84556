import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SSF } from 'xlsx';
import { textShownBy } from './format-section.ts';
import { kindOfFormat } from './number-format.ts';
import { needsLibrary, numberText } from './number-text.ts';

const FORMATS = [
	'General',
	'0',
	'0.00',
	'#,##0.00',
	'0%',
	'0.00E+00',
	'# ?/?',
	'm/d/yy',
	'd-mmm-yy',
	'h:mm AM/PM',
	'[h]:mm:ss',
	'mm:ss.0',
	'##0.0E+0',
	'@',
	'_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
	'[Red]0;[Blue]-0',
	'[$-409]mmmm d, yyyy;@',
	'[$€-407] #,##0.00',
	'"day "0',
	'0" h"',
	'\\d0',
	'yyyy"年"m"月"d"日"',
	'0_d',
	'[>100]0;0.0',
	'e',
	'gge'
];

test('a format is one of dates or times exactly where SheetJS says so', () => {
	for (const format of FORMATS) {
		const isDate = ['date', 'time'].includes(kindOfFormat(format));
		expect(isDate, format).toBe(SSF.is_date(format));
	}
});

test('a letter that only fills the cell makes no date', () => {
	expect(kindOfFormat('*d0')).toBe('shown');
	expect(kindOfFormat('0_d')).toBe('shown');
});

test('zeros with texts around them are shown as SheetJS shows them, without it', () => {
	const literal = fc.constantFrom('', '"FA-"', '\\#', ' ', '"a b"', '\\-');
	const format = fc
		.tuple(literal, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 3 }), literal)
		// SheetJS forgets to pad before a point.
		.filter(([, whole, decimals]) => whole === 1 || decimals === 0)
		.map(
			([before, whole, decimals, after]) =>
				`${before}${'0'.repeat(whole)}${decimals ? `.${'0'.repeat(decimals)}` : ''}${after}`
		);
	const number = fc.oneof(
		fc.integer({ min: 0, max: 999_999_999_999 }),
		fc.integer({ min: 0, max: 999_999 }).map((n) => n / 8)
	);
	fc.assert(
		fc.property(format, number, (one, value) => {
			expect(needsLibrary(one)).toBe(false);
			expect(numberText(value, one)).toBe(SSF.format(one, value).trim());
		}),
		{ numRuns: 2000 }
	);
});

test('what is shown is rounded as Excel rounds, by the digits that it keeps', () => {
	expect(numberText(1.005, '0.00')).toBe('1.01');
	expect(numberText(0.285, '0%')).toBe('29%');
	expect(numberText(-0.5, '0%')).toBe('-50%');
	expect(numberText(0.07, '0 %')).toBe('7 %');
	expect(numberText(0, '0.0%')).toBe('0.0%');
	expect(numberText(0.004, '0.00')).toBe('0.00');
	expect(numberText(5.5, '000.00')).toBe('005.50');
	expect(numberText(1e20, '0')).toBe('100000000000000000000');
});

test('a number without a format is shown as Excel shows it, but for powers of ten', () => {
	const general = fc
		.integer({ min: -99_999_999_999, max: 99_999_999_999 })
		.chain((whole) => fc.integer({ min: 0, max: 14 }).map((places) => whole / 10 ** places));
	fc.assert(
		fc.property(general, (value) => {
			// What lies half way the library rounds as the bits happen to fall.
			fc.pre(!/5$/.test(String(value)));
			const shown = SSF.format('General', value) as string;
			if (/E/.test(shown)) expect(numberText(value, 'General')).toMatch(/^-?[\d.]+$/);
			else expect(numberText(value, 'General')).toBe(shown);
		}),
		{ numRuns: 5000 }
	);
	expect(numberText(1 / 3, '')).toBe('0.333333333');
	expect(numberText(1234.56789012, 'General')).toBe('1234.56789');
	expect(numberText(0.000012345678, '')).toBe('0.0000123457');
	expect(numberText(999_999_999_999.5, '')).toBe('1000000000000');
	expect(numberText(123_456_789_012_345, '')).toBe('123456789012345');
});

test('a text is shown with what its format puts around it', () => {
	const shown = (format: string, text = 'ana') => textShownBy(format)?.(text) ?? text;
	expect(shown('@"@school.ca"')).toBe('ana@school.ca');
	expect(shown('"Dr. "@')).toBe('Dr. ana');
	expect(shown('General;General;General;"none"')).toBe('none');
	expect(shown('0;-0;0;[Red]"<"@\\>')).toBe('<ana>');
	expect(shown('0;"x "@')).toBe('x ana');
	expect(shown(';;;')).toBe('');
	expect(shown('@"x"', '')).toBe('');
	for (const plain of ['', '@', 'General', '0;-0', '_(@_)', '0;-0;0;General', '0"@"', '[$-409]d mmm;@'])
		expect(shown(plain), plain).toBe('ana');
});

test('hyphens between the places of digits drop none of them', () => {
	const shown = (format: string, value: number) => numberText(value, format, SSF.format);
	for (const hyphen of ['-', '\\-', '"-"']) {
		expect(shown(`000${hyphen}000`, 1_234_567)).toBe('1234-567');
		expect(shown(`000${hyphen}000`, -42)).toBe('-000-042');
		expect(shown(`0000${hyphen}0000`, 123_456_789)).toBe('12345-6789');
		expect(shown(`000${hyphen}00${hyphen}0000`, 1_123_456_789)).toBe('1123-45-6789');
		expect(shown(`###${hyphen}###`, 1_234_567)).toBe('1234-567');
	}
	expect(shown('(000) 000-0000', 5_145_551_234)).toBe('(514) 555-1234');
	expect(shown('"0-0"000-000', 1)).toBe('0-0000-001');
	expect(shown('0;-0', -5)).toBe('-5');
});
