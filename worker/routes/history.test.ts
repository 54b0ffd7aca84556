import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { WireRow } from '#shared/contract/batch.ts';
import { HISTORY_LIMIT, HistoryPage, type HistoryChange } from '#shared/contract/history.ts';
import { ask } from '../testing/ask.ts';
import {
	issueRows,
	makeRow,
	makeRows,
	prepareBatch,
	readBatch,
	untilIssued,
	upload,
	type TestBatch
} from '../testing/batch.ts';
import { makeHarbour, startAfresh, type TestOrganisation } from '../testing/organisation.ts';

let harbour: TestOrganisation;
let as: string;

beforeAll(startAfresh);
beforeEach(async () => {
	harbour = await makeHarbour();
	as = harbour.issuer;
});

async function readPage(query: Record<string, string | number>, who = as): Promise<HistoryPage> {
	const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
	const answer = await ask('GET', `/history?${search}`, { as: who });
	if (answer.status !== 200) throw new Error(answer.text);
	return HistoryPage.strict().parse(answer.body);
}

/** All that changed behind the cursor, page by page. */
async function pull(
	cursor: string | null,
	limit = 500
): Promise<{ changes: HistoryChange[]; cursor: string }> {
	const changes: HistoryChange[] = [];
	for (;;) {
		const page = await readPage({ limit, ...(cursor === null ? {} : { cursor }) });
		changes.push(...page.changes);
		cursor = page.cursor;
		if (!page.more) return { changes, cursor };
	}
}

function statesOf(changes: HistoryChange[]): string[] {
	return changes.map(({ lastName, state }) => `${lastName.split(' ')[1]} ${state}`);
}

/** Uploads and asks to issue; the hold of the organisation decides what comes then. */
async function hold(rows: WireRow[], sizes?: number[]): Promise<TestBatch> {
	const batch = await prepareBatch(rows, sizes);
	await upload(batch, as);
	const answer = await ask('POST', `/batches/${batch.id}/issue`, { as });
	if (answer.status !== 200) throw new Error(answer.text);
	return batch;
}

function revoke(batch: TestBatch, credentialIds?: string[]) {
	return ask('POST', '/revocations', {
		as,
		body: { batchId: batch.id, reason: 'Issued by mistake', ...(credentialIds && { credentialIds }) }
	});
}

function setHold(holdMinutes: number) {
	return ask('PATCH', '/organisation', { as: harbour.admin, body: { holdMinutes } });
}

