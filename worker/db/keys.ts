export interface KeyRecord {
	fragment: string;
	publicKeyMultibase: string;
	/** The private key under KEY_SECRET. */
	sealed: string;
}

/** All keys of an organisation, the newest last: that one signs, the others stay listed. */
export async function listKeys(db: D1Database, organisationId: string): Promise<KeyRecord[]> {
	const { results } = await db
		.prepare(
			`SELECT fragment, public_key_multibase AS publicKeyMultibase, sealed FROM organisation_key
			WHERE organisation_id = ? ORDER BY created_at, fragment`
		)
		.bind(organisationId)
		.all<KeyRecord>();
	return results;
}

export function insertKey(
	db: D1Database,
	key: KeyRecord & { organisationId: string; at: string }
): D1PreparedStatement {
	return db
		.prepare(
			`INSERT INTO organisation_key (organisation_id, fragment, public_key_multibase, sealed, created_at)
			VALUES (?, ?, ?, ?, ?)`
		)
		.bind(key.organisationId, key.fragment, key.publicKeyMultibase, key.sealed, key.at);
}
