import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Batch } from '#shared/contract/batch.ts';
import { ask } from '../testing/ask.ts';
import {
	declare,
	FIRST_AID,
	FORKLIFT,
	makeRow,
	makeRows,
	prepareBatch,
	putChunk,
	readBatch,
	upload
} from '../testing/batch.ts';
import {
	makeHarbour,
	makeOrganisation,
	startAfresh,
	type TestOrganisation
} from '../testing/organisation.ts';

let harbour: TestOrganisation;
let as: string;

beforeAll(startAfresh);
beforeEach(async () => {
	harbour = await makeHarbour(10);
	as = harbour.issuer;
});

describe('declaring', () => {
	test('the same declaration again answers as before', async () => {
		const batch = await prepareBatch(makeRows(3));
		const first = await declare(batch, as);
		const again = await declare(batch, as);
		expect(first.status).toBe(200);
		expect(again.body).toEqual(first.body);
		expect(first.body).toMatchObject({
			state: 'receiving',
			rowCount: 3,
			chunksReceived: 0,
			createdBy: 'Ines Issuer',
			definitions: [{ id: FIRST_AID, version: 1, name: 'First Aid Level 2', rows: 0 }],
			rows: { received: 3, issued: 0 }
		});
	});

	test('another declaration under the ID is a conflict, and to another organisation the ID tells nothing', async () => {
		const batch = await prepareBatch(makeRows(3));
		await declare(batch, as);
		const other = { ...batch, declaration: { ...batch.declaration, label: 'Another' } };
		expect((await declare(other, as)).problem).toMatchObject({ status: 409, code: 'content-conflict' });
		const stranger = await makeOrganisation(`stranger-${batch.id.slice(0, 8)}`);
		expect((await declare(batch, stranger.issuer)).problem.code).toBe('not-found');
		expect(await readBatch(batch.id, as)).toMatchObject({ label: 'Spring course' });
	});

	test('an unknown definition or an impossible number of rows does not parse', async () => {
		const batch = await prepareBatch(makeRows(3));
		batch.declaration.definitions.push({ id: FORKLIFT, version: 7 });
		expect((await declare(batch, as)).problem.errors).toEqual([
			{ pointer: '/definitions/1', code: 'definition-unknown' }
		]);
		const small = await prepareBatch(makeRows(3));
		small.declaration.rowCount = 251;
		expect((await declare(small, as)).problem.errors).toMatchObject([{ pointer: '/rowCount' }]);
	});
});

test.each([null, { id: 'D3V2-QMHQ', version: 1 }])('a flood of definitions (%o) is refused', async (one) => {
	const batch = await prepareBatch(makeRows(1));
	batch.declaration.definitions = new Array(one ? 20_000 : 190_000).fill(one);
	const { problem } = await declare(batch, as);
	expect(problem).toMatchObject({ status: 400, code: 'request-invalid' });
	expect(problem.errors?.length).toBeLessThanOrEqual(100);
});

