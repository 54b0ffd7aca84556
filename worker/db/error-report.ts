import { raiseSeq, SEQ_OF_BATCH } from './change-seq.ts';

/** Issued batches that nobody has called settled yet, with what is known of their mails. */
export interface UnsettledBatch {
	id: string;
	organisationId: string;
	/** Mails of which more must be heard. */
	open: number;
	/** Mails that were taken and of which nothing more may ever be heard; the delayed ones that are given up among them. */
	sent: number;
	/** When an event came last; without any, when the last credential was stored. */
	lastNewsAt: string;
	/** Credentials whose mail failed, or is delayed and given up, in the order of the draft. */
	failed: string[];
	/** The newest error report; 0: there is none. */
	sequence: number;
	reported: string[];
}

/** The provider took it, delays it, and has said nothing more since before: it may never speak of it again. */
const GIVEN_UP = `(delivery.state = 'delayed' AND delivery.provider_message_id IS NOT NULL AND delivery.updated_at <= ?2)`;

/**
 * Reads unsettled batches, those that were not looked at for longest first. A mail that was not sent because its
 * credential was revoked is nobody's failure. Without `silentSince` no delayed mail is given up.
 */
export async function findUnsettledBatches(
	db: D1Database,
	limit: number,
	silentSince = ''
): Promise<UnsettledBatch[]> {
	const { results } = await db
		.prepare(
			`SELECT batch.id, batch.organisation_id AS organisationId,
				(SELECT count(*) FROM delivery WHERE batch_id = batch.id AND kind = 'credential'
					AND state IN ('pending', 'delayed') AND NOT ${GIVEN_UP}) AS open,
				(SELECT count(*) FROM delivery WHERE batch_id = batch.id AND kind = 'credential'
					AND (state = 'sent' OR ${GIVEN_UP})) AS sent,
				coalesce((SELECT max(received_at) FROM delivery JOIN delivery_event ON delivery_id = delivery.id
					WHERE delivery.batch_id = batch.id AND delivery.kind = 'credential'), batch.completed_at) AS lastNewsAt,
				(SELECT json_group_array(id) FROM (
					SELECT credential.id FROM delivery JOIN credential ON credential.id = delivery.credential_id
					WHERE delivery.batch_id = batch.id AND kind = 'credential'
						AND (delivery.state IN ('bounced', 'complained', 'failed') OR ${GIVEN_UP})
						AND coalesce(delivery.code, '') NOT IN ('revoked', 'superseded')
					ORDER BY credential.position
				)) AS failed,
				coalesce(newest.sequence, 0) AS sequence, coalesce(newest.credential_ids, '[]') AS reported
			FROM batch LEFT JOIN error_report AS newest ON newest.batch_id = batch.id AND newest.sequence =
				(SELECT max(sequence) FROM error_report WHERE batch_id = batch.id)
			WHERE batch.state = 'issued' AND batch.settled_at IS NULL AND batch.completed_at IS NOT NULL
			ORDER BY batch.looked_at, batch.completed_at LIMIT ?1`
		)
		.bind(limit, silentSince)
		.all<Omit<UnsettledBatch, 'failed' | 'reported'> & { failed: string; reported: string }>();
	return results.map((row) => ({
		...row,
		failed: JSON.parse(row.failed) as string[],
		reported: JSON.parse(row.reported) as string[]
	}));
}

/** Puts batches behind all others that wait to be looked at. */
export async function markLookedAt(db: D1Database, ids: string[], at: string): Promise<void> {
	await db
		.prepare('UPDATE batch SET looked_at = ?2 WHERE id IN (SELECT value FROM json_each(?1))')
		.bind(JSON.stringify(ids), at)
		.run();
}

/** Settles a batch of which there is nothing to report. */
export async function settleBatch(db: D1Database, id: string, at: string): Promise<void> {
	await db.batch(settling(db, id, at));
}

function settling(db: D1Database, id: string, at: string): D1PreparedStatement[] {
	return [
		raiseSeq(db, id),
		db
			.prepare(
				`UPDATE batch SET settled_at = ?2, changed_seq = ${SEQ_OF_BATCH}
				WHERE id = ?1 AND state = 'issued' AND settled_at IS NULL`
			)
			.bind(id, at)
	];
}

export interface NewReport {
	batchId: string;
	organisationId: string;
	sequence: number;
	credentialIds: string[];
	madeAt: string;
}

/**
 * Puts down an error report, one mail of it for each admin, and that the batch is settled: all or nothing. The sequence
 * is the key, so that of two sweepers that saw the same batch only one makes the report and its mails.
 */
export async function makeErrorReport(db: D1Database, report: NewReport): Promise<void> {
	const { batchId, organisationId, sequence, credentialIds, madeAt } = report;
	await db.batch([
		db
			.prepare(
				`INSERT INTO error_report
					(batch_id, sequence, organisation_id, made_at, failures, credential_ids, mailed_at)
				VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?4) ON CONFLICT (batch_id, sequence) DO NOTHING`
			)
			.bind(batchId, sequence, organisationId, madeAt, credentialIds.length, JSON.stringify(credentialIds)),
		db
			.prepare(
				`INSERT INTO delivery
					(id, organisation_id, batch_id, kind, report_sequence, member_id, contact, created_at, updated_at)
				SELECT ?1 || '-' || ?2 || '-' || member.id, ?3, ?1, 'error-report', ?2, member.id, "user".email, ?4, ?4
				FROM member JOIN "user" ON "user".id = member.user_id
				WHERE member.organisation_id = ?3 AND member.role = 'admin'
					AND EXISTS (SELECT 1 FROM error_report WHERE batch_id = ?1 AND sequence = ?2 AND made_at = ?4)
				ON CONFLICT DO NOTHING`
			)
			.bind(batchId, sequence, organisationId, madeAt),
		...settling(db, batchId, madeAt)
	]);
}
