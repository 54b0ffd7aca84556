import { STATUS_LIST_BITS } from '#shared/status-list/status-list.ts';

/** Running numbers of a list, from `first` on; the list's seed turns each into its index. */
export interface Allotment {
	list: number;
	/** Hex. */
	seed: string;
	first: number;
}

/**
 * Allots `count` running numbers of one list of the organisation; null where no list has room for all of them. What is
 * allotted is never allotted again, whether it is used or not.
 */
export function allotIndexes(
	db: D1Database,
	organisationId: string,
	count: number
): Promise<Allotment | null> {
	return db
		.prepare(
			`UPDATE status_list SET allotted = allotted + ?2
			WHERE organisation_id = ?1 AND list = (
				SELECT max(list) FROM status_list WHERE organisation_id = ?1 AND allotted + ?2 <= ${STATUS_LIST_BITS}
			)
			RETURNING list, seed, allotted - ?2 AS first`
		)
		.bind(organisationId, count)
		.first<Allotment>();
}

/** Begins the organisation's next list, unless one has room for `count` more. */
export async function beginList(
	db: D1Database,
	list: { organisationId: string; count: number; seed: string; at: string }
): Promise<void> {
	await db
		.prepare(
			`INSERT INTO status_list (organisation_id, list, seed, created_at)
			SELECT ?1, (SELECT coalesce(max(list), 0) + 1 FROM status_list WHERE organisation_id = ?1), ?3, ?4
			WHERE NOT EXISTS (
				SELECT 1 FROM status_list WHERE organisation_id = ?1 AND allotted + ?2 <= ${STATUS_LIST_BITS}
			)`
		)
		.bind(list.organisationId, list.count, list.seed, list.at)
		.run();
}

export interface StatusListRecord {
	created_at: string;
	revision: number;
	signed_revision: number | null;
	document: string | null;
}

export function findStatusList(
	db: D1Database,
	organisationId: string,
	list: number
): Promise<StatusListRecord | null> {
	return db
		.prepare(
			'SELECT created_at, revision, signed_revision, document FROM status_list WHERE organisation_id = ? AND list = ?'
		)
		.bind(organisationId, list)
		.first<StatusListRecord>();
}

export async function listRevokedIndexes(
	db: D1Database,
	organisationId: string,
	list: number
): Promise<number[]> {
	const { results } = await db
		.prepare(
			`SELECT status_index AS at FROM credential
			WHERE organisation_id = ? AND status_list = ? AND revoked_at IS NOT NULL`
		)
		.bind(organisationId, list)
		.all<{ at: number }>();
	return results.map((row) => row.at);
}

/** Keeps the list as signed at `revision`, unless one of that revision or a later one is kept already. */
export async function keepSignedList(
	db: D1Database,
	signed: { organisationId: string; list: number; revision: number; document: string }
): Promise<void> {
	await db
		.prepare(
			`UPDATE status_list SET document = ?4, signed_revision = ?3
			WHERE organisation_id = ?1 AND list = ?2 AND (signed_revision IS NULL OR signed_revision < ?3)`
		)
		.bind(signed.organisationId, signed.list, signed.revision, signed.document)
		.run();
}
