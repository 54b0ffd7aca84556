// Devices pull what changed behind a number that they know. A change and its number are written in one batch: first the
// organisation's count is raised, then everything that changed takes the count as its own. D1 has one writer, so nobody sees
// a number while a lower one is still to come. A count that in the end nothing took is a gap, and gaps mean nothing.

/** The number that a change in the batch `?1` takes, after `raiseSeq`. */
export const SEQ_OF_BATCH = `(SELECT history_seq FROM organisation
	WHERE id = (SELECT organisation_id FROM batch WHERE id = ?1))`;

/** The number that a change in the organisation `?1` takes, after `raiseSeqOf`. */
export const SEQ_OF_ORGANISATION = '(SELECT history_seq FROM organisation WHERE id = ?1)';

/** For a change in a batch that is there. */
export function raiseSeq(db: D1Database, batchId: string): D1PreparedStatement {
	return db
		.prepare(
			`UPDATE organisation SET history_seq = history_seq + 1
			WHERE id = (SELECT organisation_id FROM batch WHERE id = ?)`
		)
		.bind(batchId);
}

export function raiseSeqOf(db: D1Database, organisationId: string): D1PreparedStatement {
	return db
		.prepare('UPDATE organisation SET history_seq = history_seq + 1 WHERE id = ?')
		.bind(organisationId);
}

/** The last number that was taken. */
export function readSeq(db: D1Database, organisationId: string): D1PreparedStatement {
	return db.prepare('SELECT history_seq AS seq FROM organisation WHERE id = ?').bind(organisationId);
}
