import { beginIssuing, endHold } from './db/batch-states.ts';
import type { Env } from './env.ts';

/** Queues takes this many messages at once. */
const MESSAGES_AT_ONCE = 100;

/** Begins to issue a batch whose hold is over; without effect on any other. */
export async function startIssuing(env: Env, batchId: string, now: number): Promise<void> {
	const chunks = await beginIssuing(env.DB, batchId, new Date(now).toISOString());
	await queueChunks(
		env,
		chunks.map((chunk) => ({ kind: 'issue', batchId, chunk }))
	);
}

/** Ends a batch's hold before its time. */
export async function releaseBatch(env: Env, batchId: string, now: number): Promise<void> {
	await endHold(env.DB, batchId, new Date(now).toISOString());
	await startIssuing(env, batchId, now);
}

export async function queueChunks(
	env: Env,
	chunks: { kind: 'issue' | 'deliver'; batchId: string; chunk: number }[]
): Promise<void> {
	for (let at = 0; at < chunks.length; at += MESSAGES_AT_ONCE) {
		await env.QUEUE.sendBatch(chunks.slice(at, at + MESSAGES_AT_ONCE).map((body) => ({ body })));
	}
}
