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

const inPage = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test('a text that is not in Unicode says what its letters were taken for, with those that tell it best', async () => {
	const list = 'Prénom;Nom\nRenée;Roy\nRenée;Müller\nBo;Ek\nZoë;Côté\nDoðan;Ek\n';
	expect(await readTextSheet(inPage(list))).toMatchObject({
		letters: { page: 'windows-1252', examples: ['Doðan', 'Renée', 'Müller'] }
	});
	expect(await readTextSheet(inPage('Prénom;Nom\nBo;Ek\n'))).toMatchObject({
		letters: { examples: ['Prénom'] }
	});
	for (const known of [
		new TextEncoder().encode(list),
		inPage('Name;Price\nBo;5 \xa3\n'),
		inPage('Name;No\nBo;1\n')
	])
		expect(await readTextSheet(known)).not.toHaveProperty('letters');
});
