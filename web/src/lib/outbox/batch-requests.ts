import { Batch, BatchDeclaration } from '#shared/contract/batch.ts';
import { call, pathOf, type Answer as CallAnswer } from '../api-call.ts';
import type { Answer, BatchRequests, NoAnswer } from './send-batch.ts';

/** The requests of the outbox over the API. */
export const batchRequests: BatchRequests = {
	declare: async (batchId, declaration) =>
		toAnswer(
			await call({
				method: 'PUT',
				path: pathOf('/batches/', batchId),
				body: { schema: BatchDeclaration, value: declaration },
				answer: Batch
			})
		),
	// What a chunk is answered with does not matter: the next step tells whether one is missing.
	putChunk: async (batchId, index, body) => {
		const answer = await call({
			method: 'PUT',
			path: pathOf('/batches/', batchId, '/chunks/', String(index)),
			bytes: { value: body, contentType: 'application/json' },
			answer: null
		});
		return answer.ok ? { kind: 'acknowledged' } : toNoAnswer(answer);
	},
	issue: async (batchId) => toAnswer(await post(batchId, '/issue')),
	takeBack: async (batchId) => toAnswer(await post(batchId, '/take-back')),
	read: async (batchId) =>
		toAnswer(await call({ method: 'GET', path: pathOf('/batches/', batchId), answer: Batch }))
};

function post(batchId: string, step: '/issue' | '/take-back') {
	return call({ method: 'POST', path: pathOf('/batches/', batchId, step), answer: Batch });
}

function toAnswer(answer: CallAnswer<Batch>): Answer {
	return answer.ok ? { kind: 'ok', batch: answer.value } : toNoAnswer(answer);
}

function toNoAnswer(answer: Exclude<CallAnswer<unknown>, { ok: true }>): NoAnswer {
	if (answer.offline) return { kind: 'later', retryAfterMs: null };
	const { problem, retryAfterMs } = answer;
	// These say nothing about the batch; the same request may pass a little later.
	if (problem.status >= 500 || problem.status === 429) return { kind: 'later', retryAfterMs };
	return { kind: 'refused', problem };
}
