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
