import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Batch } from '#shared/contract/batch.ts';
import { ask } from '../testing/ask.ts';
import { declare, makeRows, prepareBatch, upload } from '../testing/batch.ts';
import { makeHarbour, startAfresh, type TestOrganisation } from '../testing/organisation.ts';

let harbour: TestOrganisation;
let as: string;

beforeAll(startAfresh);
beforeEach(async () => {
	harbour = await makeHarbour(10);
	as = harbour.issuer;
});

describe('lists', () => {
	test('batches come newest first, are searched by label, and go on by cursor', async () => {
		for (const number of Array(22).keys()) {
			const batch = await prepareBatch(makeRows(1));
			batch.declaration.label = number % 2 ? `Été ${number}` : `Winter ${number}`;
			await declare(batch, as);
		}
		const first = (await ask('GET', '/batches', { as })).body as { batches: Batch[]; cursor: string };
		expect(first.batches.map((batch) => batch.label).slice(0, 2)).toEqual(['Été 21', 'Winter 20']);
		expect(first.batches).toHaveLength(20);
		const rest = (await ask('GET', `/batches?cursor=${encodeURIComponent(first.cursor)}`, { as })).body as {
			batches: Batch[];
			cursor: string | null;
		};
		expect([rest.batches.map((batch) => batch.label), rest.cursor]).toEqual([['Été 1', 'Winter 0'], null]);
		const found = (await ask('GET', '/batches?search=ETE%201', { as })).body as { batches: Batch[] };
		expect(found.batches.map((batch) => batch.label)).toEqual(
			[19, 17, 15, 13, 11, 1].map((number) => `Été ${number}`)
		);
	});

	test('rows come in the order of the draft, by state and name', async () => {
		const batch = await prepareBatch(makeRows(205), [100, 105]);
		await upload(batch, as);
		const path = `/batches/${batch.id}/rows/search`;
		const pages: { rows: { key: string; state: string }[]; cursor: string | null }[] = [];
		for (let cursor: string | null = ''; cursor !== null; cursor = pages.at(-1)!.cursor) {
			pages.push((await ask('POST', path, { as, body: { cursor } })).body);
		}
		expect(pages.flatMap((page) => page.rows.map((row) => row.key))).toEqual(
			batch.rows.map((row) => row.key)
		);
		const found = (await ask('POST', path, { as, body: { search: 'angstrom 204', state: 'received' } })).body;
		expect(found).toMatchObject({
			rows: [{ key: 'row-204', lastName: 'Ångström 204', state: 'received', delivery: null }],
			cursor: null
		});
		expect((await ask('POST', path, { as, body: { state: 'lost' } })).problem.code).toBe('request-invalid');
	});
});
