import { raiseSeq, SEQ_OF_BATCH } from './change-seq.ts';

export interface NewCredential {
	id: string;
	position: number;
	definitionId: string;
	validFrom: string;
	validUntil: string | null;
	statusIndex: number;
	contact: string;
	deliveryId: string;
	/** Why its mail must not be sent, as the failed delivery's code; null: it waits to be sent. */
	notMailed: 'expired' | null;
	/** The signed credential, JSON. */
	document: string;
}

export interface IssuedChunk {
	organisationId: string;
	batchId: string;
	chunk: number;
	statusList: number;
	credentials: NewCredential[];
	at: string;
}

/** A D1 value may have 2 MB; one parameter carries credentials up to this many characters, whatever their script. */
const PARAMETER_CHARACTERS = 500_000;

/**
 * Stores a chunk's credentials, a delivery for each (pending, or failed where it must not be mailed) and the chunk's new state, all or nothing. Without effect
 * where the chunk was issued already or its batch is not being issued; so whoever comes first wins, and a row never
 * becomes two credentials. Answers whether this call did it.
 */
export async function storeIssuedChunk(db: D1Database, issued: IssuedChunk): Promise<boolean> {
	const { organisationId, batchId, chunk, at } = issued;
	const waiting = `EXISTS (SELECT 1 FROM chunk JOIN batch ON batch.id = chunk.batch_id
		WHERE batch.id = ?1 AND batch.state = 'issuing' AND chunk.number = ?2 AND chunk.state = 'received')`;
	const inserts = slice(issued.credentials).flatMap((credentials) => [
		db
			.prepare(
				`INSERT INTO credential (id, organisation_id, batch_id, position, definition_id, valid_from, valid_until,
					status_list, status_index, document)
				SELECT value ->> 'id', ?3, ?1, value ->> 'position', value ->> 'definitionId', value ->> 'validFrom',
					value ->> 'validUntil', ?4, value ->> 'statusIndex', value ->> 'document'
				FROM json_each(?5) WHERE ${waiting}`
			)
			.bind(batchId, chunk, organisationId, issued.statusList, JSON.stringify(credentials)),
		db
			.prepare(
				`INSERT INTO delivery (id, organisation_id, batch_id, kind, chunk, credential_id, contact,
					state, code, created_at, updated_at)
				SELECT value ->> 'deliveryId', ?3, ?1, 'credential', ?2, value ->> 'id', value ->> 'contact',
					iif(value ->> 'notMailed' IS NULL, 'pending', 'failed'), value ->> 'notMailed', ?4, ?4
				FROM json_each(?5) WHERE ${waiting}`
			)
			.bind(batchId, chunk, organisationId, at, JSON.stringify(credentials.map(deliveryOf))),
		db
			.prepare(
				`INSERT INTO delivery_event (event_key, delivery_id, kind, permanent, code, at, received_at)
				SELECT value ->> 'deliveryId' || '/not-mailed', value ->> 'deliveryId', 'failed', 1,
					value ->> 'notMailed', ?3, ?3
				FROM json_each(?4) WHERE value ->> 'notMailed' IS NOT NULL AND ${waiting}`
			)
			.bind(batchId, chunk, at, JSON.stringify(credentials.map(deliveryOf)))
	]);
	const results = await db.batch([
		...inserts,
		raiseSeq(db, batchId),
		db
			.prepare(
				`INSERT INTO chunk_change (organisation_id, seq, batch_id, chunk)
				SELECT ?3, ${SEQ_OF_BATCH}, ?1, ?2 WHERE ${waiting}
				ON CONFLICT (batch_id, chunk) DO UPDATE SET seq = excluded.seq`
			)
			.bind(batchId, chunk, organisationId),
		db
			.prepare(
				`UPDATE definition SET issued = issued + counts.value, changed_seq = ${SEQ_OF_BATCH}
				FROM json_each(?4) AS counts
				WHERE organisation_id = ?3 AND definition.id = counts.key AND ${waiting}`
			)
			.bind(batchId, chunk, organisationId, JSON.stringify(countByDefinition(issued.credentials))),
		db
			.prepare(`UPDATE batch SET changed_seq = ${SEQ_OF_BATCH} WHERE id = ?1 AND ${waiting}`)
			.bind(batchId, chunk),
		db
			.prepare(
				`UPDATE chunk SET state = 'issued', body = NULL WHERE batch_id = ?1 AND number = ?2 AND ${waiting}`
			)
			.bind(batchId, chunk),
		db
			.prepare(
				`UPDATE batch SET state = 'issued', completed_at = ?2 WHERE id = ?1 AND state = 'issuing'
				AND NOT EXISTS (SELECT 1 FROM chunk WHERE batch_id = ?1 AND state = 'received')`
			)
			.bind(batchId, at)
	]);
	return (results.at(-2)?.meta.changes ?? 0) > 0;
}

