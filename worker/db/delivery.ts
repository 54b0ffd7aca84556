import { DELIVERY_EVENT_KINDS, rankOf, stateAfter, type DeliveryEvent } from '#shared/delivery/fold.ts';
import type { DeliveryState } from '#shared/delivery/delivery.ts';

// The fold's rank and state, spelt for SQLite out of the same function, so that both always agree.
const RANK = `CASE kind ${DELIVERY_EVENT_KINDS.map(
	(kind) =>
		`WHEN '${kind}' THEN iif(permanent, ${rankOf({ kind, permanent: true })}, ${rankOf({ kind, permanent: false })})`
).join(' ')} ELSE -1 END`;
const STATE = `CASE kind ${DELIVERY_EVENT_KINDS.map((kind) => `WHEN '${kind}' THEN '${stateAfter(kind)}'`).join(' ')} END`;

export interface RecordedEvent extends DeliveryEvent {
	deliveryId: string;
	/** The provider's name for the mail, as soon as it is known. */
	providerMessageId?: string;
	/** The claim that is over: the mail was not taken and may be claimed again. A later claim is left alone. */
	release?: string;
}

/** Adds events and folds them into their deliveries, all in one transaction. */
export async function recordEvents(db: D1Database, events: RecordedEvent[], now: string): Promise<void> {
	if (events.length > 0) await db.batch(recordingOf(db, events, now));
}

/**
 * The statements that add events and fold them; a known key changes nothing. A failure that is heard of after its batch
 * was settled opens the batch again, so that the next error report can tell of it.
 */
export function recordingOf(db: D1Database, events: RecordedEvent[], now: string): D1PreparedStatement[] {
	if (events.length === 0) return [];
	const rows = JSON.stringify(events);
	return [
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
	];
}

const FOLD = `UPDATE delivery SET (state, code, detail, updated_at, claimed_at, provider_message_id) = (
		SELECT ${STATE}, code, detail, ?2,
			nullif(delivery.claimed_at,
				(SELECT max(value ->> 'release') FROM json_each(?1) WHERE value ->> 'deliveryId' = delivery.id)),
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
