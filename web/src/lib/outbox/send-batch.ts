import type { Batch, BatchDeclaration } from '#shared/contract/batch.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { OutboxBatch, OutboxChunk } from './outbox-batch.ts';
import {
	acknowledgeChunk,
	changeBatch,
	forgetAcknowledgements,
	markBegun,
	readBatch,
	readChunks
} from './outbox-tables.ts';

/** What a request came to. `later`: no answer, or one that says nothing about the batch (5xx, 429). */
export type Answer<B = Batch> = { kind: 'ok'; batch: B } | NoAnswer;
export type NoAnswer = { kind: 'later'; retryAfterMs: number | null } | { kind: 'refused'; problem: Problem };

/** The requests that a batch is sent with; each may be repeated without a second effect. */
export interface BatchRequests {
	declare(batchId: string, declaration: BatchDeclaration): Promise<Answer>;
	putChunk(batchId: string, index: number, body: Uint8Array<ArrayBuffer>): Promise<Answer<unknown>>;
	issue(batchId: string): Promise<Answer>;
	takeBack(batchId: string): Promise<Answer>;
	read(batchId: string): Promise<Answer>;
}

export type Outcome = { kind: 'accepted'; batch: Batch } | { kind: 'taken-back' } | NoAnswer;

/** A slow line waits longer for answers than for bytes. */
const CHUNKS_ON_THE_WAY = 4;

/** Why no more chunks are sent. */
type Stop = 'taking-back' | 'state-conflict' | NoAnswer;

/** Declares the batch, sends the chunks that were not acknowledged yet and asks to issue it. */
export async function sendBatch(batchId: string, requests: BatchRequests): Promise<Outcome> {
	const entry = await readBatch(batchId);
	if (!entry || entry.takingBack) return takeBack(entry, requests);
	await markBegun(batchId);

	const declared = await requests.declare(batchId, entry.declaration);
	if (declared.kind !== 'ok') return declared;
	if (declared.batch.state !== 'receiving') return settled(declared.batch);
	if (declared.batch.chunksReceived < entry.chunksAcknowledged) await forgetAcknowledgements(batchId);

	if (declared.batch.chunksReceived < declared.batch.chunkCount) {
		const stopped = await sendChunks(batchId, requests);
		if (stopped) return stopped;
	}
	const beforeIssue = await readBatch(batchId);
	if (!beforeIssue || beforeIssue.takingBack) return takeBack(beforeIssue, requests);
	return issue(batchId, requests);
}

/** Sends what is not acknowledged, several chunks at once. null: the server has them all. */
async function sendChunks(batchId: string, requests: BatchRequests): Promise<Outcome | null> {
	const chunks = readChunks(batchId);
	let stop: Stop | null = null;
	const sendInTurn = async () => {
		for (;;) {
			const next = await chunks.next();
			if (stop || next.done) return;
			const stopped = await sendChunk(next.value, requests);
			stop ??= stopped;
		}
	};
	// What is asked next is asked with nothing on its way any more.
	await Promise.all(Array.from({ length: CHUNKS_ON_THE_WAY }, sendInTurn));
	return stop === null ? null : explain(batchId, stop, requests);
}

async function sendChunk(
	{ batchId, index, body }: OutboxChunk,
	requests: BatchRequests
): Promise<Stop | null> {
	const entry = await readBatch(batchId);
	if (!entry || entry.takingBack) return 'taking-back';
	const answer = await requests.putChunk(batchId, index, body);
	if (answer.kind === 'refused' && answer.problem.code === 'state-conflict') return 'state-conflict';
	if (answer.kind !== 'ok') return answer;
	await acknowledgeChunk(batchId, index);
	return null;
}

async function explain(batchId: string, stop: Stop, requests: BatchRequests): Promise<Outcome> {
	if (stop === 'taking-back') return takeBack(await readBatch(batchId), requests);
	return stop === 'state-conflict' ? readState(batchId, requests) : stop;
}

async function issue(batchId: string, requests: BatchRequests): Promise<Outcome> {
	await changeBatch(batchId, { issueAsked: true });
	const answer = await requests.issue(batchId);
	if (answer.kind === 'ok') return settled(answer.batch);
	if (answer.kind === 'later') return answer;
	if (answer.problem.code === 'state-conflict') return readState(batchId, requests);
	if (answer.problem.code !== 'chunk-missing') return answer;
	await forgetAcknowledgements(batchId);
	return { kind: 'later', retryAfterMs: null };
}

/** The server is asked even when the batch seems never to have reached it: a lost answer may hide an accepted request. */
async function takeBack(entry: OutboxBatch | undefined, requests: BatchRequests): Promise<Outcome> {
	if (!entry?.begun) return { kind: 'taken-back' };
	const answer = await requests.takeBack(entry.batchId);
	if (answer.kind === 'later') return answer;
	if (answer.kind === 'ok') return settled(answer.batch);
	if (answer.problem.code === 'not-found') return { kind: 'taken-back' };
	if (answer.problem.code === 'state-conflict') return readState(entry.batchId, requests, 'taking-back');
	return answer;
}

/** After a conflict of states: what the server has decides. A batch that it is only receiving can be left there. */
async function readState(
	batchId: string,
	requests: BatchRequests,
	aim: 'sending' | 'taking-back' = 'sending'
): Promise<Outcome> {
	const answer = await requests.read(batchId);
	if (answer.kind !== 'ok') return answer;
	if (answer.batch.state !== 'receiving') return settled(answer.batch);
	return aim === 'taking-back' ? { kind: 'taken-back' } : { kind: 'later', retryAfterMs: null };
}

function settled(batch: Batch): Outcome {
	return batch.state === 'taken-back' ? { kind: 'taken-back' } : { kind: 'accepted', batch };
}
