import { afterEach, expect, test } from 'vitest';
import { db } from '../db.ts';
import { readFirstRows } from './first-rows.ts';

afterEach(() => db.outboxChunks.clear());

const bodyOf = (numbers: number[]) => {
	const rows = numbers.map((number) => ({
		key: `key-${number}`,
		credentialId: crypto.randomUUID(),
		definitionId: 'D3V2-QMHQ',
		firstName: `Name ${number}`,
		lastName: '',
		contact: 'a@b.example',
		expiration: 'never',
		values: []
	}));
	return new TextEncoder().encode(JSON.stringify({ rows }));
};

test('the first rows are read over the edge of a chunk, whatever was sent already, and of no other batch', async () => {
	const chunk = (batchId: string, index: number, numbers: number[]) => ({
		batchId,
		index,
		body: bodyOf(numbers),
		acknowledged: index === 0
	});
	await db.outboxChunks.bulkAdd([chunk('a', 1, [2, 3]), chunk('a', 0, [0, 1]), chunk('b', 0, [9])]);
	const names = async (batchId: string, count: number) =>
		(await readFirstRows(batchId, count)).map(({ firstName }) => firstName);
	expect(await names('a', 3)).toEqual(['Name 0', 'Name 1', 'Name 2']);
	expect(await names('a', 9)).toHaveLength(4);
	expect(await names('gone', 3)).toEqual([]);
});
