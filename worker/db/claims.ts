import { recordingOf, type RecordedEvent } from './delivery.ts';

/** The chunk number under which a batch's error report is delivered; rows' chunks count from 0. */
export const REPORT_CHUNK = -1;

export interface ClaimedDelivery {
	id: string;
	organisationId: string;
	batchId: string;
	kind: 'credential' | 'error-report';
	credentialId: string | null;
	reportSequence: number | null;
	memberId: string | null;
	contact: string;
	attempts: number;
	/** Tells this claim from a later one by another Worker, after this one was given back. */
	claimedAt: string;
}

export interface DeliveryPart {
	batchId: string;
	chunk: number;
}

/** Waiting to be handed over: never claimed, or put off and due again. What a provider took is not ours to send. */
const CLAIMABLE = `claimed_at IS NULL AND provider_message_id IS NULL AND (state = 'pending'
	OR (state = 'delayed' AND updated_at <= strftime('%Y-%m-%dT%H:%M:%fZ', ?1, '-' || (?2 << (2 * (attempts - 1))) || ' seconds')))`;

/** Claimed, and nobody has said yet what became of it. */
const UNANSWERED = `state IN ('pending', 'delayed') AND claimed_at IS NOT NULL AND provider_message_id IS NULL`;

/**
 * Takes deliveries into this Worker's hands: another run finds them claimed. A claim alone sends nothing; each is marked
 * by `handOver` before the provider is called for it. `updated_at` stays: it is when something was heard of the mail, and
 * devices are not told of claims.
 */
export async function claimDeliveries(
	db: D1Database,
	part: DeliveryPart,
	{ now, retrySeconds, limit }: { now: string; retrySeconds: number; limit: number }
): Promise<ClaimedDelivery[]> {
	const { results } = await db
		.prepare(
			`UPDATE delivery SET claimed_at = ?1, handed_over_at = NULL, attempts = attempts + 1
			WHERE id IN (
				SELECT id FROM delivery WHERE batch_id = ?3 AND state IN ('pending', 'delayed')
				AND kind = ?4 AND chunk IS ?5 AND ${CLAIMABLE} LIMIT ?6
			)
			RETURNING id, organisation_id AS organisationId, batch_id AS batchId, kind, credential_id AS credentialId,
				report_sequence AS reportSequence, member_id AS memberId, contact, attempts, claimed_at AS claimedAt`
		)
		.bind(now, retrySeconds, part.batchId, ...kindOf(part), limit)
		.all<ClaimedDelivery>();
	return results;
}

function kindOf({ chunk }: DeliveryPart): [ClaimedDelivery['kind'], number | null] {
	return chunk === REPORT_CHUNK ? ['error-report', null] : ['credential', chunk];
}

/**
 * Marks a delivery as handed over and, in the same transaction, records what became of those before it. False: the claim
 * was given back meanwhile, and the mail may be another Worker's.
 */
export async function handOver(
	db: D1Database,
	{ id, claimedAt }: ClaimedDelivery,
	{ now, events }: { now: string; events: RecordedEvent[] }
): Promise<boolean> {
	const mark = db
		.prepare(
			`UPDATE delivery SET handed_over_at = ?3
			WHERE id = ?1 AND claimed_at = ?2 AND handed_over_at IS NULL AND ${UNANSWERED} RETURNING id`
		)
		.bind(id, claimedAt, now);
	const results = await db.batch([...recordingOf(db, events, now), mark]);
	return results.at(-1)?.results.length === 1;
}

/**
 * Gives back what was claimed so long ago that its Worker must be gone, and was not handed over. That try does not count:
 * nobody was asked to take the mail.
 */
export async function giveBackClaims(db: D1Database, before: string): Promise<void> {
	await db
		.prepare(
			`UPDATE delivery SET claimed_at = NULL, attempts = attempts - 1
			WHERE ${UNANSWERED} AND claimed_at < ?1 AND handed_over_at IS NULL`
		)
		.bind(before)
		.run();
}

/** Handed over so long ago that their Worker must be gone, and nobody knows whether they were taken. */
export async function findLostDeliveries(
	db: D1Database,
	before: string,
	limit: number
): Promise<{ id: string; batchId: string }[]> {
	const { results } = await db
		.prepare(
			`SELECT id, batch_id AS batchId FROM delivery WHERE ${UNANSWERED} AND handed_over_at < ?1 LIMIT ?2`
		)
		.bind(before, limit)
		.all<{ id: string; batchId: string }>();
	return results;
}

/** Parts of batches with deliveries that wait, have waited since before, and are nobody's. */
export async function findWaitingParts(
	db: D1Database,
	{ now, retrySeconds, before, limit }: { now: string; retrySeconds: number; before: string; limit: number }
): Promise<DeliveryPart[]> {
	const { results } = await db
		.prepare(
			`SELECT DISTINCT batch_id AS batchId, iif(kind = 'error-report', ${REPORT_CHUNK}, chunk) AS chunk
			FROM delivery WHERE state IN ('pending', 'delayed') AND ${CLAIMABLE}
			AND (state = 'delayed' OR updated_at < ?3) LIMIT ?4`
		)
		.bind(now, retrySeconds, before, limit)
		.all<DeliveryPart>();
	return results;
}
