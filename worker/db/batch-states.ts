import { CHUNK_ROWS } from '#shared/contract/batch.ts';
import { raiseSeq, SEQ_OF_BATCH } from './change-seq.ts';

// Every change of a batch's state is one conditional UPDATE: of taking back and issuing, whichever comes first wins, and
// the other finds no batch in the state that it asks for.

/** Rows whose definition was changed or archived since the batch was validated. */
export async function findChangedRows(
	db: D1Database,
	batchId: string,
	limit: number
): Promise<{ key: string; position: number; definitionId: string; archived: number }[]> {
	const { results } = await db
		.prepare(
			`SELECT batch_row.key, batch_row.position, batch_row.definition_id AS definitionId, definition.archived
			FROM batch_row JOIN ${CHANGED} ON changed.definition_id = batch_row.definition_id
			JOIN batch ON batch.id = batch_row.batch_id
			JOIN definition ON definition.organisation_id = batch.organisation_id
				AND definition.id = batch_row.definition_id
			WHERE batch_row.batch_id = ?1 ORDER BY batch_row.position LIMIT ?2`
		)
		.bind(batchId, limit)
		.all<{ key: string; position: number; definitionId: string; archived: number }>();
	return results;
}

const CHANGED = `(
	SELECT batch_definition.definition_id FROM batch_definition
	JOIN batch ON batch.id = batch_definition.batch_id
	JOIN definition ON definition.organisation_id = batch.organisation_id
		AND definition.id = batch_definition.definition_id
	WHERE batch_definition.batch_id = ?1 AND batch_definition.row_count > 0
		AND (definition.version <> batch_definition.version OR definition.archived = 1)
) AS changed`;

/** Rows of another batch that was issued or is about to be, or of this one, under the same credential id. */
const TAKEN = `batch_row AS mine JOIN batch_row AS other ON other.credential_id = mine.credential_id
	AND (other.batch_id <> mine.batch_id OR other.position <> mine.position)
	JOIN batch AS theirs ON theirs.id = other.batch_id
	WHERE mine.batch_id = ?1 AND (theirs.id = ?1 OR theirs.state IN ('held', 'issuing', 'issued'))`;

export async function findTakenRows(db: D1Database, batchId: string, limit: number) {
	const { results } = await db
		.prepare(`SELECT DISTINCT mine.key, mine.position FROM ${TAKEN} ORDER BY mine.position LIMIT ?2`)
		.bind(batchId, limit)
		.all<{ key: string; position: number }>();
	return results;
}

/** Rows whose expiration date is that day or an earlier one. A duration begins with the issuing and has not ended then. */
export async function findEndingRows(
	db: D1Database,
	wanted: { batchId: string; lastDay: string; limit: number }
): Promise<{ key: string; position: number }[]> {
	const { results } = await db
		.prepare(
			`SELECT row.value ->> 'key' AS key, chunk.number * ${CHUNK_ROWS} + row.key AS position
			FROM chunk, json_each(chunk.body) AS row
			WHERE chunk.batch_id = ?1 AND row.value ->> '$.recipient.expiration.date' <= ?2
			ORDER BY position LIMIT ?3`
		)
		.bind(wanted.batchId, wanted.lastDay, wanted.limit)
		.all<{ key: string; position: number }>();
	return results;
}

/** From receiving to held. All that could forbid it is asked again in the same statement. */
export async function holdBatch(
	db: D1Database,
	batch: { id: string; at: string; heldUntil: string }
): Promise<boolean> {
	const [, held] = await db.batch([
		raiseSeq(db, batch.id),
		db
			.prepare(
				`UPDATE batch SET state = 'held', issued_at = ?2, held_until = ?3, changed_seq = ${SEQ_OF_BATCH}
				WHERE id = ?1 AND state = 'receiving'
					AND chunk_count = (SELECT count(*) FROM chunk WHERE batch_id = ?1)
					AND NOT EXISTS (SELECT 1 FROM ${CHANGED})
					AND NOT EXISTS (SELECT 1 FROM ${TAKEN})`
			)
			.bind(batch.id, batch.at, batch.heldUntil),
		// Whoever held it before has written these.
		db
			.prepare(
				`INSERT INTO chunk_change (organisation_id, seq, batch_id, chunk)
				SELECT batch.organisation_id, ${SEQ_OF_BATCH}, batch.id, chunk.number
				FROM batch JOIN chunk ON chunk.batch_id = batch.id
				WHERE batch.id = ?1 AND batch.state = 'held'
				ON CONFLICT (batch_id, chunk) DO NOTHING`
			)
			.bind(batch.id)
	]);
	return (held?.meta.changes ?? 0) > 0;
}

/** The recipients' data go with it, but for what the list of the batch's rows shows. */
export async function takeBackBatch(db: D1Database, id: string): Promise<void> {
	await db.batch([
		raiseSeq(db, id),
		// Before the state changes, so that taking back once more tells nobody anything.
		db
			.prepare(
				`UPDATE chunk_change SET seq = ${SEQ_OF_BATCH}
				WHERE batch_id = ?1 AND EXISTS (SELECT 1 FROM batch WHERE id = ?1 AND state = 'held')`
			)
			.bind(id),
		db
			.prepare(
				`UPDATE batch SET state = 'taken-back', changed_seq = ${SEQ_OF_BATCH}
				WHERE id = ?1 AND state IN ('receiving', 'held')`
			)
			.bind(id),
		db
			.prepare(
				`UPDATE chunk SET body = NULL WHERE batch_id = ?1 AND body IS NOT NULL
				AND EXISTS (SELECT 1 FROM batch WHERE id = ?1 AND state = 'taken-back')`
			)
			.bind(id)
	]);
}

/** Ends the hold before its time. */
export async function endHold(db: D1Database, id: string, at: string): Promise<void> {
	await db.batch([
		raiseSeq(db, id),
		db
			.prepare(
				`UPDATE batch SET held_until = ?2, changed_seq = ${SEQ_OF_BATCH}
				WHERE id = ?1 AND state = 'held' AND held_until > ?2`
			)
			.bind(id, at)
	]);
}

/** From held to issuing, once the hold is over; answers the chunks that are to be issued. */
export async function beginIssuing(db: D1Database, id: string, at: string): Promise<number[]> {
	const [, , chunks] = await db.batch<{ number: number }>([
		raiseSeq(db, id),
		db
			.prepare(
				`UPDATE batch SET state = 'issuing', changed_seq = ${SEQ_OF_BATCH}
				WHERE id = ?1 AND state = 'held' AND held_until <= ?2`
			)
			.bind(id, at),
		db
			.prepare(
				`UPDATE chunk SET queued_at = ?2 WHERE batch_id = ?1 AND state = 'received' AND queued_at IS NULL
				AND EXISTS (SELECT 1 FROM batch WHERE id = ?1 AND state = 'issuing') RETURNING number`
			)
			.bind(id, at)
	]);
	return chunks?.results.map((chunk) => chunk.number) ?? [];
}

/** Held batches whose time has come: the message that should have begun them may be lost. */
export async function findOverdueBatches(db: D1Database, at: string, limit: number): Promise<string[]> {
	const { results } = await db
		.prepare("SELECT id FROM batch WHERE state = 'held' AND held_until <= ? ORDER BY held_until LIMIT ?")
		.bind(at, limit)
		.all<{ id: string }>();
	return results.map((batch) => batch.id);
}
