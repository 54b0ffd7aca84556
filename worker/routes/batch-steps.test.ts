import { createExecutionContext } from 'cloudflare:test';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Batch } from '#shared/contract/batch.ts';
import { app } from '../app.ts';
import { issueChunk } from '../issue.ts';
import { ask, type Asked } from '../testing/ask.ts';
import { countIn, makeRows, prepareBatch, readBatch, type TestBatch } from '../testing/batch.ts';
import { mailing } from '../testing/mailing.ts';
import { makeHarbour, startAfresh, type TestOrganisation } from '../testing/organisation.ts';

const CHUNKS = 3;
const STEPS = [
	'declare',
	'declare-other',
	'chunk-0',
	'chunk-1',
	'chunk-2',
	'chunk-other',
	'issue',
	'take-back',
	'release'
] as const;
type Step = (typeof STEPS)[number];

let harbour: TestOrganisation;

beforeAll(startAfresh);
beforeEach(async () => {
	harbour = await makeHarbour(10);
});

/** What the protocol says of a batch, with nothing of how the worker does it. */
interface Model {
	state: 'unknown' | Exclude<Batch['state'], 'issued'>;
	chunks: Set<number>;
}

/** The answer's status and code that a step should have; moves the model on. */
function expected(model: Model, step: Step): [number, string?] {
	if (step === 'declare') {
		if (model.state === 'unknown') model.state = 'receiving';
		return [200];
	}
	if (model.state === 'unknown') return [404, 'not-found'];
	if (step === 'declare-other' || step === 'chunk-other') return [409, 'content-conflict'];
	if (step.startsWith('chunk-')) {
		const number = Number(step.at(-1));
		if (model.chunks.has(number)) return [200];
		if (model.state !== 'receiving') return [409, 'state-conflict'];
		model.chunks.add(number);
		return [200];
	}
	const isIssuing = model.state === 'issuing';
	if (step === 'take-back') {
		if (isIssuing) return [409, 'state-conflict'];
		model.state = 'taken-back';
		return [200];
	}
	if (model.state === 'taken-back') return [409, 'state-conflict'];
	if (step === 'release') {
		if (model.state === 'receiving') return [409, 'state-conflict'];
		model.state = 'issuing';
		return [200];
	}
	if (model.state === 'receiving' && model.chunks.size < CHUNKS) return [409, 'chunk-missing'];
	if (model.state === 'receiving') model.state = 'held';
	return [200];
}

/** By the worker, whose queue loses everything: a batch that is being issued stays so. */
function take(step: Step, batch: TestBatch, as: string): Promise<Asked> {
	const path = `/batches/${batch.id}`;
	const fetch = (request: Request) => app.fetch(request, mailing, createExecutionContext());
	if (step === 'declare') return ask('PUT', path, { as, fetch, body: batch.declaration });
	if (step === 'declare-other') {
		return ask('PUT', path, { as, fetch, body: { ...batch.declaration, label: 'Another' } });
	}
	if (step === 'chunk-other') return ask('PUT', `${path}/chunks/0`, { as, fetch, body: batch.chunks[1] });
	if (step.startsWith('chunk-')) {
		const number = Number(step.at(-1));
		return ask('PUT', `${path}/chunks/${number}`, { as, fetch, body: batch.chunks[number] });
	}
	return ask('POST', `${path}/${step}`, { as, fetch });
}

const makeBatch = () => prepareBatch(makeRows(5), [2, 2, 1]);

// A device goes on after what it knows: the first steps of most are in order, and some of them more than once.
const taken = fc.array(
	fc.record({ step: fc.constantFrom(...STEPS), times: fc.constantFrom(1, 1, 2, 3), isAdmin: fc.boolean() }),
	{ minLength: 10, maxLength: 30, size: 'max' }
);
const inOrder: Step[] = ['declare', 'chunk-0', 'chunk-1', 'chunk-2', 'issue', 'release'];

