import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BATCH_CHANGES_LIMIT, type BatchChanges } from '#shared/contract/batch.ts';
import type { Catalog } from '#shared/contract/catalog.ts';
import { deliverChunk, sweepDeliveries } from '../deliver.ts';
import { issueChunk } from '../issue.ts';
import type { Mailer } from '../mail/mailer.ts';
import { ask } from '../testing/ask.ts';
import { declare, FIRST_AID, issueRows, makeRows, prepareBatch, putChunk, upload } from '../testing/batch.ts';
import { Device, expectMirror } from '../testing/device.ts';
import { deliver, issueTo, later, mailing, mailStates } from '../testing/mailing.ts';
import { makeHarbour, startAfresh, type TestOrganisation } from '../testing/organisation.ts';
import { Party, STEPS, type Step } from '../testing/party.ts';

let harbour: TestOrganisation;
let as: string;

beforeAll(startAfresh);
beforeEach(async () => {
	harbour = await makeHarbour(10);
	as = harbour.issuer;
});

const steps = fc.array(
	fc.record<Step>({ kind: fc.constantFrom(...STEPS), party: fc.constantFrom(0, 1), pick: fc.nat(999) }),
	{ minLength: 30, maxLength: 60, size: 'max' }
);

/** So that the steps come to something, whatever the others are: one batch is gone, of another a mail arrives, and it is revoked. */
const SOMETHING_OF_EACH: Step[] = (
	[
		['upload', 0],
		['issue', 0],
		['take-back', 0],
		['upload', 0],
		['issue-whole', 1],
		['deliver', 3],
		['hear', 5],
		['revoke', 3]
	] as const
).map(([kind, pick]) => ({ kind, party: 0, pick }));

test('whatever happens in two organisations, in any order, a device that pulls knows its own as the endpoints tell it', async () => {
	const told = { delivered: 0, gone: 0, revoked: 0 };
	await fc.assert(
		fc.asyncProperty(steps, fc.integer({ min: 1, max: 9 }), async (taken, limit) => {
			const parties = [new Party(await makeHarbour(10)), new Party(await makeHarbour(10))];
			for (const step of taken) {
				const party = parties[step.party]!;
				await party.take(step);
				// Now and then it knows everything, so that nothing of what comes then may be left out.
				if (step.pick % 4 === 0) await party.device.pullAll(limit);
			}
			for (const { device, organisation } of parties) {
				await device.pullAll(limit);
				await expectMirror(device, organisation.issuer);
				const fresh = new Device(organisation.issuer, organisation.id);
				await fresh.pullAll(limit);
				await expectMirror(fresh, organisation.issuer);
				for (const { state, delivery } of device.history.values()) {
					if (state === 'gone' || state === 'revoked') told[state] += 1;
					if (delivery?.state === 'delivered') told.delivered += 1;
				}
			}
		}),
		{
			numRuns: 30,
			endOnFailure: true,
			examples: [[SOMETHING_OF_EACH, 3]]
		}
	);
	for (const count of Object.values(told)) expect(count).toBeGreaterThan(0);
}, 120_000);

test('whoever pulls while mails, issuing and taking back go on at once ends with the same', async () => {
	const party = new Party(harbour);
	const pulling = new Device(as, harbour.id);
	let isOver = false;
	const reading = (async () => {
		while (!isOver) {
			await pulling.pullHistory(3);
			await pulling.pullBatches(2);
			await pulling.pullDefinitions();
			await scheduler.wait(1);
		}
	})();
	for (let round = 0; round < 4; round++) await party.take({ kind: 'upload', party: 0, pick: round });
	const random = fc.sample(steps, { numRuns: 4, seed: 4 });
	const work = random.map(async (taken) => {
		for (const step of taken) if (!step.kind.startsWith('pull')) await party.take(step);
	});
	await Promise.all(work).finally(() => (isOver = true));
	await reading;
	await pulling.pullAll(5);
	await expectMirror(pulling, as);
}, 60_000);

test('that a mail is in somebody’s hand is no news of it', async () => {
	const batchId = await issueTo(['zoe@people.example'], as);
	await ask('POST', `/batches/${batchId}/release`, { as });
	await issueChunk(mailing, batchId, 0);
	const device = new Device(as, harbour.id);
	await device.pullAll(5);
	const silent: Mailer = {
		async send(mails, follow) {
			for (const mail of mails) await follow!.onHandingOver(mail);
			return [];
		}
	};
	await deliver(batchId, later(new Date(), 60), silent);
	expect(await countHandedOver(batchId)).toBe(1);
	await device.pullAll(5);
	await expectMirror(device, as);
});

