import { describe, expect, test } from 'vitest';
import { CELL_ISSUE_CODES } from '#shared/validate/cell-issue.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { messageOf, wordsOfFix } from './cell-issue-message.ts';

const params = {
	value: 'VALUE',
	variable: 'VARIABLE',
	definition: 'DEFINITION',
	suggestion: 'SUGGESTION',
	domain: 'DOMAIN',
	choices: 'I, II, III',
	number: '8.5',
	limit: 1200,
	length: 1300,
	line: 7,
	year: '2028',
	date: '2028-12-31',
	dayFirst: '2028-04-03',
	monthFirst: '2028-03-04',
	count: 40,
	name: 'Amélie Tremblay',
	validFrom: '2025-03-03',
	validUntil: '2027-03-03'
};

describe.for(['en', 'fr'] as const)('in %s', (locale) => {
	test.for(CELL_ISSUE_CODES)('%s says what is wrong and what to do', (code) => {
		overwriteGetLocale(() => locale);
		const message = messageOf({ code, params });
		expect(message).not.toContain(code);
		expect(message).not.toMatch(/undefined|NaN|[{}]/);
		// What is wrong, then what to do.
		expect(message.match(/[.?](?:\s|$)/g)?.length, message).toBeGreaterThanOrEqual(2);
		expect(message.length).toBeLessThan(200);
	});

	test.for(CELL_ISSUE_CODES)('%s stands without any parameter', (code) => {
		overwriteGetLocale(() => locale);
		expect(messageOf({ code, params: {} })).not.toMatch(/undefined|NaN|[{}]/);
	});
});

test('every day that a date can be is named once', () => {
	overwriteGetLocale(() => 'fr');
	const said = {
		value: '05-05-03',
		dayFirst: '2028-05-05',
		monthFirst: '2028-05-05',
		yearFirst: '2027-05-03'
	};
	expect(messageOf({ code: 'date-ambiguous', params: said })).toMatch(
		/peut être le 5 mai 2028 ou le 3 mai 2027\./
	);
});

test('letters that only look like Latin ones are said to be others', () => {
	overwriteGetLocale(() => 'en');
	const said = (value: string) =>
		messageOf({ code: 'contact-typo', params: { value, suggestion: 'ana@example.com' } });
	expect(said('\u0430na@example.com')).toMatch(/another alphabet/);
	expect(said('ana@ex\u0430mple.com')).toMatch(/another alphabet/);
	expect(said('Анна <ana@exmaple.com>')).toMatch(/looks mistyped/);
});

test('who holds it and until when is said in words, also where it never ends', () => {
	overwriteGetLocale(() => 'en');
	const held = { name: params.name, validFrom: params.validFrom, validUntil: params.validUntil };
	expect(messageOf({ code: 'already-holds', params: held })).toMatch(/^Amélie Tremblay .*March.* 2027\b/);
	expect(messageOf({ code: 'already-holds', params: { ...held, validUntil: '' } })).toMatch(
		/does not expire/
	);
	expect(messageOf({ code: 'renewal', params: held })).toMatch(/March.* 2027.* renews/);
});

test('a day that its month does not have is named', () => {
	const said = { value: '31.02.2027', day: 31, month: 2, year: 2027 };
	overwriteGetLocale(() => 'en');
	expect(messageOf({ code: 'expiration-unreadable', params: said })).toMatch(/^There is no .*\b31\b.*2027\./);
	overwriteGetLocale(() => 'fr');
	expect(messageOf({ code: 'date-unreadable', params: said })).toMatch(/^Il n’y a pas de 31 février 2027\./);
});

test('what Excel left of a value is said', () => {
	overwriteGetLocale(() => 'en');
	const said = (code: 'value-error' | 'number-lost-digits', value: string) =>
		messageOf({ code, params: { value } });
	expect(said('value-error', '########')).toMatch(/column is too narrow/);
	expect(said('value-error', '#N/A')).toMatch(/the error #N\/A/);
	expect(said('number-lost-digits', '1.23E+11')).toMatch(/shortened a long number/);
	expect(said('number-lost-digits', '12345678901234500')).toMatch(/keeps 15 digits/);
});

test('the form of a value is shown by an example, where one is known', () => {
	const said = { value: '12a', variable: 'Certificate Number' };
	overwriteGetLocale(() => 'en');
	expect(messageOf({ code: 'pattern-mismatch', params: { ...said, example: '1234567' } })).toMatch(
		/such as 1234567\./
	);
	expect(messageOf({ code: 'pattern-mismatch', params: { ...said, example: '' } })).not.toMatch(/such as/);
});

test('a pasted page is cut in the message', () => {
	overwriteGetLocale(() => 'en');
	expect(messageOf({ code: 'contact-invalid', params: { value: 'x'.repeat(5000) } }).length).toBeLessThan(
		250
	);
});

test('a date among the fixes is said in words, the same day in every time zone', () => {
	overwriteGetLocale(() => 'en');
	expect(wordsOfFix('2028-12-31', 'date-ambiguous')).toMatch(/31/);
	expect(wordsOfFix('2028-12-31', 'date-ambiguous')).toMatch(/December/);
	expect(wordsOfFix('ana@gmail.com', 'contact-typo')).toBe('ana@gmail.com');
});

test('the fixes of an expiration are said in the person’s language, those of anything else as they are written', () => {
	overwriteGetLocale(() => 'fr');
	const said = (fix: string) => wordsOfFix(fix, 'expiration-unreadable');
	expect(said('2027-06-05')).toBe('le 5 juin 2027');
	expect(said('36 months')).toMatch(/^36\smois$/);
	expect(said('1 year')).toMatch(/^1\san$/);
	expect(said('never')).toBe('«\u00a0jamais\u00a0»');
	expect(wordsOfFix('36 months', 'choice-unknown')).toBe('36 months');
	overwriteGetLocale(() => 'en');
	expect(said('2 ans')).toBe('2 years');
	expect(said('never')).toBe('“never”');
});

test('a blank inside an address is named', () => {
	overwriteGetLocale(() => 'en');
	const said = (value: string) => messageOf({ code: 'contact-invalid', params: { value } });
	expect(said('jane doe@example.com')).toMatch(/has a blank in it/);
	expect(said('jane.doe@exam ple.com')).toMatch(/has a blank in it/);
	for (const value of ['jane', 'jane at example.com', 'jane@@example.com', 'Jane Doe jane@x'])
		expect(said(value)).not.toMatch(/blank/);
});

test('another row is named with its workbook and its sheet where the number would not tell it', () => {
	overwriteGetLocale(() => 'en');
	const said = (params: Record<string, string | number>) => messageOf({ code: 'row-identical', params });
	expect(said({ line: 5 })).toMatch(/^This row is the same as row 5\./);
	expect(said({ line: 5, workbook: 'may.xlsx' })).toMatch(/as row 5 of may\.xlsx\./);
	expect(said({ line: 5, workbook: 'may.xlsx', sheet: 'Monday' })).toMatch(/as row 5 of may\.xlsx, Monday\./);
	expect(said({ line: 48, added: 1 })).toMatch(/as a row that was added here\./);
	overwriteGetLocale(() => 'fr');
	expect(said({ line: 5, workbook: 'mai.xlsx' })).toMatch(
		/^Cette ligne est identique à la ligne 5 de mai\.xlsx\./
	);
});
