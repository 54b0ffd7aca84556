import {
	createExecutionContext,
	createMessageBatch,
	createScheduledController,
	getQueueResult
} from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SignedCredential } from '#shared/credential/credential.ts';
import { verifyCredential } from '#shared/verification/verify-credential.ts';
import { findUnsettledBatches } from './db/error-report.ts';
import type { QueueMessage } from './env.ts';
import worker from './index.ts';
import { issueChunk } from './issue.ts';
import { startIssuing } from './start-issuing.ts';
import { sweepBatches } from './sweep.ts';
import { app } from './app.ts';
import { ask, askAt, ORIGIN } from './testing/ask.ts';
import {
	FORKLIFT,
	issueRows,
	makeRow,
	makeRows,
	prepareBatch,
	readBatch,
	untilIssued,
	upload,
	type TestBatch
} from './testing/batch.ts';
import { makeHarbour, startAfresh, type TestOrganisation } from './testing/organisation.ts';

/** The bindings, with a queue that loses every message. */
const lossy = {
	...env,
	QUEUE: { send: async () => {}, sendBatch: async () => {} } as unknown as typeof env.QUEUE
};

let harbour: TestOrganisation;
let as: string;

beforeAll(startAfresh);
beforeEach(async () => {
	harbour = await makeHarbour();
	as = harbour.issuer;
});

async function hold(batch: TestBatch, minutes: number, bindings = lossy): Promise<void> {
	await ask('PATCH', '/organisation', { as: harbour.admin, body: { holdMinutes: minutes } });
	await upload(batch, as);
	const fetch = (request: Request) => app.fetch(request, bindings, createExecutionContext());
	const answer = await ask('POST', `/batches/${batch.id}/issue`, { as, fetch });
	expect(answer.status).toBe(200);
}