describe('issuing', () => {
	test('waits for all chunks and names the missing', async () => {
		const batch = await prepareBatch(makeRows(5), [2, 2, 1]);
		await declare(batch, as);
		await putChunk(batch, 1, as);
		const { problem } = await ask('POST', `/batches/${batch.id}/issue`, { as });
		expect(problem).toMatchObject({ status: 409, code: 'chunk-missing' });
		expect(problem.errors?.map((fault) => fault.pointer)).toEqual(['/chunks/0', '/chunks/2']);
	});

	test('refuses another number of rows than was declared', async () => {
		const batch = await prepareBatch(makeRows(5), [3, 2]);
		batch.declaration.rowCount = 6;
		await upload(batch, as);
		expect((await ask('POST', `/batches/${batch.id}/issue`, { as })).problem.code).toBe('content-conflict');
	});

	test('holds the batch; again, it answers the same', async () => {
		const batch = await prepareBatch(makeRows(2));
		await upload(batch, as);
		const first = await ask('POST', `/batches/${batch.id}/issue`, { as });
		const again = await ask('POST', `/batches/${batch.id}/issue`, { as });
		expect(again.body).toEqual(first.body);
		const { state, issuedAt, heldUntil, rows } = first.body as Batch;
		expect(state).toBe('held');
		expect(Date.parse(heldUntil!) - Date.parse(issuedAt!)).toBe(600_000);
		expect(rows).toMatchObject({ received: 0, held: 2, issued: 0 });
		// A chunk whose answer was lost may come still later.
		expect((await putChunk(batch, 0, as)).status).toBe(200);
	});

	test('refuses rows whose definition changed or was archived, and names them', async () => {
		const rows = [makeRow(0), makeRow(1, { definitionId: FORKLIFT, values: ['0012345', 'II'] }), makeRow(2)];
		const batch = await prepareBatch(rows);
		await upload(batch, as);
		await ask('PUT', `/definitions/${FORKLIFT}/archived`, { as, body: { archived: true } });
		const archived = await ask('POST', `/batches/${batch.id}/issue`, { as });
		expect(archived.problem).toMatchObject({
			status: 409,
			code: 'definition-changed',
			errors: [{ pointer: '/rows/1', code: 'definition-archived', detail: FORKLIFT, row: 'row-1' }]
		});
		await ask('PUT', `/definitions/${FORKLIFT}/archived`, { as, body: { archived: false } });
		const {
			id: _,
			version,
			archived: __,
			issued: ___,
			...content
		} = (
			(await ask('GET', '/definitions', { as })).body as { definitions: Record<string, unknown>[] }
		).definitions.find(({ id }) => id === FIRST_AID)!;
		await ask('PUT', `/definitions/${FIRST_AID}`, {
			as,
			body: { basedOn: version, content: { ...content, criteria: 'Three days.' } }
		});
		const changed = await ask('POST', `/batches/${batch.id}/issue`, { as });
		expect(changed.problem.errors?.map(({ row, code }) => [row, code])).toEqual([
			['row-0', 'definition-changed'],
			['row-2', 'definition-changed']
		]);
		expect(await readBatch(batch.id, as)).toMatchObject({ state: 'receiving', issuedAt: null });
	});

	test('refuses rows that would expire during the hold, and names them', async () => {
		await ask('PATCH', '/organisation', { as: harbour.admin, body: { holdMinutes: 1440 } });
		const dayIn = (days: number) =>
			new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv', { timeZone: harbour.timeZone });
		const rows = ['never', dayIn(3), dayIn(0), 'P1D'].map((expiration, at) => makeRow(at, { expiration }));
		const batch = await prepareBatch(rows, [4]);
		await upload(batch, as);
		const { problem } = await ask('POST', `/batches/${batch.id}/issue`, { as });
		expect(problem).toMatchObject({
			status: 422,
			code: 'row-invalid',
			errors: [{ pointer: '/rows/2/expiration', code: 'expiration-past', row: 'row-2' }]
		});
		expect(await readBatch(batch.id, as)).toMatchObject({ state: 'receiving', issuedAt: null });
	});

	test('refuses a credential id that stands twice, in the batch or in another one on its way', async () => {
		const row = makeRow(0);
		const inside = await prepareBatch([row, makeRow(1), { ...row, key: 'again' }], [2, 1]);
		await upload(inside, as);
		const twice = await ask('POST', `/batches/${inside.id}/issue`, { as });
		expect(twice.problem).toMatchObject({ status: 409, code: 'content-conflict' });
		expect(twice.problem.errors?.map((fault) => fault.row)).toEqual(['row-0', 'again']);

		const [first, second] = [await prepareBatch([row]), await prepareBatch([makeRow(5), row])];
		await upload(first, as);
		await upload(second, as);
		await ask('POST', `/batches/${first.id}/issue`, { as });
		const other = await ask('POST', `/batches/${second.id}/issue`, { as });
		expect(other.problem.errors).toEqual([
			{ pointer: '/rows/1/credentialId', code: 'credential-id-taken', row: 'row-0' }
		]);
		await ask('POST', `/batches/${first.id}/take-back`, { as });
		expect((await ask('POST', `/batches/${second.id}/issue`, { as })).status).toBe(200);
	});
});

describe('taking back', () => {
	test('ends a held batch for ever, as often as it is asked; its recipients are forgotten by the chunk', async () => {
		const batch = await prepareBatch(makeRows(2));
		await upload(batch, as);
		await ask('POST', `/batches/${batch.id}/issue`, { as });
		const first = await ask('POST', `/batches/${batch.id}/take-back`, { as });
		expect(first.body).toMatchObject({ state: 'taken-back', rows: { 'taken-back': 2, held: 0 } });
		expect((await ask('POST', `/batches/${batch.id}/take-back`, { as })).body).toEqual(first.body);
		for (const step of ['issue', 'release']) {
			const answer = await ask('POST', `/batches/${batch.id}/${step}`, { as });
			expect(answer.problem).toMatchObject({ status: 409, code: 'state-conflict' });
		}
		const bodies = await env.DB.prepare('SELECT body FROM chunk WHERE batch_id = ?').bind(batch.id).all();
		expect(bodies.results).toEqual([{ body: null }]);
	});

	test('takes a batch back that has only begun to arrive', async () => {
		const batch = await prepareBatch(makeRows(2), [1, 1]);
		await declare(batch, as);
		await putChunk(batch, 0, as);
		expect((await ask('POST', `/batches/${batch.id}/take-back`, { as })).body).toMatchObject({
			state: 'taken-back',
			rows: { 'taken-back': 2 }
		});
		expect((await putChunk(batch, 1, as)).problem.code).toBe('state-conflict');
	});
});
