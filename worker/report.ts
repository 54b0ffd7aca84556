import { REPORT_CHUNK } from './db/claims.ts';
import {
	findUnsettledBatches,
	makeErrorReport,
	markLookedAt,
	settleBatch,
	type UnsettledBatch
} from './db/error-report.ts';
import type { Env } from './env.ts';

/** In one sweep, a minute; the others have their turn in the next. */
const BATCHES_AT_ONCE = 50;
/** Mail servers give up after some days (RFC 5321 says four to five, most take two or three) and should tell of it then. */
const GIVEN_UP_AFTER_HOURS = 72;

/**
 * Settles issued batches of whose mails nothing more is expected, and makes the error report of those with failures: one
 * for what is known then, the next when failures that came later have gone quiet. For `scheduled`; may run at any time,
 * as often as it likes, and beside itself.
 */
export async function sweepReports(env: Env, now: Date): Promise<void> {
	const quietSeconds = Number(env.ERROR_REPORT_QUIET_SECONDS);
	const silentSince = new Date(now.getTime() - GIVEN_UP_AFTER_HOURS * 3_600_000).toISOString();
	const batches = await findUnsettledBatches(env.DB, BATCHES_AT_ONCE, silentSince);
	// Before anything else, so that a batch that breaks the sweep does not stand first again.
	await markLookedAt(
		env.DB,
		batches.map(({ id }) => id),
		now.toISOString()
	);
	for (const batch of batches) {
		if (isSettled(batch, now, quietSeconds)) await settle(env, batch, now);
	}
}

/**
 * Nothing is settled while a mail waits. A mail that the provider took may bounce for days or never be heard of again,
 * so quiet is taken for an end, after a longer time when it was said to be delayed; late failures too are gathered until
 * it is quiet, so that each is not a mail of its own.
 */
function isSettled(batch: UnsettledBatch, now: Date, quietSeconds: number): boolean {
	if (batch.open > 0) return false;
	if (batch.sent === 0 && batch.sequence === 0) return true;
	return now.getTime() - Date.parse(batch.lastNewsAt) >= quietSeconds * 1000;
}

async function settle(env: Env, batch: UnsettledBatch, now: Date): Promise<void> {
	const reported = new Set(batch.reported);
	const at = now.toISOString();
	if (batch.failed.every((id) => reported.has(id))) return settleBatch(env.DB, batch.id, at);
	await makeErrorReport(env.DB, {
		batchId: batch.id,
		organisationId: batch.organisationId,
		sequence: batch.sequence + 1,
		credentialIds: batch.failed,
		madeAt: at
	});
	await env.QUEUE.send({ kind: 'deliver', batchId: batch.id, chunk: REPORT_CHUNK });
}
