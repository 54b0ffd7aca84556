import { date, number, oneSheet, type CorpusCase } from './corpus-case.ts';
import { formatted } from './formatted.ts';
import { simpleBook, textCell } from './xlsx-package.ts';

// Numbers, and texts, under number formats.

const DAY_MS = 86_400_000;
const june = (Date.parse('2028-06-30') - Date.UTC(1899, 11, 30)) / DAY_MS;
const percent = (value: number, text: string) => number(value, text, { percent: true });
const lost = (value: number, text: string) => number(value, text, { lostDigits: true });

export const numberCases: CorpusCase[] = [
	formatted('zero-padded.xlsx', [
		[41237, '0000000', number(41237, '0041237')],
		[7, '000', number(7, '007')],
		[123456789, '000-00-0000', number(123456789, '123-45-6789')],
		[42, '"FA-"0000', number(42, 'FA-0042')],
		[4165550123, '\\(000\\) 000\\-0000', number(4165550123, '(416) 555-0123')],
		[3.5, 2, number(3.5, '3.50')],
		[90, '0" days"', number(90, '90 days')],
		[5, '[Blue]"day "0', number(5, 'day 5')],
		[0, '0;-0;"none"', number(0, 'none')]
	]),
	formatted('numbers-in-many-formats.xlsx', [
		[90, 'General" pts"', number(90, '90 pts')],
		[-3, 'General" pts"', number(-3, '-3 pts')],
		[0.5, '"No "General', number(0.5, 'No 0.5')],
		[42, '[$FA-]0000', number(42, 'FA0042')],
		[42, '* 0000', number(42, '0042')],
		[42, '0,000', number(42, '0042')],
		[42, '[Red]0000', number(42, '0042')],
		[42, '"A"00"B"00', number(42, 'A00B42')],
		[2027001, '0000"/"000', number(2027001, '2027/001')],
		[20271231, '0000\\/00\\/00', number(20271231, '2027/12/31')],
		[2027001, '0000","000', number(2027001, '2027,001')],
		[12, '"2027"000', number(12, '2027012')],
		[0.5, '[<1]0%;0', percent(0.5, '50%')],
		[-1, '[<0]"neg "0;0', number(-1, 'neg 1')],
		[1234567890, '0000 000 000', number(1234567890, '1234 567 890')],
		[85.6, '#,##0', number(85.6, '86')],
		[1234567.8, '#,##0.00', number(1234567.8, '1234567.80')],
		[1234.5, '#\\ ##0.00', number(1234.5, '1234.50')],
		[12.5, '[$€-407] #,##0.00', number(12.5, '€ 12.50')],
		[12.5, '#,##0.00 "€"', number(12.5, '12.50 €')],
		[12.5, '"$"#,##0.00', number(12.5, '$12.50')],
		[12.5, '#,##0.00\\ [$CHF-807]', number(12.5, '12.50 CHF')],
		[5.7, '0_);(0)', number(5.7, '6')],
		[-5.7, '0_);(0)', number(-5.7, '-6')],
		[-1234.5, '#,##0.00;(#,##0.00)', number(-1234.5, '-1234.50')],
		[-1234, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', number(-1234)],
		[0, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', number(0)],
		[12345, '0,', number(12345, '12')],
		[1234567, '0.0,,"M"', number(1234567, '1.2M')],
		[0.5, '# ?/?', number(0.5, '1/2')],
		[1.25, '# ??/??', number(1.25, '1  1/4')],
		[5, '??0', number(5)],
		[5.25, '0.0?', number(5.25)],
		[0.3, '#.00', number(0.3, '.30')],
		[1234, '#,###', number(1234)],
		[5, '+0;-0;0', number(5, '+5')],
		[1234.5, '#,##0%', percent(1234.5, '123450%')]
	]),
	{
		file: 'texts-under-formats.xlsx',
		bytes: simpleBook(
			`<row r="1">${textCell('A1', 'ana', 1)}${textCell('B1', 'Reyes', 2)}${textCell('C1', 'gone', 3)}${textCell('D1', 'as it is', 4)}</row>`,
			{ formats: ['@"@school.ca"', '"Dr. "@', ';;;', '@'] }
		),
		expected: oneSheet({ 1: ['ana@school.ca', 'Dr. Reyes', '', 'as it is'] })
	},
	{
		...formatted('hidden-by-format.xlsx', [
			[5, '0', number(5)],
			[0, '#,###', ''],
			[0, '0;-0;;@', ''],
			[7, ';;;', ''],
			[6, '0', number(6)]
		]),
		expected: oneSheet({ 1: [number(5)], 5: [number(6)] })
	},
	formatted('numbers-in-rare-formats.xlsx', [
		[0.4, '0.0\\ %', percent(0.4, '40.0 %')],
		[0.85, '# ?/8', number(0.85, '7/8')],
		[2.5, '0/2', number(2.5, '5/2')],
		[0.5, '??/100', number(0.5, '50/100')],
		[1.25, '#\\ ?/?', number(1.25, '1 1/4')],
		[0, 'General;-General;"zero"', number(0, 'zero')],
		[-3, '0;0', number(-3, '3')],
		[1234567, '0000"0"000', number(1234567, '12340567')],
		[12, '"a"0"b"0"c"', number(12, 'a1b2c')],
		[12.345, '"a"0"b"0"c"', number(12.345, 'a1b2c')],
		[-5, '_($* #,##0.00_);_($* \\(#,##0.00\\);_($* "-"??_);_(@_)', number(-5, '-$5.00')],
		[june, '[>1000]dd/mm/yyyy;0', date('2028-06-30')],
		[june, '[<1000]0;d\\-mmm\\-yyyy', date('2028-06-30')],
		[june, 'yyyy\\-mm\\-dd;;"none"', date('2028-06-30')],
		[0, 'yyyy\\-mm\\-dd;;"none"', number(0, 'none')]
	]),
	formatted('percent.xlsx', [
		[0.85, 9, percent(0.85, '85%')],
		[0.855, 10, percent(0.855, '85.50%')],
		[-0.5, 9, percent(-0.5, '-50%')],
		[1, '0.0%', percent(1, '100.0%')],
		[0.07, '0 %', percent(0.07, '7 %')]
	]),
	formatted('long-numbers.xlsx', [
		['12345678901234567', 0, lost(12345678901234567, '12345678901234600')],
		['1E+20', 0, lost(1e20, '100000000000000000000')],
		['1.23456789012345E+15', 0, lost(1.23456789012345e15, '1234567890123450')],
		['123456789012345', 0, number(123456789012345)],
		['4.11111111111111E+14', '0', number(411111111111111)],
		['4111111111111111', '0', lost(4111111111111111, '4111111111111110')],
		['0.30000000000000004', 0, number(0.1 + 0.2, '0.3')],
		['1.0000000000000001E-7', 0, number(1.0000000000000001e-7, '0.0000001')],
		['12345', '0.00E+00', number(12345)],
		['1234567.891', '#,##0.00', number(1234567.891, '1234567.89')],
		['-17', 0, number(-17)],
		['-0', 0, number(-0, '0')],
		['1e3', 0, number(1000)],
		[' 42 ', 0, number(42)],
		['+5', 0, number(5)],
		['.5', 0, number(0.5)]
	]),
	formatted('text-format-on-numbers.xlsx', [
		[41237, '@', number(41237)],
		[june, 49, number(june)]
	])
];
