import { expect, test } from 'vitest';
import { readText } from './read-text.ts';
import { unwrapLines } from './unwrap-lines.ts';

const rowsOf = (text: string) => readText(new TextEncoder().encode(text))!.rows;

test('lines that are quoted as a whole are divided as what they hold', () => {
	const text = '"Name,City,Note"\r\n"Ana,""Rome, Italy"",""said """"hi"""""""\r\n\r\n"Bo,Oslo,"\r\n';
	expect(rowsOf(text)).toEqual([
		['Name', 'City', 'Note'],
		['Ana', 'Rome, Italy', 'said "hi"'],
		[''],
		['Bo', 'Oslo', '']
	]);
	expect(rowsOf('"Prénom;Nom"\n"Zoë;Núñez"')).toEqual([
		['Prénom', 'Nom'],
		['Zoë', 'Núñez']
	]);
});

test.for([
	'"Contact"\n"ana@x.org"\n',
	'"Name"\n"Lund, Ana"\n',
	'"Name, Title"\n"Lund, Ana, PhD"\n',
	'"a","b"\n"1","2"\n',
	'"a,b"\nc,d\n',
	'"a,b"\n"c,\nd"\n',
	'"a,b"\n"c,""d"\n"e,f"\n'
])('any other text is left as it is: %s', (text) => {
	expect(unwrapLines(text)).toBe(text);
});

test('a long line of quotes takes no time', () => {
	const before = performance.now();
	expect(unwrapLines('"a,b"\n' + '"'.repeat(1_000_001))).toContain('a,b');
	expect(performance.now() - before).toBeLessThan(1000);
});
