import type { Context } from 'hono';
import { lastEndedDay } from '#shared/expiration/expiration-date.ts';
import type { CellIssueCode } from '#shared/validate/cell-issue.ts';
import type { AppTypes } from './app-types.ts';
import { findChangedRows, findEndingRows, findTakenRows, holdBatch } from './db/batch-states.ts';
import { findBatch, type BatchRecord } from './db/batches.ts';
import { listChunks } from './db/chunks.ts';
import { pointerTo, refuse } from './problem.ts';
import { startIssuing } from './start-issuing.ts';

/** As many rows as a refusal names; the device finds the others when it validates again. */
const NAMED_ROWS = 10_000;
/** A message may not wait longer than this; the sweeper takes up what is held beyond it. */
const LONGEST_DELAY_SECONDS = 43_200;

/**
 * Takes the request to issue: the batch is whole, its definitions are still those that its rows were validated against,
 * none of its credentials was issued otherwise, and none would expire during the hold. It is then held. null: it is
 * accepted, now or before.
 */
export async function acceptBatch(c: Context<AppTypes>, batch: BatchRecord): Promise<Response | null> {
	if (batch.state === 'taken-back')
		return refuse(c, 'state-conflict', { detail: 'The batch was taken back' });
	if (batch.state !== 'receiving') return null;
	const holdSeconds = c.var.signedIn.organisation.holdMinutes * 60;
	const heldUntil = new Date(c.var.now + holdSeconds * 1000).toISOString();
	const refusal =
		(await checkWhole(c, batch)) ??
		(await checkRows(c, batch)) ??
		(await checkExpirations(c, batch, Date.parse(heldUntil)));
	if (refusal) return refusal;

	const at = new Date(c.var.now).toISOString();
	// What was checked above may have changed in this moment; the statement asks once more, and the next request tells why.
	const isHeld = await holdBatch(c.env.DB, { id: batch.id, at, heldUntil });
	if (!isHeld) return acceptedMeanwhile(c, batch);
	if (holdSeconds === 0) await startIssuing(c.env, batch.id, c.var.now);
	else if (holdSeconds <= LONGEST_DELAY_SECONDS) {
		await c.env.QUEUE.send({ kind: 'start', batchId: batch.id }, { delaySeconds: holdSeconds });
	}
	return null;
}

async function acceptedMeanwhile(c: Context<AppTypes>, batch: BatchRecord): Promise<Response | null> {
	const now = await findBatch(c.env.DB, c.var.signedIn.organisation.id, batch.id);
	if (now?.state === 'taken-back') return refuse(c, 'state-conflict', { detail: 'The batch was taken back' });
	return now?.state === 'receiving' ? checkRows(c, batch) : null;
}

async function checkWhole(c: Context<AppTypes>, batch: BatchRecord): Promise<Response | null> {
	const chunks = await listChunks(c.env.DB, batch.id);
	if (chunks.length < batch.chunk_count) {
		const there = new Set(chunks.map((chunk) => chunk.number));
		const missing = Array.from({ length: batch.chunk_count }, (_, number) => number).filter(
			(number) => !there.has(number)
		);
		const errors = missing.map((number) => ({
			pointer: pointerTo(['chunks', number]),
			code: 'chunk-missing'
		}));
		return refuse(c, 'chunk-missing', { errors });
	}
	const rows = chunks.reduce((sum, chunk) => sum + chunk.row_count, 0);
	if (rows === batch.row_count) return null;
	return refuse(c, 'content-conflict', { detail: `${batch.row_count} rows were declared and ${rows} came` });
}

async function checkRows(c: Context<AppTypes>, batch: BatchRecord): Promise<Response | null> {
	const changed = await findChangedRows(c.env.DB, batch.id, NAMED_ROWS);
	if (changed.length > 0) {
		const errors = changed.map(({ position, key, archived, definitionId }) => ({
			pointer: pointerTo(['rows', position]),
			code: archived ? 'definition-archived' : 'definition-changed',
			detail: definitionId,
			row: key
		}));
		return refuse(c, 'definition-changed', { errors });
	}
	const taken = await findTakenRows(c.env.DB, batch.id, NAMED_ROWS);
	if (taken.length === 0) return null;
	const errors = taken.map(({ position, key }) => ({
		pointer: pointerTo(['rows', position, 'credentialId']),
		code: 'credential-id-taken',
		row: key
	}));
	return refuse(c, 'content-conflict', { errors });
}

/** Days may have gone by since the rows were validated, and the hold is still to come. */
async function checkExpirations(
	c: Context<AppTypes>,
	batch: BatchRecord,
	heldUntil: number
): Promise<Response | null> {
	const lastDay = lastEndedDay(heldUntil, c.var.signedIn.organisation.timeZone);
	const ending = await findEndingRows(c.env.DB, { batchId: batch.id, lastDay, limit: NAMED_ROWS });
	if (ending.length === 0) return null;
	const errors = ending.map(({ position, key }) => ({
		pointer: pointerTo(['rows', position, 'expiration']),
		code: 'expiration-past' satisfies CellIssueCode,
		row: key
	}));
	return refuse(c, 'row-invalid', { errors });
}
