import { CHUNK_ROWS } from '#shared/contract/batch.ts';
import type { HistoryChange } from '#shared/contract/history.ts';
import type { DeliveryState } from '#shared/delivery/delivery.ts';
import { readSeq } from './change-seq.ts';

/** Where a device's knowledge ends: the change, and the row's position in that change's batch. */
export interface HistoryPlace {
	seq: number;
	position: number;
}

/** The mail's columns are null until the row is issued. */
export interface HistoryRecord extends Omit<HistoryChange, 'delivery'>, HistoryPlace {
	deliveryState: DeliveryState | null;
	deliveryAt: string;
	deliveryCode: string | null;
}

const WHO = `batch_row.credential_id AS credentialId, batch_row.definition_id AS definitionId,
	batch_row.first_name AS firstName, batch_row.last_name AS lastName,
	coalesce(delivery.contact, batch_row.contact) AS contact, batch_row.batch_id AS batchId, batch_row.position,
	credential.revoked_at AS revokedAt, credential.revoked_reason AS revokedReason, delivery.state AS deliveryState,
	delivery.updated_at AS deliveryAt, delivery.code AS deliveryCode`;
const MAIL = "LEFT JOIN delivery ON delivery.credential_id = credential.id AND delivery.kind = 'credential'";

const BEHIND = `credential.organisation_id = ?1 AND credential.changed_seq IS NOT NULL
		AND (credential.changed_seq, credential.position) > (?2, ?3)
	ORDER BY credential.changed_seq, credential.position`;

/** The page is full of single credentials by then: what follows need not be looked through for it. */
const LAST_SEQ = `coalesce((SELECT credential.changed_seq FROM credential WHERE ${BEHIND} LIMIT 1 OFFSET ?4 - 1),
	9007199254740991)`;

/** Rows as they are now, at the place of their chunk's last change; a row that changed by itself since is not among them. */
const CHANGED_CHUNKS = `SELECT ${WHO}, chunk_change.seq,
		coalesce(credential.valid_from, batch.held_until) AS validFrom, credential.valid_until AS validUntil,
		coalesce(credential.state, iif(batch.state = 'taken-back', 'gone', 'held')) AS state
	FROM chunk_change
	CROSS JOIN batch ON batch.id = chunk_change.batch_id
	CROSS JOIN batch_row ON batch_row.batch_id = chunk_change.batch_id
		AND batch_row.position BETWEEN chunk_change.chunk * ${CHUNK_ROWS} AND chunk_change.chunk * ${CHUNK_ROWS} + ${CHUNK_ROWS - 1}
	LEFT JOIN credential ON credential.id = batch_row.credential_id AND credential.batch_id = batch_row.batch_id
	${MAIL}
	WHERE chunk_change.organisation_id = ?1
		AND (chunk_change.seq, chunk_change.chunk) >= (?2, ?5)
		AND chunk_change.seq <= ${LAST_SEQ}
		AND (chunk_change.seq > ?2 OR batch_row.position > ?3) AND credential.changed_seq IS NULL
	ORDER BY chunk_change.seq, chunk_change.chunk, batch_row.position LIMIT ?4`;

const CHANGED_CREDENTIALS = `SELECT ${WHO}, credential.changed_seq AS seq, credential.valid_from AS validFrom,
		credential.valid_until AS validUntil, credential.state
	FROM credential
	CROSS JOIN batch_row ON batch_row.batch_id = credential.batch_id AND batch_row.position = credential.position
	${MAIL}
	WHERE ${BEHIND} LIMIT ?4`;

/** What changed behind a place, in the order of change; null where the organisation never came to that place. */
export async function listChanges(
	db: D1Database,
	wanted: { organisationId: string; after: HistoryPlace; limit: number }
): Promise<HistoryRecord[] | null> {
	const { organisationId, after, limit } = wanted;
	const page = [organisationId, after.seq, after.position, limit];
	const [latest, chunks, credentials] = await db.batch<unknown>([
		readSeq(db, organisationId),
		db.prepare(CHANGED_CHUNKS).bind(...page, Math.floor(after.position / CHUNK_ROWS)),
		db.prepare(CHANGED_CREDENTIALS).bind(...page)
	]);
	const { seq } = latest!.results[0] as { seq: number };
	if (after.seq > seq) return null;
	const records = [...chunks!.results, ...credentials!.results] as HistoryRecord[];
	return records.sort((a, b) => a.seq - b.seq || a.position - b.position).slice(0, limit);
}

/** The expirations of rows that wait to be issued, as JSON by position; nothing of those that are issued by now. */
export async function findWaitingExpirations(
	db: D1Database,
	batchId: string,
	chunks: number[]
): Promise<Map<number, string>> {
	const { results } = await db
		.prepare(
			`SELECT chunk.number * ${CHUNK_ROWS} + row.key AS position, row.value -> '$.recipient.expiration' AS expiration
			FROM chunk, json_each(chunk.body) AS row
			WHERE chunk.batch_id = ?1 AND chunk.number IN (SELECT value FROM json_each(?2))`
		)
		.bind(batchId, JSON.stringify(chunks))
		.all<{ position: number; expiration: string }>();
	return new Map(results.map(({ position, expiration }) => [position, expiration]));
}
