import { DELIVERY_EVENT_KINDS, rankOf, stateAfter, type DeliveryEvent } from '#shared/delivery/fold.ts';
import type { DeliveryState } from '#shared/delivery/delivery.ts';

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
}

export interface DeliveryPart {
	batchId: string;
	chunk: number;
}

// The fold's rank and state, spelt for SQLite out of the same function, so that both always agree.
const RANK = `CASE kind ${DELIVERY_EVENT_KINDS.map(
	(kind) =>
		`WHEN '${kind}' THEN iif(permanent, ${rankOf({ kind, permanent: true })}, ${rankOf({ kind, permanent: false })})`
).join(' ')} ELSE -1 END`;
const STATE = `CASE kind ${DELIVERY_EVENT_KINDS.map((kind) => `WHEN '${kind}' THEN '${stateAfter(kind)}'`).join(' ')} END`;

/** Waiting to be handed over: never claimed, or put off and due again. What a provider itself delays stays claimed. */
const CLAIMABLE = `claimed_at IS NULL AND (state = 'pending'
	OR (state = 'delayed' AND updated_at <= strftime('%Y-%m-%dT%H:%M:%fZ', ?1, '-' || (?2 << (2 * (attempts - 1))) || ' seconds')))`;

/**
 * Takes deliveries into this Worker's hands, before the provider is called: another run finds them claimed. They go
 * back only when it is known that they were not sent.
 */
export async function claimDeliveries(
	db: D1Database,
	part: DeliveryPart,
	{ now, retrySeconds, limit }: { now: string; retrySeconds: number; limit: number }
): Promise<ClaimedDelivery[]> {
	const { results } = await db
		.prepare(
			`UPDATE delivery SET claimed_at = ?1, attempts = attempts + 1, updated_at = ?1
			WHERE id IN (
				SELECT id FROM delivery WHERE batch_id = ?3 AND state IN ('pending', 'delayed')
				AND kind = ?4 AND chunk IS ?5 AND ${CLAIMABLE} LIMIT ?6
			)
			RETURNING id, organisation_id AS organisationId, batch_id AS batchId, kind, credential_id AS credentialId,
				report_sequence AS reportSequence, member_id AS memberId, contact, attempts`
		)
		.bind(now, retrySeconds, part.batchId, ...kindOf(part), limit)
		.all<ClaimedDelivery>();
	return results;
}

function kindOf({ chunk }: DeliveryPart): [ClaimedDelivery['kind'], number | null] {
	return chunk === REPORT_CHUNK ? ['error-report', null] : ['credential', chunk];
}

export interface RecordedEvent extends DeliveryEvent {
	deliveryId: string;
	/** The provider's name for the mail, as soon as it is known. */
	providerMessageId?: string;
	/** The mail was not sent and may be claimed again. */
	release?: boolean;
}

/**
 * Adds events and folds them into their deliveries, all in one transaction; a known key changes nothing. A failure that
 * is heard of after its batch was settled opens the batch again, so that the next error report can tell of it.
 */
export async function recordEvents(db: D1Database, events: RecordedEvent[], now: string): Promise<void> {
	if (events.length === 0) return;
	const rows = JSON.stringify(events);
	await db.batch([
		db
			.prepare(
				`INSERT INTO delivery_event (event_key, delivery_id, kind, permanent, code, detail, at, received_at)
				SELECT value ->> 'key', value ->> 'deliveryId', value ->> 'kind', value ->> 'permanent',
					value ->> 'code', value ->> 'detail', value ->> 'at', ?2
				FROM json_each(?1) WHERE true ON CONFLICT (event_key) DO NOTHING`
			)
			.bind(rows, now),
		db.prepare(FOLD).bind(rows, now),
		db
			.prepare(
				`UPDATE batch SET settled_at = NULL WHERE settled_at IS NOT NULL AND id IN (
					SELECT delivery.batch_id FROM json_each(?1) JOIN delivery ON delivery.id = value ->> 'deliveryId'
					JOIN delivery_event ON event_key = value ->> 'key' AND received_at = ?2
					WHERE delivery.kind = 'credential' AND delivery.state IN ('bounced', 'complained', 'failed')
				)`
			)
			.bind(rows, now)
	]);
}

const FOLD = `UPDATE delivery SET (state, code, detail, updated_at, claimed_at, provider_message_id) = (
		SELECT ${STATE}, code, detail, ?2,
			iif((SELECT max(value ->> 'release') FROM json_each(?1) WHERE value ->> 'deliveryId' = delivery.id),
				NULL, delivery.claimed_at),
			coalesce(delivery.provider_message_id,
				(SELECT max(value ->> 'providerMessageId') FROM json_each(?1) WHERE value ->> 'deliveryId' = delivery.id))
		FROM delivery_event WHERE delivery_id = delivery.id
		ORDER BY ${RANK} DESC, at DESC, event_key DESC LIMIT 1
	)
	WHERE id IN (
		SELECT delivery_id FROM json_each(?1) JOIN delivery_event ON event_key = value ->> 'key' AND received_at = ?2
	)`;

/** The delivery that a provider's event is about, by the provider's name for the mail or by our own id in it. */
export async function findDelivery(
	db: D1Database,
	names: { providerMessageId: string; id: string }
): Promise<{ id: string; state: DeliveryState } | null> {
	return db
		.prepare('SELECT id, state FROM delivery WHERE provider_message_id = ?1 OR id = ?2')
		.bind(names.providerMessageId, names.id)
		.first();
}

/** Claimed so long ago that their Worker must be gone, and nobody knows how far it got. */
export async function findLostDeliveries(db: D1Database, before: string, limit: number): Promise<string[]> {
	const { results } = await db
		.prepare(
			`SELECT id FROM delivery WHERE state IN ('pending', 'delayed') AND claimed_at < ?1
			AND provider_message_id IS NULL LIMIT ?2`
		)
		.bind(before, limit)
		.all<{ id: string }>();
	return results.map(({ id }) => id);
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
