import { expect, test } from 'vitest';
import { readTextSheet } from './read-text-sheet.ts';

test('what Excel writes for a cell with an error is an error, in both languages; other texts are not', async () => {
	const text = 'Name,Score\n#N/A,#DIV/0!\n#NOM?,#1\n';
	const read = await readTextSheet(new TextEncoder().encode(text));
	if ('code' in read) throw new Error(read.code);
	const error = (text: string) => ({ kind: 'error', text });
	expect(read.sheets[0]!.lines.map(({ cells }) => cells)).toEqual([
		['Name', 'Score'],
		[error('#N/A'), error('#DIV/0!')],
		[error('#NOM?'), '#1']
	]);
});

test('a formula that is nothing but a text is that text; any other stays as it is written', async () => {
	const text = String.raw`Number,Number
="00123","=""00 """"12"""
="#N/A",=1+1
="a"&"b",=A1&"c"
 ="1",="7`;
	const read = await readTextSheet(new TextEncoder().encode(text));
	if ('code' in read) throw new Error(read.code);
	expect(read.sheets[0]!.lines.map(({ cells }) => cells)).toEqual([
		['Number', 'Number'],
		['00123', '00 "12'],
		['#N/A', '=1+1'],
		['="a"&"b"', '=A1&"c"'],
		[' ="1"', '="7']
	]);
});
