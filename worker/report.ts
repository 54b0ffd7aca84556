import { REPORT_CHUNK } from './db/delivery.ts';
import {
	findUnsettledBatches,
	makeErrorReport,
	settleBatch,
	type UnsettledBatch
} from './db/error-report.ts';
import type { Env } from './env.ts';

const BATCHES_AT_ONCE = 20;

/**
 * Settles issued batches of whose mails nothing more is expected, and makes the error report of those with failures: one
 * for what is known then, the next when failures that came later have gone quiet. For `scheduled`; may run at any time,
 * as often as it likes, and beside itself.
 */
export async function sweepReports(env: Env, now: Date): Promise<void> {
	const quietSeconds = Number(env.ERROR_REPORT_QUIET_SECONDS);
	for (const batch of await findUnsettledBatches(env.DB, BATCHES_AT_ONCE)) {
		if (isSettled(batch, now, quietSeconds)) await settle(env, batch, now);
	}
}

/**
 * Nothing is settled while a mail waits. A mail that the provider took may bounce for days or never be heard of again,
 * so quiet is taken for an end; late failures too are gathered until it is quiet, so that each is not a mail of its own.
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
