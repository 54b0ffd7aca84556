import { declareBatch, getBatch, issueBatch, putChunk, takeBackBatch } from '../api.ts';
import type { Answer as ApiAnswer } from '../api-call.ts';
import type { Answer, BatchRequests } from './send-batch.ts';

/**
 * The requests of the outbox over the API. The server refuses them as `sign-in-needed` where the sign-in is no longer
 * this organisation's: another tab may have signed in to another one while a batch was under way.
 */
export function batchRequestsOf(organisationId: string): BatchRequests {
	return {
		declare: async (batchId, declaration) =>
			toAnswer(await declareBatch({ batchId, organisationId }, declaration)),
		putChunk: async (batchId, index, body) =>
			toAnswer(await putChunk({ batchId, organisationId }, index, body)),
		issue: async (batchId) => toAnswer(await issueBatch({ batchId, organisationId })),
		takeBack: async (batchId) => toAnswer(await takeBackBatch(batchId, organisationId)),
		read: async (batchId) => toAnswer(await getBatch(batchId, organisationId))
	};
}

function toAnswer<B>(answer: ApiAnswer<B>): Answer<B> {
	if (answer.ok) return { kind: 'ok', batch: answer.value };
	if (answer.offline) return { kind: 'later', retryAfterMs: null };
	const { problem, retryAfterMs } = answer;
	// These say nothing about the batch; the same request may pass a little later.
	if (problem.status >= 500 || problem.status === 429) return { kind: 'later', retryAfterMs };
	return { kind: 'refused', problem };
}
