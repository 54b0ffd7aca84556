import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { BatchChanges } from '#shared/contract/batch.ts';
import { sweepAbandoned } from './sweep.ts';
import { ask } from './testing/ask.ts';
import { declare, makeRows, prepareBatch, putChunk, readBatch, upload } from './testing/batch.ts';
import { makeHarbour, startAfresh, type TestOrganisation } from './testing/organisation.ts';

const DAY_MS = 86_400_000;

let harbour: TestOrganisation;
let as: string;

beforeAll(startAfresh);
beforeEach(async () => {
	harbour = await makeHarbour(10);
	as = harbour.issuer;
});

/** As if the batch had been declared and its chunks had come so many days earlier. */
async function age(id: string, { declared, chunks }: { declared: number; chunks: number }): Promise<void> {
	const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
	await env.DB.batch([
		env.DB.prepare('UPDATE batch SET declared_at = ? WHERE id = ?').bind(daysAgo(declared), id),
		env.DB.prepare('UPDATE chunk SET received_at = ? WHERE batch_id = ?').bind(daysAgo(chunks), id)
	]);
}

async function personsOf(id: string): Promise<number> {
	const rows = await env.DB.prepare('SELECT count(*) AS n FROM batch_row WHERE batch_id = ?')
		.bind(id)
		.first<number>('n');
	const bodies = await env.DB.prepare('SELECT count(body) AS n FROM chunk WHERE batch_id = ?')
		.bind(id)
		.first<number>('n');
	return rows! + bodies!;
}

test('a batch that never went on is taken back after 30 days and its people forgotten; a late device is told', async () => {
	const batch = await prepareBatch(makeRows(3), [2, 1]);
	await declare(batch, as);
	await putChunk(batch, 0, as);
	await age(batch.id, { declared: 31, chunks: 31 });
	const { cursor } = (await ask('GET', '/batches/changes', { as })).body as BatchChanges;
	await sweepAbandoned(env, Date.now());
	expect(await personsOf(batch.id)).toBe(0);
	expect(await readBatch(batch.id, as)).toMatchObject({ state: 'taken-back', rows: { 'taken-back': 3 } });
	const told = (await ask('GET', `/batches/changes?cursor=${cursor}`, { as })).body;
	expect(told).toMatchObject({ batches: [{ id: batch.id, state: 'taken-back' }] });

	expect((await declare(batch, as)).body).toMatchObject({ state: 'taken-back' });
	expect((await putChunk(batch, 0, as)).body).toMatchObject({ state: 'taken-back' });
	expect((await putChunk(batch, 1, as)).problem.code).toBe('state-conflict');
	expect((await ask('POST', `/batches/${batch.id}/issue`, { as })).problem.code).toBe('state-conflict');
	expect(await personsOf(batch.id)).toBe(0);
	// The draft may go out after all, as a batch of its own.
	const again = await prepareBatch(batch.rows);
	await upload(again, as);
	expect((await ask('POST', `/batches/${again.id}/issue`, { as })).status).toBe(200);
});

test('a batch of which something still comes is left alone, and so is one that was issued or taken back', async () => {
	const [slow, young, held, back] = await Promise.all(
		[0, 1, 2, 3].map(async () => {
			const batch = await prepareBatch(makeRows(2));
			await upload(batch, as);
			return batch;
		})
	);
	await ask('POST', `/batches/${held!.id}/issue`, { as });
	await ask('POST', `/batches/${back!.id}/take-back`, { as });
	await age(slow!.id, { declared: 90, chunks: 29 });
	await age(young!.id, { declared: 29, chunks: 29 });
	for (const { id } of [held!, back!]) await age(id, { declared: 90, chunks: 90 });
	const before = await Promise.all([slow, young, held, back].map((batch) => readBatch(batch!.id, as)));
	await sweepAbandoned(env, Date.now());
	expect(await Promise.all([slow, young, held, back].map((batch) => readBatch(batch!.id, as)))).toEqual(
		before
	);
	expect(before.map(({ state }) => state)).toEqual(['receiving', 'receiving', 'held', 'taken-back']);
	expect(await personsOf(back!.id)).toBe(2);
	await sweepAbandoned(env, Date.now() + 2 * DAY_MS);
	expect(await readBatch(slow!.id, as)).toMatchObject({ state: 'taken-back' });
});
