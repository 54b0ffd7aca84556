export async function imageExists(db: D1Database, sha256: string): Promise<boolean> {
	return (await db.prepare('SELECT 1 FROM image WHERE sha256 = ?').bind(sha256).first()) !== null;
}

export async function insertImage(
	db: D1Database,
	image: { sha256: string; organisationId: string; bytes: Uint8Array; at: string }
): Promise<void> {
	await db
		.prepare(
			`INSERT INTO image (sha256, organisation_id, bytes, created_at) VALUES (?, ?, ?, ?)
			ON CONFLICT DO NOTHING`
		)
		.bind(image.sha256, image.organisationId, image.bytes, image.at)
		.run();
}

export async function findImage(db: D1Database, sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
	const found = await db
		.prepare('SELECT bytes FROM image WHERE sha256 = ?')
		.bind(sha256)
		// D1 hands a blob out as an array of numbers.
		.first<{ bytes: number[] }>();
	return found && new Uint8Array(found.bytes);
}
