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

/** Adds events, folds them into their deliveries and tells of it, all in one transaction. */
export async function recordEvents(db: D1Database, events: RecordedEvent[], now: string): Promise<void> {
	if (events.length === 0) return;
	const batches = new Set(events.map(({ batchId }) => batchId));
	const telling = [...batches].flatMap((batchId) => tellingOf(db, batchId));
	await db.batch([...recordingOf(db, events, now), ...telling]);
}

/** The last events of mails that went together; all that was recorded of their batch before is told with them. */
export async function recordLast(
	db: D1Database,
	batchId: string,
	{ events, now }: { events: RecordedEvent[]; now: string }
): Promise<void> {
	await db.batch([...recordingOf(db, events, now), ...tellingOf(db, batchId)]);
}

/** The statements that add events and fold them; a known key changes nothing. Devices are not told of it yet. */
export function recordingOf(db: D1Database, events: RecordedEvent[], now: string): D1PreparedStatement[] {
	if (events.length === 0) return [];
	const rows = JSON.stringify(events);
	return [db.prepare(ADD).bind(rows, now), db.prepare(FOLD).bind(rows, now)];
}

/** Tells of what was recorded of a batch's mails. */
function tellingOf(db: D1Database, batchId: string): D1PreparedStatement[] {
	const tell = [TELL, TELL_BATCH, TOLD].map((sql) => db.prepare(sql).bind(batchId));
	return [raiseSeq(db, batchId), ...tell];
}

/** Tells what a Worker that is gone recorded before and did not tell any more. */
export async function tellUntold(db: D1Database, before: string, limit: number): Promise<void> {
	const { results } = await db
		.prepare(
			`SELECT DISTINCT batch_id AS batchId FROM delivery INDEXED BY delivery_untold
			WHERE untold = 1 AND updated_at < ?1 LIMIT ?2`
		)
		.bind(before, limit)
		.all<{ batchId: string }>();
	for (const { batchId } of results) await db.batch(tellingOf(db, batchId));
}

const ADD = `INSERT INTO delivery_event (event_key, delivery_id, kind, permanent, code, detail, at, received_at)
	SELECT value ->> 'key', value ->> 'deliveryId', value ->> 'kind', value ->> 'permanent',
		value ->> 'code', value ->> 'detail', value ->> 'at', ?2
	FROM json_each(?1) WHERE true ON CONFLICT (event_key) DO NOTHING`;

const HEARD_NOW = `SELECT delivery_id FROM json_each(?1) JOIN delivery_event ON event_key = value ->> 'key' AND received_at = ?2`;

const FOLD = `UPDATE delivery SET (state, code, detail, updated_at, claimed_at, provider_message_id) = (
		SELECT ${STATE}, code, detail, ?2,
			nullif(delivery.claimed_at,
				(SELECT max(value ->> 'release') FROM json_each(?1) WHERE value ->> 'deliveryId' = delivery.id)),
			coalesce(delivery.provider_message_id,
				(SELECT max(value ->> 'providerMessageId') FROM json_each(?1) WHERE value ->> 'deliveryId' = delivery.id))
		FROM delivery_event WHERE delivery_id = delivery.id
		ORDER BY ${RANK} DESC, at DESC, event_key DESC LIMIT 1
	), untold = (kind = 'credential')
	WHERE id IN (${HEARD_NOW})`;

// The index is named, because with a batch's other indexes SQLite may go through all of the batch for a few mails.
const UNTOLD = 'delivery INDEXED BY delivery_untold WHERE batch_id = ?1 AND untold = 1';

const TELL = `UPDATE credential SET changed_seq = ${SEQ_OF_BATCH} WHERE id IN (SELECT credential_id FROM ${UNTOLD})`;

/** A failure that is heard of after the batch was settled opens it again, so that the next error report can tell of it. */
const TELL_BATCH = `UPDATE batch SET changed_seq = ${SEQ_OF_BATCH}, settled_at = iif(
		EXISTS (SELECT 1 FROM ${UNTOLD} AND state IN ('bounced', 'complained', 'failed')), NULL, settled_at)
	WHERE id = ?1 AND EXISTS (SELECT 1 FROM ${UNTOLD})`;

const TOLD = `UPDATE ${UNTOLD.replace(' WHERE', ' SET untold = 0 WHERE')}`;

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
