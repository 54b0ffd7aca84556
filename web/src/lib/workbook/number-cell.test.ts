import { expect, test } from 'vitest';
import { SSF } from 'xlsx';
import { textOf } from '#shared/row/cell.ts';
import { numberCell } from './number-cell.ts';
import { loadShowNumber, type ShowNumber } from './number-text.ts';

/** As both readers show it: with the library, and with it only where the format asks for it. */
async function shown(value: number, format: string): Promise<string> {
	const always = numberCell(value, format, { date1904: false, show: SSF.format as ShowNumber });
	const asked = numberCell(value, format, { date1904: false, show: await loadShowNumber([format]) });
	expect(asked).toEqual(always);
	return textOf(always);
}

test('elapsed hours, minutes and seconds are times and never dates', async () => {
	expect(await shown(1.5, '[m]')).toBe('2160');
	expect(await shown(1.5, '[mm]')).toBe('2160');
	expect(await shown(1.5, '[h]')).toBe('36');
	expect(await shown(1.5, '[s]')).toBe('129600');
	expect(await shown(1.5, '[h]:mm')).toBe('36:00');
	expect(await shown(43_831, 'mm')).toBe('2020-01');
});

test('a format with conditions shows a number by the section that is meant for it', async () => {
	const dates = '[>=43831]dd/mm/yyyy;0';
	expect(await shown(42, dates)).toBe('42');
	expect(await shown(43_831, dates)).toBe('2020-01-01');
	expect(await shown(0, '[=0]"";0000')).toBe('');
	expect(await shown(42, '[=0]"";0000')).toBe('0042');
	expect(await shown(0.5, '[<1]0%;[<10]00;000')).toBe('50%');
	expect(await shown(5, '[<1]0%;[<10]00;000')).toBe('05');
	expect(await shown(50, '[<1]0%;[<10]00;000')).toBe('050');
	expect(await shown(5_551_234, '[<=9999999]###-####;(###) ###-####')).toBe('555-1234');
	expect(await shown(5_145_551_234, '[<=9999999]###-####;(###) ###-####')).toBe('(514) 555-1234');
});

test('a language and room beside a number change none of its digits', async () => {
	expect(await shown(42, '[$-409]00000')).toBe('00042');
	expect(await shown(42, '00000_)')).toBe('00042');
	expect(await shown(42, '_(00000_)')).toBe('00042');
	expect(await shown(43_831, '[$-409]mmmm d, yyyy;@')).toBe('2020-01-01');
	expect(await shown(1234.5, '[$€-407] #,##0.00')).toBe('€ 1234.50');
});

test('what a format hides is blank', async () => {
	for (const value of [42, 0, -42]) expect(await shown(value, ';;;')).toBe('');
	expect(await shown(0, '0;-0;;@')).toBe('');
	expect(await shown(0, '0;-0;""')).toBe('');
	expect(await shown(7, '0;-0;;@')).toBe('7');
	expect(await shown(-7, '0;-0;;@')).toBe('-7');
	expect(await shown(0, '0;-0')).toBe('0');
	expect(await shown(0, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)')).toBe('0');
});

test('groups, accounting and fillings change none of the digits, and all else is as the format shows it', async () => {
	expect(await shown(85.6, '#,##0')).toBe('86');
	expect(await shown(-1234.5, '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-')).toBe('-1234.50');
	expect(await shown(-5, '"$"#,##0_);[Red]("$"#,##0)')).toBe('-$5');
	expect(await shown(-5, '0;(0);"none"')).toBe('(5)');
	expect(await shown(0, '0;(0);"none"')).toBe('none');
	expect(await shown(12_345, '0,')).toBe('12');
	expect(await shown(42, '"a,b?"0,000')).toBe('a,b?0042');
	expect(await shown(0, '#,###')).toBe('');
	expect(await shown(0.2, '#')).toBe('0.2');
});

test('literal characters among the digits stand as they are', async () => {
	expect(await shown(2_027_001, '0000"/"000')).toBe('2027/001');
	expect(await shown(31_122_027, '00\\/00\\/0000')).toBe('31/12/2027');
	expect(await shown(2_027_001, '0000";"000')).toBe('2027;001');
	expect(await shown(1_234_567, '0000+000')).toBe('1234+567');
	expect(await shown(1234, '£0')).toBe('£1234');
	expect(await shown(12_345, '0,K')).toBe('12K');
	expect(await shown(1.25, '# ?/?')).toBe('1 1/4');
});

test('where no condition is met a number is shown without a format, and a section for negatives says the sign itself', async () => {
	expect(await shown(7, '[=5]"five";[=6]"six"')).toBe('7');
	expect(await shown(6, '[=5]"five"')).toBe('6');
	expect(await shown(5, '[=5]"five"')).toBe('five');
	expect(await shown(40, '[>50]"a"0')).toBe('40');
	expect(await shown(-1, '[<0]-0;0')).toBe('-1');
	expect(await shown(-5, '[>=0]0;-0')).toBe('-5');
	expect(await shown(-5, '[>0]0;-0;0')).toBe('-5');
	expect(await shown(-1, '[<0]"neg "0;0')).toBe('neg 1');
});
