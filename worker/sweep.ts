import { findOverdueBatches } from './db/batch-states.ts';
import { takeStaleChunks } from './db/chunks.ts';
import type { Env } from './env.ts';
import { queueChunks, startIssuing } from './start-issuing.ts';

/** Longer than a chunk takes to be issued, even when others stand before it in the queue. */
const STALE_AFTER_MS = 5 * 60_000;
const BATCHES_AT_ONCE = 100;
const CHUNKS_AT_ONCE = 500;

/** Takes up what a lost message left lying: the queue may lose what it likes, the states in D1 say what is to be done. */
export async function sweepBatches(env: Env, now: number): Promise<void> {
	const at = new Date(now).toISOString();
	for (const batchId of await findOverdueBatches(env.DB, at, BATCHES_AT_ONCE)) {
		await startIssuing(env, batchId, now);
	}
	const before = new Date(now - STALE_AFTER_MS).toISOString();
	const stale = await takeStaleChunks(env.DB, { before, at, limit: CHUNKS_AT_ONCE });
	await queueChunks(
		env,
		stale.map((chunk) => ({ kind: 'issue', ...chunk }))
	);
}