test('what a Worker heard of mails before it died is told by the sweeper', async () => {
	const batchId = await issueTo(['zoe@people.example', 'ada@people.example'], as);
	await ask('POST', `/batches/${batchId}/release`, { as });
	await issueChunk(mailing, batchId, 0);
	const device = new Device(as, harbour.id);
	await device.pullAll(5);
	const [first] = (await mailStates(batchId, as)).map((mail) => mail?.state);
	expect(first).toBe('pending');
	// Heard of the first when the second is marked; then nothing more is written.
	let isDead = false;
	const dying = {
		...mailing,
		DB: {
			prepare: (sql: string) => env.DB.prepare(sql),
			batch: async (statements: D1PreparedStatement[]) => {
				if (isDead) throw new Error('The Worker is gone');
				return env.DB.batch(statements);
			}
		} as D1Database
	};
	const mailer: Mailer = {
		async send(mails, follow) {
			for (const mail of mails) {
				await follow!.onHandingOver(mail);
				follow!.onOutcome(mail, { state: 'sent', providerMessageId: mail.id });
			}
			isDead = true;
			return [];
		}
	};
	const at = later(new Date(), 60);
	await deliverChunk(dying, { batchId, chunk: 0 }, { now: () => at, mailer }).catch(() => {});
	expect((await mailStates(batchId, as)).map((mail) => mail?.state)).toEqual(['sent', 'pending']);
	await sweepDeliveries(mailing, later(at, 600));
	expect((await mailStates(batchId, as)).map((mail) => mail?.state)).toEqual(['sent', 'failed']);
	await device.pullAll(5);
	await expectMirror(device, as);
});

function countHandedOver(batchId: string): Promise<number | null> {
	return env.DB.prepare(
		'SELECT count(*) AS n FROM delivery WHERE batch_id = ? AND handed_over_at IS NOT NULL'
	)
		.bind(batchId)
		.first<number>('n');
}

async function readBatches(query = ''): Promise<BatchChanges> {
	return (await ask('GET', `/batches/changes${query}`, { as })).body;
}

async function readCatalog(query = ''): Promise<Catalog> {
	return (await ask('GET', `/definitions${query}`, { as })).body;
}

describe('batches', () => {
	test('each once, where it changed last; what is repeated changes nothing', async () => {
		const [one, two] = [await prepareBatch(makeRows(2)), await prepareBatch(makeRows(1))];
		await upload(one, as);
		await upload(two, as);
		const { cursor, batches } = await readBatches();
		expect(batches.map(({ id }) => id)).toEqual([one.id, two.id]);
		await declare(one, as);
		await putChunk(one, 0, as);
		expect(await readBatches(`?cursor=${cursor}`)).toEqual({
			organisationId: harbour.id,
			batches: [],
			cursor,
			more: false
		});
		for (const step of ['issue', 'issue', 'take-back', 'take-back']) {
			await ask('POST', `/batches/${one.id}/${step}`, { as });
		}
		expect(await readBatches(`?cursor=${cursor}`)).toMatchObject({
			batches: [{ id: one.id, state: 'taken-back' }]
		});
		const page = await readBatches('?limit=1');
		expect([page.batches[0]?.id, page.more]).toEqual([two.id, true]);
		expect((await readBatches(`?cursor=${page.cursor}&limit=1`)).more).toBe(false);
		expect(page.cursor).toMatch(/^\d+$/);
	});

	test('the end of a hold is told as soon as it is known', async () => {
		const batch = await prepareBatch(makeRows(1));
		await upload(batch, as);
		await ask('POST', `/batches/${batch.id}/issue`, { as });
		const { cursor } = await readBatches();
		await ask('POST', `/batches/${batch.id}/release`, { as });
		const [told] = (await readBatches(`?cursor=${cursor}`)).batches;
		expect(['issuing', 'issued']).toContain(told!.state);
	});
});

describe('the catalog', () => {
	test('all of it, then what changed: a version, the archive, what was issued', async () => {
		const { definitions, cursor } = await readCatalog();
		expect(definitions.length).toBeGreaterThan(2);
		expect((await readCatalog(`?cursor=${cursor}`)).definitions).toEqual([]);
		const archive = (archived: boolean) =>
			ask('PUT', `/definitions/${FIRST_AID}/archived`, { as, body: { archived } });
		await archive(true);
		const archived = await readCatalog(`?cursor=${cursor}`);
		expect(archived.definitions).toMatchObject([{ id: FIRST_AID, archived: true }]);
		await archive(true);
		expect((await readCatalog(`?cursor=${archived.cursor}`)).definitions).toEqual([]);
		await archive(false);

		const { cursor: before } = await readCatalog();
		await ask('PATCH', '/organisation', { as: harbour.admin, body: { holdMinutes: 0 } });
		await issueRows(makeRows(3), as);
		expect((await readCatalog(`?cursor=${before}`)).definitions).toMatchObject([
			{ id: FIRST_AID, issued: 3 }
		]);
		const other = await makeHarbour();
		const theirs = (await ask('GET', '/definitions', { as: other.issuer })).body as Catalog;
		expect(theirs.definitions.find(({ id }) => id === FIRST_AID)?.issued).toBe(0);
	});
});

test.each([
	['/definitions?cursor=', '/cursor'],
	['/definitions?cursor=1.0', '/cursor'],
	['/definitions?cursor=999999', '/cursor'],
	['/batches/changes?cursor=', '/cursor'],
	['/batches/changes?cursor=-1', '/cursor'],
	['/batches/changes?cursor=2026-11-23~5c0f', '/cursor'],
	['/batches/changes?cursor=999999', '/cursor'],
	['/batches/changes?limit=0', '/limit'],
	[`/batches/changes?limit=${BATCH_CHANGES_LIMIT + 1}`, '/limit']
])('%s is refused, and where it is wrong is said', async (path, pointer) => {
	const { problem } = await ask('GET', path, { as });
	expect(problem).toMatchObject({ status: 400, code: 'request-invalid', errors: [{ pointer }] });
});