test('steps in any order, repeated by any member, are answered as the protocol says, and the same again', async () => {
	const reached = new Set<string>();
	await fc.assert(
		fc.asyncProperty(taken, fc.nat(inOrder.length), async (random, begun) => {
			const batch = await makeBatch();
			const model: Model = { state: 'unknown', chunks: new Set() };
			const begin = inOrder.slice(0, begun).map((step) => ({ step, times: 1, isAdmin: false }));
			for (const { step, times, isAdmin } of [...begin, ...random]) {
				// It would declare the batch, and be the one.
				if (model.state === 'unknown' && step === 'declare-other') continue;
				const as = isAdmin ? harbour.admin : harbour.issuer;
				const answers: Asked[] = [];
				for (let time = 0; time < times; time++) answers.push(await take(step, batch, as));
				const [status, code] = expected(model, step);
				for (const answer of answers) {
					expect([step, answer.status, answer.problem.code]).toEqual([step, status, code]);
					if (code === undefined) expect(answer.body).toEqual(answers[0]!.body);
				}
				reached.add(`${model.state} ${step} ${code ?? 'ok'}`);
				if (model.state === 'unknown') continue;
				const now = await readBatch(batch.id, harbour.issuer);
				expect(now).toMatchObject({ state: model.state, chunksReceived: model.chunks.size });
				expect(Object.values(now.rows).reduce((sum, rows) => sum + rows)).toBe(5);
			}
		}),
		{ numRuns: 30, examples: fc.sample(fc.tuple(taken, fc.nat(inOrder.length)), { numRuns: 12, seed: 7 }) }
	);
	for (const rare of [
		'taken-back chunk-1 state-conflict',
		'taken-back declare ok',
		'taken-back issue state-conflict',
		'issuing take-back state-conflict',
		'issuing chunk-0 ok'
	]) {
		expect(reached).toContain(rare);
	}
}, 60_000);

test('the same steps all at once leave one state: of taking back and issuing, one wins', async () => {
	const ends = new Set<string>();
	await fc.assert(
		fc.asyncProperty(
			fc.shuffledSubarray([...inOrder, ...inOrder, 'take-back' as const], { minLength: 9 }),
			fc.integer({ min: 3, max: 5 }),
			async (steps, begun) => {
				const batch = await makeBatch();
				const credentials = await countIn('credential');
				for (const step of inOrder.slice(0, begun)) await take(step, batch, harbour.issuer);
				const answers = await Promise.all(
					steps.map((step, at) => take(step, batch, at % 2 ? harbour.issuer : harbour.admin))
				);
				for (const { status } of answers) expect([200, 409]).toContain(status);
				for (const chunk of [0, 1, 2]) await issueChunk(mailing, batch.id, chunk);
				const { state, rows } = await readBatch(batch.id, harbour.issuer);
				ends.add(state);
				const isTakenBack = steps.some((step, at) => step === 'take-back' && answers[at]!.status === 200);
				expect(state === 'taken-back').toBe(isTakenBack);
				expect(rows.issued).toBe(state === 'issued' ? 5 : 0);
				expect(await countIn('credential')).toBe(credentials + rows.issued);
			}
		),
		// Both ends are reached, whoever wins the others.
		{
			numRuns: 20,
			examples: [
				[['take-back'], 5],
				[['release'], 5]
			]
		}
	);
	expect([...ends]).toEqual(expect.arrayContaining(['taken-back', 'issued']));
}, 60_000);

describe('taking back', () => {
	test('before anything arrived, by another member, for ever; another organisation cannot', async () => {
		const batch = await makeBatch();
		await take('declare', batch, harbour.issuer);
		const stranger = await makeHarbour();
		expect((await take('take-back', batch, stranger.admin)).problem.code).toBe('not-found');
		expect((await readBatch(batch.id, harbour.issuer)).state).toBe('receiving');
		const back = await take('take-back', batch, harbour.admin);
		expect(back.body).toMatchObject({ state: 'taken-back', chunksReceived: 0, rows: { 'taken-back': 5 } });
		for (const number of [0, 1, 2]) {
			const late = await take(`chunk-${number}` as Step, batch, harbour.issuer);
			expect(late.problem).toMatchObject({ status: 409, code: 'state-conflict' });
		}
		expect((await take('declare', batch, harbour.issuer)).body).toEqual(back.body);
		expect((await take('issue', batch, harbour.issuer)).problem.code).toBe('state-conflict');
		expect(await readBatch(batch.id, harbour.issuer)).toEqual(back.body);
	});

	test('needs a batch that the server knows: one that waits on the device is taken back there', async () => {
		const batch = await makeBatch();
		expect((await take('take-back', batch, harbour.issuer)).problem.code).toBe('not-found');
	});
});
