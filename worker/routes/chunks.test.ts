import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CHUNK_BYTES } from '#shared/contract/batch.ts';
import { ask } from '../testing/ask.ts';
import {
	countIn,
	declare,
	FORKLIFT,
	makeRow,
	makeRows,
	prepareBatch,
	putChunk,
	readBatch
} from '../testing/batch.ts';
import { makeHarbour, startAfresh, type TestOrganisation } from '../testing/organisation.ts';

let harbour: TestOrganisation;
let as: string;

beforeAll(startAfresh);
beforeEach(async () => {
	harbour = await makeHarbour(10);
	as = harbour.issuer;
});

describe('a chunk', () => {
	test('sent again, one after another and at once, is stored once', async () => {
		const batch = await prepareBatch(makeRows(5), [3, 2]);
		await declare(batch, as);
		const before = await countIn('batch_row');
		const answers = await Promise.all([0, 0, 1, 1].map((number) => putChunk(batch, number, as)));
		answers.push(await putChunk(batch, 0, as));
		expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
		expect(await readBatch(batch.id, as)).toMatchObject({ chunksReceived: 2, definitions: [{ rows: 5 }] });
		expect((await countIn('batch_row')) - before).toBe(5);
	});

	test('may come packed; what is packed badly, or unpacks to more than a chunk may be, is refused', async () => {
		const batch = await prepareBatch(makeRows(5), [3, 2]);
		await declare(batch, as);
		const put = (body: Uint8Array) =>
			ask('PUT', `/batches/${batch.id}/chunks/0`, { as, body, headers: { 'content-encoding': 'gzip' } });
		const packed = await pack(batch.chunks[0]!);
		expect((await put(await pack(batch.chunks[1]!))).problem).toMatchObject({ code: 'content-conflict' });
		expect((await put(packed.slice(0, -9))).problem).toMatchObject({ status: 400, code: 'request-invalid' });
		expect((await put(batch.chunks[0]!)).problem).toMatchObject({ code: 'request-invalid' });
		const bomb = await pack(new Uint8Array(CHUNK_BYTES + 1));
		expect(bomb.length).toBeLessThan(CHUNK_BYTES / 100);
		expect((await put(bomb)).problem).toMatchObject({ status: 413, code: 'too-large' });
		expect(await readBatch(batch.id, as)).toMatchObject({ chunksReceived: 0 });
		expect((await put(packed)).status).toBe(200);
		expect(await readBatch(batch.id, as)).toMatchObject({ chunksReceived: 1 });
	});

	test('with other bytes than declared is refused', async () => {
		const batch = await prepareBatch(makeRows(5), [3, 2]);
		await declare(batch, as);
		batch.chunks[1]![20]! ^= 1;
		expect((await putChunk(batch, 1, as)).problem).toMatchObject({ status: 409, code: 'content-conflict' });
		expect((await putChunk({ ...batch, chunks: [batch.chunks[0]!, batch.chunks[0]!] }, 1, as)).status).toBe(
			409
		);
		expect(await readBatch(batch.id, as)).toMatchObject({ chunksReceived: 0 });
	});

	test('with wrong rows names each by pointer, key and code, and nothing is stored', async () => {
		const rows = [
			makeRow(0),
			makeRow(1, { contact: 'zoe.recipients.example' }),
			makeRow(2, { values: ['101', ''] }),
			makeRow(3, { expiration: '2020-01-01', firstName: '' })
		];
		const batch = await prepareBatch(rows);
		await declare(batch, as);
		const { problem } = await putChunk(batch, 0, as);
		expect(problem).toMatchObject({ status: 422, code: 'row-invalid' });
		expect(problem.errors).toEqual([
			{ pointer: '/rows/1/contact', code: 'contact-invalid', row: 'row-1' },
			{ pointer: '/rows/2/values/0', code: 'number-too-high', row: 'row-2' },
			{ pointer: '/rows/3/firstName', code: 'first-name-missing', row: 'row-3' },
			{ pointer: '/rows/3/expiration', code: 'expiration-past', row: 'row-3' }
		]);
		expect(await readBatch(batch.id, as)).toMatchObject({ chunksReceived: 0, definitions: [{ rows: 0 }] });
	});

	test('with a definition that was not declared, or a row twice, is refused', async () => {
		const row = makeRow(0);
		const twice = await prepareBatch([row, { ...row, key: 'other' }]);
		await declare(twice, as);
		expect((await putChunk(twice, 0, as)).problem.errors).toEqual([
			{ pointer: '/rows/1/credentialId', code: 'row-repeated', row: 'other' }
		]);
		const foreign = await prepareBatch([makeRow(0), makeRow(1, { definitionId: FORKLIFT })]);
		foreign.declaration.definitions.pop();
		await declare(foreign, as);
		expect((await putChunk(foreign, 0, as)).problem.errors).toMatchObject([{ code: 'definition-unknown' }]);
	});

	test.each(['0x0', '0e0', '%200', '-0', '00000', ''])('has no number %o', async (number) => {
		const batch = await prepareBatch(makeRows(1));
		await declare(batch, as);
		const answer = await ask('PUT', `/batches/${batch.id}/chunks/${number}`, { as, body: batch.chunks[0] });
		expect(answer.status).toBe(404);
	});

	test('over the limit is too large, that is no JSON does not parse', async () => {
		const large = await prepareBatch(makeRows(1));
		large.chunks = [new Uint8Array(900_001)];
		await declare(large, as);
		expect((await putChunk(large, 0, as)).problem).toMatchObject({ status: 413, code: 'too-large' });
		expect((await putChunk({ ...large, chunks: [large.chunks[0]!, large.chunks[0]!] }, 1, as)).status).toBe(
			404
		);
	});
});

async function pack(bytes: Uint8Array): Promise<Uint8Array> {
	const packed = new Blob([bytes as Uint8Array<ArrayBuffer>])
		.stream()
		.pipeThrough(new CompressionStream('gzip'));
	return new Uint8Array(await new Response(packed).arrayBuffer());
}
