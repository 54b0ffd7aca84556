import type { Problem } from '#shared/contract/problem.ts';
import { dueTime, isDue } from './due.ts';
import type { OutboxBatch } from './outbox-batch.ts';
import {
	changeBatch,
	freeDraft,
	giveDraftBack,
	keepAsHeld,
	listBatches,
	readBatch
} from './outbox-tables.ts';
import { retryDelay } from './retry-delay.ts';
import { readRowNames } from './row-names.ts';
import { sendBatch, type BatchRequests, type Outcome } from './send-batch.ts';

export interface FlushSettings {
	requests: BatchRequests;
	/** Only batches of this organisation are sent: another one's must wait for its own sign-in. */
	organisationId: string;
	now: () => number;
	random: () => number;
	/** Something changed that makes a failed attempt worth repeating at once (back online, signed in). */
	evenBeforeDue: boolean;
}

/** Sends what is due, oldest first, and answers when the next batch is due (milliseconds since the epoch), or null. */
export async function flushOutbox(settings: FlushSettings): Promise<number | null> {
	for (const entry of await unsentBatches(settings.organisationId)) {
		if (!isDue(entry, settings.now(), settings.evenBeforeDue)) continue;
		const outcome = await sendBatch(entry.batchId, settings.requests);
		await recordOutcome(entry.batchId, outcome, settings);
	}
	const waiting = (await unsentBatches(settings.organisationId)).filter((entry) => entry.attention === null);
	const now = settings.now();
	return waiting.length ? Math.min(...waiting.map((entry) => dueTime(entry, now))) : null;
}

/** The organisations whose batches wait for the server on this device. */
export async function listUnsentOrganisations(): Promise<string[]> {
	const unsent = (await listBatches()).filter(isUnsent);
	return [...new Set(unsent.map(({ organisationId }) => organisationId))];
}

async function unsentBatches(organisationId: string): Promise<OutboxBatch[]> {
	const batches = await listBatches();
	return batches
		.filter((entry) => entry.organisationId === organisationId && isUnsent(entry))
		.sort((a, b) => a.queuedAt.localeCompare(b.queuedAt));
}

function isUnsent(entry: OutboxBatch): boolean {
	if (entry.takingBack) return true;
	if (entry.state === 'held') return false;
	return entry.attention === null || entry.attention.kind === 'sign-in-needed';
}

async function recordOutcome(batchId: string, outcome: Outcome, settings: FlushSettings): Promise<void> {
	if (outcome.kind === 'taken-back') return giveDraftBack(batchId, null);
	if (outcome.kind === 'refused') return recordRefusal(batchId, outcome.problem);
	if (outcome.kind === 'later') return recordFailure(batchId, outcome.retryAfterMs, settings);
	const entry = await readBatch(batchId);
	// Taken back while the issue request was under way: the next round asks the server for it.
	if (entry?.takingBack && outcome.batch.state === 'held')
		return changeBatch(batchId, { failures: 0, dueAt: 0 });
	return keepAsHeld(batchId, outcome.batch.heldUntil);
}

async function recordFailure(batchId: string, retryAfterMs: number | null, settings: FlushSettings) {
	const entry = await readBatch(batchId);
	if (!entry) return;
	if (isSurelyUnissued(entry)) await freeDraft(batchId);
	const failures = entry.failures + 1;
	const dueAt = settings.now() + retryDelay(failures, settings.random(), retryAfterMs);
	const notBeforeAt = retryAfterMs === null ? 0 : settings.now() + retryAfterMs;
	await changeBatch(batchId, { state: 'waiting', failures, dueAt, notBeforeAt });
}

/** Taken back, and the server was never asked to issue it: nobody needs to wait for the server's word. */
function isSurelyUnissued(entry: OutboxBatch): boolean {
	return entry.takingBack && entry.issueAsked === false;
}

async function recordRefusal(batchId: string, problem: Problem): Promise<void> {
	const rowKeys = (problem.errors ?? []).flatMap((fault) => (fault.row ? [fault.row] : []));
	const entry = await readBatch(batchId);
	if (entry && isSurelyUnissued(entry)) await freeDraft(batchId);
	if (problem.code === 'sign-in-needed')
		return changeBatch(batchId, { state: 'needs-attention', attention: { kind: 'sign-in-needed' } });
	const rows = { rowKeys, names: await readRowNames(batchId, rowKeys) };
	if (problem.code === 'definition-changed' || problem.code === 'row-invalid')
		return giveDraftBack(batchId, { kind: problem.code, ...rows });
	return changeBatch(batchId, {
		state: 'needs-attention',
		attention: { kind: 'refused', code: problem.code, ...rows }
	});
}
