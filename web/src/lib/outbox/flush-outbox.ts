import type { Problem } from '#shared/contract/problem.ts';
import { dueTime, isDue } from './due.ts';
import type { Attention, OutboxBatch } from './outbox-batch.ts';
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
		if (outcome.kind !== 'refused' || !(await isOnItsWayBack(entry.batchId))) continue;
		await recordOutcome(entry.batchId, await sendBatch(entry.batchId, settings.requests), settings);
	}
	const unsent = await unsentBatches(settings.organisationId);
	const now = settings.now();
	const waiting = unsent.filter(
		(entry) => entry.attention === null || isReturning(entry) || isPatient(entry, now)
	);
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
	if (outcome.kind === 'taken-back')
		return giveDraftBack(batchId, await readReturn(batchId), { isNews: true });
	if (outcome.kind === 'refused') return recordRefusal(batchId, outcome.problem);
	if (outcome.kind === 'later') return recordFailure(batchId, outcome.retryAfterMs, settings);
	return keepAsHeld(batchId, outcome.batch);
}

/** What woke the outbox, such as a sign-in, came while the server asked not to be asked: it counts once that time is over. */
function isPatient(entry: OutboxBatch, now: number): boolean {
	return dueTime(entry, now) > now;
}

/** Its draft is given back with a reason, as soon as the server has let go of the batch. */
function isReturning({ attention, takingBack }: OutboxBatch): boolean {
	return takingBack && (attention?.kind === 'definition-changed' || attention?.kind === 'row-invalid');
}

async function isOnItsWayBack(batchId: string): Promise<boolean> {
	const entry = await readBatch(batchId);
	return entry !== undefined && isReturning(entry);
}

/** null where a person wanted the batch back. */
async function readReturn(batchId: string): Promise<Attention | null> {
	const entry = await readBatch(batchId);
	return entry && isReturning(entry) ? entry.attention : null;
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
	// Not before the server has let go of it: a copy of the request that is still on its way could be accepted later, when
	// the definition is as it was.
	if (problem.code === 'definition-changed' || problem.code === 'row-invalid') {
		const attention = { kind: problem.code, ...rows };
		return changeBatch(batchId, { attention, takingBack: true, state: 'needs-attention', dueAt: 0 });
	}
	return changeBatch(batchId, {
		state: 'needs-attention',
		attention: { kind: 'refused', code: problem.code, ...rows }
	});
}
