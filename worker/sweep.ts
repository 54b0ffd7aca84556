import { findAbandonedBatches, takeBackAbandoned } from './db/abandoned-batches.ts';
import { findOverdueBatches } from './db/batch-states.ts';
import { takeStaleChunks } from './db/chunks.ts';
import type { Env } from './env.ts';
import { queueChunks, startIssuing } from './start-issuing.ts';

/** Longer than a chunk takes to be issued, even when others stand before it in the queue. */
const STALE_AFTER_MS = 5 * 60_000;
const BATCHES_AT_ONCE = 100;
const CHUNKS_AT_ONCE = 500;
/** A device may be away for weeks; its draft still has everything that is forgotten here. */
const ABANDONED_AFTER_DAYS = 30;
/** Each may have 200,000 rows to forget. */
const ABANDONED_AT_ONCE = 5;

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

/** Takes back what began to arrive long ago and never went on: people's data do not lie here for a device that was lost. */
export async function sweepAbandoned(env: Env, now: number): Promise<void> {
	const before = new Date(now - ABANDONED_AFTER_DAYS * 86_400_000).toISOString();
	for (const batchId of await findAbandonedBatches(env.DB, before, ABANDONED_AT_ONCE)) {
		await takeBackAbandoned(env.DB, batchId, before);
	}
}