function count(table: 'credential' | 'delivery', batch: TestBatch) {
	return env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE batch_id = ?`).bind(batch.id).first('n');
}

describe('without a hold', () => {
	test('a batch of several definitions becomes signed credentials and one delivery each, through the queue', async () => {
		const rows = [
			makeRow(0),
			makeRow(1, { definitionId: FORKLIFT, values: ['0012345', 'II'], expiration: 'never' })
		];
		const { id } = await issueRows(rows, as);
		const batch = await readBatch(id, as);
		expect(batch).toMatchObject({ state: 'issued', rows: { issued: 2, held: 0 } });
		expect(Object.values(batch.deliveries).reduce((sum, n) => sum + n)).toBe(2);

		const [first, second] = await Promise.all(
			rows.map(
				async (row) => (await askAt('GET', `/credentials/${row.credentialId}.json`)).body as SignedCredential
			)
		);
		expect(first!.id).toBe(`${ORIGIN}/credentials/${rows[0]!.credentialId}`);
		// Written as the organisation's own day; what is kept to sort and compare by is the same instant in UTC.
		expect(first!.validFrom).toMatch(/^20\d\d-.*[+-]\d\d:\d\d$/);
		const kept = await env.DB.prepare('SELECT valid_from AS at FROM credential WHERE id = ?')
			.bind(rows[0]!.credentialId)
			.first<string>('at');
		expect(kept).toBe(new Date(first!.validFrom).toISOString());
		expect(first!.validUntil).toMatch(/^20\d\d-/);
		expect(second).not.toHaveProperty('validUntil');
		expect(JSON.stringify(first)).not.toContain('recipients.example');
		const fetchJson = async (url: string) => (await askAt('GET', new URL(url).pathname)).body as unknown;
		const verification = await verifyCredential(first, { fetchJson, origin: ORIGIN, now: Date.now() });
		expect(verification.outcome).toBe('passed');

		const catalog = (await ask('GET', '/definitions', { as })).body as {
			definitions: { id: string; issued: number }[];
		};
		expect(catalog.definitions.find((definition) => definition.id === FORKLIFT)).toMatchObject({ issued: 1 });
		const past = await ask('POST', '/recipients/search', { as, body: { search: 'angstrom' } });
		expect(past.body).toMatchObject({
			recipients: [
				{ batchId: id, batchLabel: 'Spring course', state: 'issued', delivery: { at: expect.any(String) } },
				{ batchId: id, batchLabel: 'Spring course', state: 'issued' }
			],
			cursor: null
		});
	});

	test('asked to issue many times at once, a batch is issued once', async () => {
		const batch = await prepareBatch(makeRows(4), [2, 2]);
		await upload(batch, as);
		const asked = Array.from({ length: 20 }, () => ask('POST', `/batches/${batch.id}/issue`, { as }));
		for (const answer of await Promise.all(asked)) expect(answer.status).toBe(200);
		await untilIssued(batch.id, as);
		expect(await count('credential', batch)).toBe(4);
		expect(await count('delivery', batch)).toBe(4);
	});
});

describe('a chunk', () => {
	test('issued at once by several, and again, gives one credential and one delivery a row', async () => {
		const batch = await prepareBatch(makeRows(6));
		await hold(batch, 0);
		await Promise.all([1, 2, 3].map(() => issueChunk(lossy, batch.id, 0)));
		await issueChunk(lossy, batch.id, 0);
		expect(await count('credential', batch)).toBe(6);
		expect(await count('delivery', batch)).toBe(6);
		const places = await env.DB.prepare(
			'SELECT status_list, status_index FROM credential WHERE organisation_id = ?'
		)
			.bind(harbour.id)
			.all<{ status_index: number }>();
		expect(new Set(places.results.map((place) => place.status_index)).size).toBe(6);
		expect(await readBatch(batch.id, as)).toMatchObject({ state: 'issued', rows: { issued: 6 } });
	});

	test('of a batch that is not being issued is left alone', async () => {
		const batch = await prepareBatch(makeRows(2));
		await hold(batch, 10);
		await issueChunk(lossy, batch.id, 0);
		await startIssuing(lossy, batch.id, Date.now());
		await issueChunk(lossy, batch.id, 0);
		expect(await count('credential', batch)).toBe(0);
		expect(await readBatch(batch.id, as)).toMatchObject({ state: 'held' });
	});

	test('issued after the end of a credential never mails it, and its failure is counted', async () => {
		const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
		const batch = await prepareBatch([makeRow(0, { expiration: soon }), makeRow(1)]);
		await hold(batch, 0);
		// As if the batch had waited for longer than a month.
		await env.DB.prepare("UPDATE chunk SET body = replace(body, ?, '2020-01-31') WHERE batch_id = ?")
			.bind(soon, batch.id)
			.run();
		await issueChunk(lossy, batch.id, 0);
		expect(await readBatch(batch.id, as)).toMatchObject({
			state: 'issued',
			rows: { issued: 2 },
			deliveries: { pending: 1, failed: 1 }
		});
		const told = await env.DB.prepare(
			`SELECT delivery.code, delivery_event.kind FROM delivery JOIN delivery_event ON delivery_id = delivery.id
			WHERE batch_id = ?`
		)
			.bind(batch.id)
			.all();
		expect(told.results).toEqual([{ code: 'expired', kind: 'failed' }]);
		const unsettled = await findUnsettledBatches(env.DB, 1000);
		const failed = unsettled.find(({ id }) => id === batch.id)?.failed;
		expect(failed).toEqual([batch.rows[0]!.credentialId]);
	});

	test('takes the next status list where the last is full', async () => {
		await issueRows(makeRows(2), as);
		await env.DB.prepare('UPDATE status_list SET allotted = 131071 WHERE organisation_id = ?')
			.bind(harbour.id)
			.run();
		const rows = makeRows(2);
		await issueRows(rows, as);
		const { body } = await askAt('GET', `/credentials/${rows[1]!.credentialId}.json`);
		expect((body as SignedCredential).credentialStatus.statusListCredential).toMatch(/\/status\/2$/);
	});
});

describe('after a hold', () => {
	test('release issues at once; again, it answers the same', async () => {
		const batch = await prepareBatch(makeRows(2));
		await hold(batch, 10, env as typeof lossy);
		const first = await ask('POST', `/batches/${batch.id}/release`, { as });
		expect(first.body).toMatchObject({ state: 'issuing', rows: { held: 2 } });
		expect((await ask('POST', `/batches/${batch.id}/release`, { as })).status).toBe(200);
		await untilIssued(batch.id, as);
		const late = await ask('POST', `/batches/${batch.id}/take-back`, { as });
		expect(late.problem).toMatchObject({ status: 409, code: 'state-conflict' });
	});

	test('of taking back and issuing at once, one wins and the other has no effect', async () => {
		for (let round = 0; round < 8; round += 1) {
			const batch = await prepareBatch(makeRows(2));
			await hold(batch, 10);
			const path = `/batches/${batch.id}`;
			const steps = round % 2 ? ['take-back', 'release'] : ['release', 'take-back'];
			const answers = await Promise.all(steps.map((step) => ask('POST', `${path}/${step}`, { as })));
			expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
			const isTakenBack = answers[steps.indexOf('take-back')]!.status === 200;
			if (isTakenBack) await issueChunk(lossy, batch.id, 0);
			else await untilIssued(batch.id, as);
			const { state } = await readBatch(batch.id, as);
			expect(state).toBe(isTakenBack ? 'taken-back' : 'issued');
			expect(await count('credential', batch)).toBe(isTakenBack ? 0 : 2);
		}
	});

	test('the sweeper takes up a batch whose messages were lost, at each step', async () => {
		const batch = await prepareBatch(makeRows(3), [2, 1]);
		await hold(batch, 10);
		const later = (minutes: number) => Date.now() + minutes * 60_000;
		await sweepBatches(lossy, later(9));
		expect(await readBatch(batch.id, as)).toMatchObject({ state: 'held' });
		await sweepBatches(lossy, later(11));
		expect(await readBatch(batch.id, as)).toMatchObject({ state: 'issuing' });
		await sweepBatches(lossy, later(12));
		await issueChunk(lossy, batch.id, 1);
		await worker.scheduled(createScheduledController({ scheduledTime: later(20) }), env);
		await untilIssued(batch.id, as);
		expect(await count('credential', batch)).toBe(3);
		expect(await count('delivery', batch)).toBe(3);
	});
});

describe('the queue', () => {
	test('tries a message again that failed, and goes on with the others', async () => {
		const batch = await prepareBatch(makeRows(1));
		await hold(batch, 0);
		const message = (id: string, body: QueueMessage) => ({ id, timestamp: new Date(), attempts: 1, body });
		const messages = createMessageBatch<QueueMessage>('sheaf', [
			message('broken', { kind: 'issue', batchId: batch.id, chunk: {} as number }),
			message('good', { kind: 'issue', batchId: batch.id, chunk: 0 })
		]);
		const context = createExecutionContext();
		const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
		await worker.queue(messages, env);
		expect(logged).toHaveBeenCalledOnce();
		logged.mockRestore();
		const result = await getQueueResult(messages, context);
		expect(result.explicitAcks).toEqual(['good']);
		expect(result.retryMessages.map(({ msgId }) => msgId)).toEqual(['broken']);
		expect(await count('credential', batch)).toBe(1);
	});
});
