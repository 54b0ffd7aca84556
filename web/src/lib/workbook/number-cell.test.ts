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
	expect(await shown(0.2, '#')).toBe('');
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

test('each section is a format of its own', async () => {
	expect(await shown(0, 'General;-General;"zero"')).toBe('zero');
	expect(await shown(-3, 'General;General;')).toBe('3');
	expect(await shown(-3, '0.0;"minus "General')).toBe('minus 3');
	expect(await shown(-0.5, '0;0%')).toBe('50%');
	expect(await shown(0.4, '[Red]#;[Blue]-#;')).toBe('');
	expect(await shown(-5, '$#,##0.00_);\\($#,##0.00\\);$* "-"??')).toBe('-$5.00');
	expect(await shown(-5, '_($* #,##0.00_);_($* \\(#,##0.00\\);_($* "-"??_);_(@_)')).toBe('-$5.00');
	expect(await shown(0, '_($* #,##0.00_);_($* \\(#,##0.00\\);_($* "-"??_);_(@_)')).toBe('$0.00');
	const francs = '_ [$CHF-807]\\ * #,##0.00_ ;_ [$CHF-807]\\ * \\-#,##0.00_ ;_ [$CHF-807]\\ * "-"??_ ;_ @_ ';
	expect(await shown(0, francs)).toBe('CHF 0.00');
	expect(await shown(-5, francs)).toBe('-CHF 5.00');
});

test('what shows nothing of a number is blank, but for the minus that Excel sets itself', async () => {
	for (const format of ['""', ';', '"";""', ';;', '0;"";']) expect(await shown(0, format)).toBe('');
	for (const format of ['""', ';', '"";""']) {
		expect(await shown(0.4, format)).toBe('');
		expect(await shown(7, format)).toBe('');
		expect(await shown(-7, format)).toBe('-');
	}
	expect(await shown(-7, '0;')).toBe('-');
	expect(await shown(7, '"x"')).toBe('x');
	expect(await shown(-7, '"x"')).toBe('-x');
	expect(await shown(0.4, '#')).toBe('');
	expect(await shown(0.4, '##')).toBe('');
	expect(await shown(12, '#,')).toBe('');
	expect(await shown(7, '[Red]')).toBe('7');
});

test('a percentage is one whatever stands before its sign', async () => {
	expect(await shown(0.4, '0.##\\ %')).toBe('40. %');
	expect(await shown(0.855, '0.##\\ %')).toBe('85.5 %');
	expect(await shown(0.285, '#0" %"%')).toBe('29 %%');
	expect(await shown(0.855, '0.##%')).toBe('85.5%');
	expect(await shown(-0.4, '#,##0.0#" of all "%')).toBe('-40.0 of all %');
	expect(numberCell(0.4, '0.#E+0%', { date1904: false, show: SSF.format as ShowNumber })).toMatchObject({
		percent: true,
		text: '40%'
	});
});

test('a fraction has the part below the line that its format names', async () => {
	expect(await shown(0.5, '0/2')).toBe('1/2');
	expect(await shown(2.5, '?/2')).toBe('5/2');
	expect(await shown(2.5, '# ?/2')).toBe('2 1/2');
	expect(await shown(0.9, '# ?/2')).toBe('1');
	expect(await shown(0.1, '# ?/2')).toBe('0');
	expect(await shown(0, '0/2')).toBe('0/2');
	expect(await shown(0.07, '??/100')).toBe('7/100');
	expect(await shown(0.07, '00/100')).toBe('07/100');
	expect(await shown(-12.25, '#\\ ??/16" in"')).toBe('-12 4/16 in');
	expect(await shown(1.25, '#\\ ?/?')).toBe('1 1/4');
});

test('a negative number of which only zeros are shown has no minus, unless the format has one of its own', async () => {
	expect(await shown(-0.4, '0')).toBe('0');
	expect(await shown(-0.001, '#,##0.00')).toBe('0.00');
	expect(await shown(-0.4, '€0')).toBe('€0');
	expect(await shown(-0.4, '#')).toBe('');
	expect(await shown(-0.4, '"No 5-"00')).toBe('No 5-00');
	expect(await shown(-0.001, '0%')).toBe('0%');
	expect(await shown(-0.4, '-0')).toBe('-0');
	expect(await shown(-0.4, '#.##')).toBe('-.4');
	expect(await shown(-0.4, '€#0.0')).toBe('-€0.4');
	expect(await shown(-0.4, '0;-0')).toBe('-0');
	expect(await shown(-0.4, '0;@')).toBe('-0');
	expect(await shown(-0.001, '#,##0.00_);(#,##0.00)')).toBe('-0.00');
	expect(await shown(-0.01, '# ??/??')).toBe('-0');
	expect(await shown(-0.00001, 'General')).toBe('-0.00001');
});
