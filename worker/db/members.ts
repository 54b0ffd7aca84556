import type { Member, NewMember, Role } from '#shared/contract/organisation.ts';

// A person belongs to one organisation, so a member's user goes with the member.

const MEMBER = `SELECT member.id, "user".name, "user".email, member.role
	FROM member JOIN "user" ON "user".id = member.user_id`;

export async function listMembers(db: D1Database, organisationId: string): Promise<Member[]> {
	const { results } = await db
		.prepare(`${MEMBER} WHERE member.organisation_id = ? ORDER BY member.created_at, member.id`)
		.bind(organisationId)
		.all<Member>();
	return results;
}

export function findMember(db: D1Database, organisationId: string, id: string): Promise<Member | null> {
	return db
		.prepare(`${MEMBER} WHERE member.organisation_id = ? AND member.id = ?`)
		.bind(organisationId, id)
		.first<Member>();
}

/** Statements that put the person and the membership down; nothing happens where the address is taken. */
export function insertMember(
	db: D1Database,
	member: NewMember & { id: string; userId: string; organisationId: string; at: string }
): D1PreparedStatement[] {
	return [
		db
			.prepare(
				`INSERT INTO "user" (id, name, email, emailVerified, createdAt, updatedAt)
				VALUES (?1, ?2, ?3, 0, ?4, ?4) ON CONFLICT DO NOTHING`
			)
			.bind(member.userId, member.name, member.email, member.at),
		db
			.prepare(
				`INSERT INTO member (id, organisation_id, user_id, role, created_at)
				SELECT ?1, ?2, id, ?4, ?5 FROM "user" WHERE id = ?3`
			)
			.bind(member.id, member.organisationId, member.userId, member.role, member.at)
	];
}

/** Another admin stands behind the member, or the member is none: an organisation always keeps an admin. */
const KEEPS_AN_ADMIN = `(member.role <> 'admin' OR EXISTS (
	SELECT 1 FROM member AS other
	WHERE other.organisation_id = member.organisation_id AND other.role = 'admin' AND other.id <> member.id
))`;

/** Whether the role was set; false where it would leave the organisation without an admin. */
export async function changeRole(
	db: D1Database,
	member: { organisationId: string; id: string; role: Role }
): Promise<boolean> {
	const { meta } = await db
		.prepare(
			`UPDATE member SET role = ?3
			WHERE organisation_id = ?1 AND id = ?2 AND (?3 = 'admin' OR ${KEEPS_AN_ADMIN})`
		)
		.bind(member.organisationId, member.id, member.role)
		.run();
	return meta.changes > 0;
}

/** Whether the member is gone now; false where it would leave the organisation without an admin. */
export async function deleteMember(db: D1Database, organisationId: string, id: string): Promise<boolean> {
	const record = await db
		.prepare('SELECT user_id AS userId FROM member WHERE organisation_id = ? AND id = ?')
		.bind(organisationId, id)
		.first<{ userId: string }>();
	if (!record) return true;
	const unlessStillMember = 'NOT EXISTS (SELECT 1 FROM member WHERE user_id = ?1)';
	const [deleted] = await db.batch([
		db
			.prepare(`DELETE FROM member WHERE organisation_id = ? AND id = ? AND ${KEEPS_AN_ADMIN}`)
			.bind(organisationId, id),
		...[
			`DELETE FROM session WHERE userId = ?1 AND ${unlessStillMember}`,
			`DELETE FROM account WHERE userId = ?1 AND ${unlessStillMember}`,
			`DELETE FROM "user" WHERE id = ?1 AND ${unlessStillMember}`
		].map((sql) => db.prepare(sql).bind(record.userId))
	]);
	return (deleted?.meta.changes ?? 0) > 0;
}

/** The user of the first organisation's first admin; the local start signs in as this one. */
export async function findDemoAdmin(db: D1Database): Promise<string | null> {
	const found = await db
		.prepare(
			`SELECT member.user_id AS userId FROM member JOIN organisation ON organisation.id = organisation_id
			WHERE role = 'admin' ORDER BY organisation.created_at, member.created_at LIMIT 1`
		)
		.first<{ userId: string }>();
	return found?.userId ?? null;
}
