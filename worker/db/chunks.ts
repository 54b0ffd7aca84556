import { CHUNK_ROWS, type BatchDeclaration } from '#shared/contract/batch.ts';
import type { Organisation } from '#shared/contract/organisation.ts';
import type { Recipient } from '#shared/row/row.ts';
import { foldText } from '#shared/row/fold-text.ts';
import { organisationOf, type OrganisationRecord } from './organisations.ts';

/** A row of a chunk after it was parsed; nothing but this is ever issued. */
export interface ReceivedRow {
	key: string;
	credentialId: string;
	recipient: Recipient;
}

/**
 * Stores a chunk and its rows together, once: without effect where the chunk is there already or the batch no longer
 * receives. One JSON parameter carries all rows, because a statement takes no more than 100 parameters.
 */
export async function insertChunk(
	db: D1Database,
	chunk: { batchId: string; number: number; rows: ReceivedRow[]; at: string }
): Promise<void> {
	const { batchId, number, rows, at } = chunk;
	const open = `EXISTS (SELECT 1 FROM batch WHERE id = ?1 AND state = 'receiving')
		AND NOT EXISTS (SELECT 1 FROM chunk WHERE batch_id = ?1 AND number = ?2)`;
	await db.batch([
		db
			.prepare(
				`UPDATE batch_definition SET row_count = row_count + counts.value
				FROM json_each(?3) AS counts
				WHERE batch_id = ?1 AND definition_id = counts.key AND ${open}`
			)
			.bind(batchId, number, JSON.stringify(countByDefinition(rows))),
		db
			.prepare(
				`INSERT INTO batch_row (batch_id, position, key, credential_id, definition_id, definition_version,
					first_name, last_name, contact, folded)
				SELECT ?1, ?4 + row.key, row.value ->> 'key', row.value ->> 'credentialId',
					row.value ->> '$.recipient.definitionId', row.value ->> '$.recipient.definitionVersion',
					row.value ->> '$.recipient.firstName', row.value ->> '$.recipient.lastName',
					row.value ->> '$.recipient.contact', row.value ->> 'folded'
				FROM json_each(?3) AS row WHERE ${open}`
			)
			.bind(batchId, number, JSON.stringify(rows.map(withFolded)), number * CHUNK_ROWS),
		db
			.prepare(
				`INSERT INTO chunk (batch_id, number, row_count, body, state, received_at)
				SELECT ?1, ?2, ?3, ?4, 'received', ?5 WHERE ${open}`
			)
			.bind(batchId, number, rows.length, JSON.stringify(rows), at)
	]);
}

function withFolded(row: ReceivedRow) {
	const { firstName, lastName, contact, definitionId, definitionVersion } = row.recipient;
	return {
		key: row.key,
		credentialId: row.credentialId,
		recipient: { definitionId, definitionVersion, firstName, lastName, contact },
		folded: foldText(`${firstName} ${lastName} ${contact}`)
	};
}

function countByDefinition(rows: ReceivedRow[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { recipient } of rows)
		counts[recipient.definitionId] = (counts[recipient.definitionId] ?? 0) + 1;
	return counts;
}

export async function listChunks(
	db: D1Database,
	batchId: string
): Promise<{ number: number; row_count: number }[]> {
	const { results } = await db
		.prepare('SELECT number, row_count FROM chunk WHERE batch_id = ? ORDER BY number')
		.bind(batchId)
		.all<{ number: number; row_count: number }>();
	return results;
}

export async function hasChunk(db: D1Database, batchId: string, number: number): Promise<boolean> {
	const found = await db
		.prepare('SELECT 1 FROM chunk WHERE batch_id = ? AND number = ?')
		.bind(batchId, number)
		.first();
	return found !== null;
}

/** A chunk that waits to be issued, with what its issuing needs. */
export interface IssuableChunk {
	organisation: Organisation;
	/** The definition versions that its rows were validated against. */
	definitions: BatchDeclaration['definitions'];
	/** The first row's position in the batch. */
	firstPosition: number;
	rows: ReceivedRow[];
}

/** null where the chunk is not to be issued: not now, or no more. */
export async function findIssuableChunk(
	db: D1Database,
	batchId: string,
	number: number
): Promise<IssuableChunk | null> {
	const found = await db
		.prepare(
			`SELECT organisation.*, batch.declaration ->> 'definitions' AS definitions, chunk.body
			FROM chunk JOIN batch ON batch.id = chunk.batch_id
			JOIN organisation ON organisation.id = batch.organisation_id
			WHERE batch.id = ? AND chunk.number = ? AND batch.state = 'issuing' AND chunk.state = 'received'`
		)
		.bind(batchId, number)
		.first<OrganisationRecord & { definitions: string; body: string }>();
	if (!found) return null;
	return {
		organisation: organisationOf(found),
		definitions: JSON.parse(found.definitions) as BatchDeclaration['definitions'],
		firstPosition: number * CHUNK_ROWS,
		rows: JSON.parse(found.body) as ReceivedRow[]
	};
}

export async function isChunkIssued(db: D1Database, batchId: string, number: number): Promise<boolean> {
	const found = await db
		.prepare("SELECT 1 FROM chunk WHERE batch_id = ? AND number = ? AND state = 'issued'")
		.bind(batchId, number)
		.first();
	return found !== null;
}

/** Chunks whose message is believed lost, marked as sent again now. */
export async function takeStaleChunks(
	db: D1Database,
	stale: { before: string; at: string; limit: number }
): Promise<{ batchId: string; chunk: number }[]> {
	const { results } = await db
		.prepare(
			`UPDATE chunk SET queued_at = ?2 WHERE (batch_id, number) IN (
				SELECT batch_id, number FROM chunk
				WHERE state = 'received' AND queued_at IS NOT NULL AND queued_at <= ?1 LIMIT ?3
			) RETURNING batch_id AS batchId, number AS chunk`
		)
		.bind(stale.before, stale.at, stale.limit)
		.all<{ batchId: string; chunk: number }>();
	return results;
}