function deliveryOf({ id, contact, deliveryId, notMailed }: NewCredential) {
	return { id, contact, deliveryId, notMailed };
}

function slice(credentials: NewCredential[]): NewCredential[][] {
	const slices: NewCredential[][] = [];
	let room = 0;
	for (const credential of credentials) {
		if (credential.document.length > room) {
			slices.push([]);
			room = PARAMETER_CHARACTERS;
		}
		slices.at(-1)!.push(credential);
		room -= credential.document.length;
	}
	return slices;
}

function countByDefinition(credentials: NewCredential[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { definitionId } of credentials) counts[definitionId] = (counts[definitionId] ?? 0) + 1;
	return counts;
}

/** What the public page's head may say, and the signed credential. */
export function findCredential(
	db: D1Database,
	id: string
): Promise<{ document: string; definition: string; organisation: string } | null> {
	return db
		.prepare(
			`SELECT credential.document, credential.document ->> 'name' AS definition,
				organisation.name AS organisation
			FROM credential JOIN organisation ON organisation.id = credential.organisation_id
			WHERE credential.id = ?`
		)
		.bind(id)
		.first();
}

/**
 * Revokes what is still issued, all or the credentials named, and raises the revision of each list concerned, in one
 * step. Answers how many became revoked now.
 */
export async function revokeCredentials(
	db: D1Database,
	revocation: { batchId: string; credentialIds: string[] | null; reason: string; at: string }
): Promise<number> {
	const ids = revocation.credentialIds && JSON.stringify(revocation.credentialIds);
	const meant = `credential.batch_id = ?1 AND credential.revoked_at IS NULL
		AND (?2 IS NULL OR credential.id IN (SELECT value FROM json_each(?2)))`;
	const [, , revoked] = await db.batch([
		raiseSeq(db, revocation.batchId),
		db
			.prepare(
				`UPDATE status_list SET revision = revision + 1
				WHERE (organisation_id, list) IN
					(SELECT DISTINCT organisation_id, status_list FROM credential WHERE ${meant})`
			)
			.bind(revocation.batchId, ids),
		db
			.prepare(
				`UPDATE credential SET state = 'revoked', revoked_at = ?3, revoked_reason = ?4,
					changed_seq = ${SEQ_OF_BATCH} WHERE ${meant}`
			)
			.bind(revocation.batchId, ids, revocation.at, revocation.reason),
		db
			.prepare(
				`UPDATE batch SET changed_seq = ${SEQ_OF_BATCH} WHERE id = ?1 AND EXISTS (SELECT 1 FROM credential
					WHERE organisation_id = batch.organisation_id AND changed_seq = ${SEQ_OF_BATCH})`
			)
			.bind(revocation.batchId)
	]);
	return revoked?.meta.changes ?? 0;
}

/** How many of the ids are credentials of the batch. */
export async function countCredentials(db: D1Database, batchId: string, ids: string[]): Promise<number> {
	const found = await db
		.prepare(
			`SELECT count(*) AS n FROM credential
			WHERE batch_id = ? AND id IN (SELECT value FROM json_each(?))`
		)
		.bind(batchId, JSON.stringify(ids))
		.first<{ n: number }>();
	return found?.n ?? 0;
}
