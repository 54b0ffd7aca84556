import { raiseSeq, SEQ_OF_BATCH } from './change-seq.ts';

const SINCE = `state = 'receiving' AND declared_at < ?2
	AND NOT EXISTS (SELECT 1 FROM chunk WHERE batch_id = batch.id AND received_at >= ?2)`;

/** Batches of which nothing has arrived since `before`, the longest waiting first. */
export async function findAbandonedBatches(db: D1Database, before: string, limit: number): Promise<string[]> {
	const { results } = await db
		.prepare(`SELECT id FROM batch WHERE ${SINCE} ORDER BY declared_at LIMIT ?1`)
		.bind(limit, before)
		.all<{ id: string }>();
	return results.map(({ id }) => id);
}

/**
 * Takes back a batch of which nothing has arrived since `before`, and forgets its rows: nobody ever saw them leave. The
 * chunks' numbers stay, so that whoever sends them once more is answered as after any other taking back.
 */
export async function takeBackAbandoned(db: D1Database, id: string, before: string): Promise<void> {
	const isTakenBack = `EXISTS (SELECT 1 FROM batch WHERE id = ?1 AND state = 'taken-back' AND issued_at IS NULL)`;
	await db.batch([
		raiseSeq(db, id),
		db
			.prepare(
				`UPDATE batch SET state = 'taken-back', changed_seq = ${SEQ_OF_BATCH} WHERE id = ?1 AND ${SINCE}`
			)
			.bind(id, before),
		db.prepare(`DELETE FROM batch_row WHERE batch_id = ?1 AND ${isTakenBack}`).bind(id),
		db
			.prepare(`UPDATE chunk SET body = NULL WHERE batch_id = ?1 AND body IS NOT NULL AND ${isTakenBack}`)
			.bind(id)
	]);
}