describe('what is told', () => {
	test('nothing, then what was issued, then nothing again', async () => {
		expect(await readPage({})).toEqual({
			organisationId: harbour.id,
			changes: [],
			cursor: '0.0',
			more: false
		});
		const batch = await issueRows([makeRow(0), makeRow(1, { expiration: 'never' })], as);
		const page = await readPage({ cursor: '0.0' });
		const [row] = batch.rows;
		const before = await readBatch(batch.id, as);
		expect(page.changes[0]).toEqual({
			credentialId: row!.credentialId,
			definitionId: row!.definitionId,
			firstName: 'Zoë',
			lastName: 'Ångström 0',
			contact: 'zoe.0@recipients.example',
			validFrom: expect.stringMatching(/^\d{4}-.*Z$/),
			validUntil: expect.stringMatching(/T23:59:59-0[45]:00$/),
			state: 'issued',
			batchId: batch.id,
			position: 0,
			revokedAt: null,
			revokedReason: null,
			delivery: expect.objectContaining({ code: null })
		});
		expect(page.changes[0]!.validFrom >= before.issuedAt!).toBe(true);
		expect([page.changes[1]!.validUntil, page.more]).toEqual([null, false]);
		expect(await readPage({ cursor: page.cursor })).toMatchObject({ changes: [], cursor: page.cursor });
	});

	test('held, with the expiration it will have, and then issued', async () => {
		await setHold(10);
		const batch = await hold([makeRow(0, { expiration: '2099-12-31' }), makeRow(1, { expiration: 'never' })]);
		const held = await pull(null);
		const { heldUntil } = await readBatch(batch.id, as);
		expect(held.changes).toMatchObject([
			// The end of that day in Toronto.
			{ state: 'held', validFrom: heldUntil, validUntil: '2100-01-01T04:59:59Z' },
			{ state: 'held', validFrom: heldUntil, validUntil: null }
		]);
		await ask('POST', `/batches/${batch.id}/release`, { as });
		await untilIssued(batch.id, as);
		const issued = await pull(held.cursor);
		expect(statesOf(issued.changes)).toEqual(['0 issued', '1 issued']);
		expect(issued.changes[0]!.validUntil).toBe('2099-12-31T23:59:59-05:00');
		expect(statesOf((await pull(null)).changes)).toEqual(['0 issued', '1 issued']);
	});

	test('revoked: the credentials meant and no others, once', async () => {
		const batch = await issueRows(makeRows(5), as);
		const { cursor } = await pull(null);
		const ids = [4, 1].map((place) => batch.rows[place]!.credentialId);
		await revoke(batch, ids);
		const first = await pull(cursor);
		expect(statesOf(first.changes)).toEqual(['1 revoked', '4 revoked']);
		await revoke(batch, ids);
		expect((await pull(first.cursor)).changes).toEqual([]);
		await revoke(batch);
		const rest = await pull(first.cursor);
		expect(statesOf(rest.changes)).toEqual(['0 revoked', '2 revoked', '3 revoked']);
		const all = await pull(null);
		expect(statesOf(all.changes)).toEqual(['1 revoked', '4 revoked', ...statesOf(rest.changes)]);
	});

	test('taken back, once; the same rows may be issued after all', async () => {
		await setHold(10);
		const rows = makeRows(3);
		const batch = await hold(rows, [2, 1]);
		const held = await pull(null);
		await ask('POST', `/batches/${batch.id}/take-back`, { as });
		const gone = await pull(held.cursor);
		expect(statesOf(gone.changes)).toEqual(['0 gone', '1 gone', '2 gone']);
		await ask('POST', `/batches/${batch.id}/take-back`, { as });
		expect((await pull(gone.cursor)).changes).toEqual([]);
		await setHold(0);
		await issueRows(rows, as);
		const again = await pull(gone.cursor);
		expect(statesOf(again.changes)).toEqual(['0 issued', '1 issued', '2 issued']);
		expect(again.changes.map(({ credentialId }) => credentialId)).toEqual(
			rows.map(({ credentialId }) => credentialId)
		);
	});

	test('not what was only received, nor that it was taken back', async () => {
		const batch = await prepareBatch(makeRows(2));
		await upload(batch, as);
		await ask('POST', `/batches/${batch.id}/take-back`, { as });
		expect((await pull(null)).changes).toEqual([]);
	});
});

describe('who asks, and how', () => {
	test('another organisation sees nothing of it, with its own cursor or with this one’s', async () => {
		await issueRows(makeRows(2), as);
		const { cursor } = await pull(null);
		const other = await makeHarbour();
		expect((await readPage({}, other.issuer)).changes).toEqual([]);
		await issueRows([makeRow(7)], other.issuer);
		const theirs = (await readPage({}, other.issuer)).changes;
		expect(statesOf(theirs)).toEqual(['7 issued']);
		expect((await pull(null)).changes).toHaveLength(2);
		const answer = await ask('GET', `/history?cursor=${cursor}`, { as: other.issuer });
		expect((answer.body as HistoryPage).changes).toEqual([]);
	});

	test('nobody without a sign-in', async () => {
		expect((await ask('GET', '/history')).problem).toMatchObject({ status: 401, code: 'sign-in-needed' });
	});

	test.each([
		['cursor=nonsense', '/cursor'],
		['cursor=', '/cursor'],
		['cursor=1.2.3', '/cursor'],
		['cursor=-1.0', '/cursor'],
		['cursor=999999.0', '/cursor'],
		['limit=0', '/limit'],
		['limit=1.5', '/limit'],
		['limit=many', '/limit'],
		[`limit=${HISTORY_LIMIT + 1}`, '/limit']
	])('%s is refused, and where it is wrong is said', async (query, pointer) => {
		const { problem } = await ask('GET', `/history?${query}`, { as });
		expect(problem).toMatchObject({ status: 400, code: 'request-invalid', errors: [{ pointer }] });
	});

	test('a cursor holds nothing of a person', async () => {
		await issueRows(makeRows(1), as);
		expect((await readPage({})).cursor).toMatch(/^[0-9.]+$/);
	});
});

