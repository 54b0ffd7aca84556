import { declareBatch, getBatch, issueBatch, putChunk, takeBackBatch } from '../api.ts';
import type { Answer as ApiAnswer } from '../api-call.ts';
import type { Answer, BatchRequests } from './send-batch.ts';

/** The requests of the outbox over the API. */
export const batchRequests: BatchRequests = {
	declare: async (batchId, declaration) => toAnswer(await declareBatch(batchId, declaration)),
	putChunk: async (batchId, index, body) => toAnswer(await putChunk(batchId, index, body)),
	issue: async (batchId) => toAnswer(await issueBatch(batchId)),
	takeBack: async (batchId) => toAnswer(await takeBackBatch(batchId)),
	read: async (batchId) => toAnswer(await getBatch(batchId))
};

function toAnswer<B>(answer: ApiAnswer<B>): Answer<B> {
	if (answer.ok) return { kind: 'ok', batch: answer.value };
	if (answer.offline) return { kind: 'later', retryAfterMs: null };
	const { problem, retryAfterMs } = answer;
	// These say nothing about the batch; the same request may pass a little later.
	if (problem.status >= 500 || problem.status === 429) return { kind: 'later', retryAfterMs };
	return { kind: 'refused', problem };
}
