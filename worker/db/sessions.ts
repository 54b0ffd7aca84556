import type { Organisation, Role } from '#shared/contract/organisation.ts';
import { organisationOf, type OrganisationRecord } from './organisations.ts';

/** Who asks, for which organisation, as what. */
export interface SignedIn {
	token: string;
	/** Milliseconds since the epoch. */
	expiresAt: number;
	memberId: string;
	user: { id: string; name: string; email: string };
	role: Role;
	organisation: Organisation;
}

type SessionRecord = OrganisationRecord & {
	expiresAt: string;
	memberId: string;
	userId: string;
	userName: string;
	userEmail: string;
	role: Role;
};

/** The one query of every signed-in request. */
export async function findSession(db: D1Database, token: string, now: number): Promise<SignedIn | null> {
	const found = await db
		.prepare(
			`SELECT organisation.*, session.expiresAt, member.id AS memberId, member.role,
				"user".id AS userId, "user".name AS userName, "user".email AS userEmail
			FROM session
			JOIN "user" ON "user".id = session.userId
			JOIN member ON member.user_id = "user".id
			JOIN organisation ON organisation.id = member.organisation_id
			WHERE session.token = ? AND session.expiresAt > ?`
		)
		.bind(token, new Date(now).toISOString())
		.first<SessionRecord>();
	if (!found) return null;
	return {
		token,
		expiresAt: Date.parse(found.expiresAt),
		memberId: found.memberId,
		user: { id: found.userId, name: found.userName, email: found.userEmail },
		role: found.role,
		organisation: organisationOf(found)
	};
}

export async function insertSession(
	db: D1Database,
	session: { id: string; token: string; userId: string; now: number; expiresAt: number }
): Promise<void> {
	const now = new Date(session.now).toISOString();
	await db
		.prepare(
			'INSERT INTO session (id, token, userId, expiresAt, createdAt, updatedAt) VALUES (?1, ?2, ?3, ?4, ?5, ?5)'
		)
		.bind(session.id, session.token, session.userId, new Date(session.expiresAt).toISOString(), now)
		.run();
}

/** What is over: sessions with the addresses they came from, and codes that nobody typed. */
export async function deleteEnded(db: D1Database, now: number): Promise<void> {
	const at = new Date(now).toISOString();
	await db.batch(
		['session', 'verification'].map((table) =>
			db.prepare(`DELETE FROM ${table} WHERE expiresAt < ?`).bind(at)
		)
	);
}

export async function prolongSession(
	db: D1Database,
	session: { token: string; now: number; expiresAt: number }
): Promise<void> {
	await db
		.prepare('UPDATE session SET expiresAt = ?, updatedAt = ? WHERE token = ?')
		.bind(new Date(session.expiresAt).toISOString(), new Date(session.now).toISOString(), session.token)
		.run();
}