describe('page by page', () => {
	test.each([1, 3, 100, 250])('%i at a time: every row once, in the order of change', async (limit) => {
		const one = await hold(makeRows(limit === 1 ? 7 : 263), limit === 1 ? [3, 4] : [250, 13]);
		await untilIssued(one.id, as);
		const two = await issueRows(makeRows(9), as);
		await revoke(one, [one.rows[5]!.credentialId]);
		await setHold(10);
		const three = await hold(makeRows(4));
		const pulled = (await pull(null, limit)).changes;
		expect(pulled).toHaveLength(one.rows.length + 9 + 4);
		expect(new Set(pulled.map(({ credentialId }) => credentialId)).size).toBe(pulled.length);
		const issued = [...one.rows.filter((_, place) => place !== 5), ...two.rows];
		const idsOf = (rows: { credentialId: string }[]) => rows.map(({ credentialId }) => credentialId);
		// A queue brings the chunks of a batch in any order.
		expect(idsOf(pulled.slice(0, issued.length)).sort()).toEqual(idsOf(issued).sort());
		expect(pulled[issued.length]).toMatchObject({
			credentialId: one.rows[5]!.credentialId,
			state: 'revoked'
		});
		expect(idsOf(pulled.slice(-4))).toEqual(idsOf(three.rows));
	});

	test('what changes between two pages is told behind them', async () => {
		const batch = await issueRows(makeRows(6), as);
		const first = await readPage({ limit: 3 });
		await revoke(batch, [batch.rows[1]!.credentialId, batch.rows[4]!.credentialId]);
		const rest = await pull(first.cursor, 3);
		expect(statesOf(first.changes)).toEqual(['0 issued', '1 issued', '2 issued']);
		expect(statesOf(rest.changes)).toEqual(['3 issued', '5 issued', '1 revoked', '4 revoked']);
	});
});

test('whoever pulls while much is changed at once misses nothing', async () => {
	const device = new Map<string, string>();
	let cursor: string | null = null;
	let isOver = false;
	const follow = async () => {
		const page: HistoryPage = await readPage({ limit: 7, ...(cursor === null ? {} : { cursor }) });
		for (const { credentialId, state } of page.changes) device.set(credentialId, state);
		cursor = page.cursor;
		return page.more;
	};
	const reading = (async () => {
		while (!isOver) {
			await follow();
			// Without a pause the queue would never come to its turn.
			await scheduler.wait(5);
		}
		while (await follow());
	})();

	const work = Array.from({ length: 6 }, async (_, number) => {
		const batch = await hold(makeRows(30), [10, 10, 10]);
		await untilIssued(batch.id, as);
		await Promise.all(
			Array.from({ length: 5 }, (_, at) => revoke(batch, [batch.rows[at * 6 + number]!.credentialId]))
		);
		if (number % 2) await revoke(batch);
	});
	await Promise.all(work).finally(() => (isOver = true));
	await reading;

	const { results } = await env.DB.prepare('SELECT id, state FROM credential WHERE organisation_id = ?')
		.bind(harbour.id)
		.all<{ id: string; state: string }>();
	expect(results).toHaveLength(180);
	expect(device).toEqual(new Map(results.map(({ id, state }) => [id, state])));
	const fresh = (await pull(null, 11)).changes;
	expect(new Map(fresh.map(({ credentialId, state }) => [credentialId, state]))).toEqual(device);
	expect(fresh).toHaveLength(180);
});
