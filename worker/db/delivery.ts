import { DELIVERY_EVENT_KINDS, rankOf, stateAfter, type DeliveryEvent } from '#shared/delivery/fold.ts';
import type { DeliveryState } from '#shared/delivery/delivery.ts';
import { raiseSeq, SEQ_OF_BATCH } from './change-seq.ts';

// The fold's rank and state, spelt for SQLite out of the same function, so that both always agree.
const RANK = `CASE kind ${DELIVERY_EVENT_KINDS.map(
	(kind) =>
		`WHEN '${kind}' THEN iif(permanent, ${rankOf({ kind, permanent: true })}, ${rankOf({ kind, permanent: false })})`
).join(' ')} ELSE -1 END`;
const STATE = `CASE kind ${DELIVERY_EVENT_KINDS.map((kind) => `WHEN '${kind}' THEN '${stateAfter(kind)}'`).join(' ')} END`;

export interface RecordedEvent extends DeliveryEvent {
	deliveryId: string;
	batchId: string;
	/** The provider's name for the mail, as soon as it is known. */
	providerMessageId?: string;
	/** The claim that is over: the mail was not taken and may be claimed again. A later claim is left alone. */
	release?: string;
}

/** Adds events and folds them into their deliveries, all in one transaction. */
export async function recordEvents(db: D1Database, events: RecordedEvent[], now: string): Promise<void> {
	if (events.length > 0) await db.batch(recordingOf(db, events, now));
}

/** The statements that add events and fold them; a known key changes nothing. */
export function recordingOf(db: D1Database, events: RecordedEvent[], now: string): D1PreparedStatement[] {
	const batches = Map.groupBy(events, ({ batchId }) => batchId);
	return [...batches].flatMap(([batchId, ofBatch]) => {
		const rows = JSON.stringify(ofBatch);
		const withRows = (sql: string) => db.prepare(sql).bind(batchId, rows, now);
		// The number of the change last, when the fold has shown what the events came to.
		return [withRows(ADD), withRows(FOLD), raiseSeq(db, batchId), withRows(TELL), withRows(TELL_BATCH)];
	});
}

const ADD = `INSERT INTO delivery_event (event_key, delivery_id, kind, permanent, code, detail, at, received_at)
	SELECT value ->> 'key', value ->> 'deliveryId', value ->> 'kind', value ->> 'permanent',
		value ->> 'code', value ->> 'detail', value ->> 'at', ?3
	FROM json_each(?2) WHERE true ON CONFLICT (event_key) DO NOTHING`;

/** The deliveries of which something was heard just now. */
const HEARD = `SELECT delivery_id FROM json_each(?2) JOIN delivery_event ON event_key = value ->> 'key' AND received_at = ?3`;

const FOLD = `UPDATE delivery SET (state, code, detail, updated_at, claimed_at, provider_message_id) = (
		SELECT ${STATE}, code, detail, ?3,
			nullif(delivery.claimed_at,
				(SELECT max(value ->> 'release') FROM json_each(?2) WHERE value ->> 'deliveryId' = delivery.id)),
			coalesce(delivery.provider_message_id,
				(SELECT max(value ->> 'providerMessageId') FROM json_each(?2) WHERE value ->> 'deliveryId' = delivery.id))
		FROM delivery_event WHERE delivery_id = delivery.id
		ORDER BY ${RANK} DESC, at DESC, event_key DESC LIMIT 1
	)
	WHERE id IN (${HEARD})`;

// Found by their ids alone: with the batch asked for too, SQLite would go through all of the batch for each mail.
const TELL = `UPDATE credential SET changed_seq = ${SEQ_OF_BATCH}
	WHERE id IN (SELECT credential_id FROM delivery WHERE id IN (${HEARD}))`;

/** A failure that is heard of after the batch was settled opens it again, so that the next error report can tell of it. */
const TELL_BATCH = `UPDATE batch SET changed_seq = ${SEQ_OF_BATCH}, settled_at = iif(
		EXISTS (SELECT 1 FROM delivery WHERE id IN (${HEARD}) AND kind = 'credential'
			AND state IN ('bounced', 'complained', 'failed')), NULL, settled_at)
	WHERE id = ?1 AND EXISTS (SELECT 1 FROM delivery WHERE id IN (${HEARD}) AND kind = 'credential')`;

/** The delivery that a provider's event is about, by the provider's name for the mail or by our own id in it. */
export async function findDelivery(
	db: D1Database,
	names: { providerMessageId: string; id: string }
): Promise<{ id: string; batchId: string; state: DeliveryState } | null> {
	return db
		.prepare('SELECT id, batch_id AS batchId, state FROM delivery WHERE provider_message_id = ?1 OR id = ?2')
		.bind(names.providerMessageId, names.id)
		.first();
}
