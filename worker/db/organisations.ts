import type { Organisation, OrganisationChange } from '#shared/contract/organisation.ts';

export interface OrganisationRecord {
	id: string;
	slug: string;
	name: string;
	time_zone: string;
	language: Organisation['language'];
	hold_minutes: number;
}

export function organisationOf(record: OrganisationRecord): Organisation {
	const { id, slug, name, language } = record;
	return { id, slug, name, timeZone: record.time_zone, language, holdMinutes: record.hold_minutes };
}

export async function findOrganisationBySlug(db: D1Database, slug: string): Promise<Organisation | null> {
	const found = await db
		.prepare('SELECT * FROM organisation WHERE slug = ?')
		.bind(slug)
		.first<OrganisationRecord>();
	return found && organisationOf(found);
}

export function insertOrganisation(
	db: D1Database,
	organisation: Organisation,
	at: string
): D1PreparedStatement {
	const { id, slug, name, timeZone, language, holdMinutes } = organisation;
	return db
		.prepare(
			`INSERT INTO organisation (id, slug, name, time_zone, language, hold_minutes, created_at)
			VALUES (?, ?, ?, ?, ?, ?, ?)`
		)
		.bind(id, slug, name, timeZone, language, holdMinutes, at);
}

export async function changeOrganisation(
	db: D1Database,
	id: string,
	change: OrganisationChange
): Promise<Organisation> {
	const changed = await db
		.prepare(
			`UPDATE organisation SET name = coalesce(?2, name), time_zone = coalesce(?3, time_zone),
				language = coalesce(?4, language), hold_minutes = coalesce(?5, hold_minutes)
			WHERE id = ?1 RETURNING *`
		)
		.bind(
			id,
			change.name ?? null,
			change.timeZone ?? null,
			change.language ?? null,
			change.holdMinutes ?? null
		)
		.first<OrganisationRecord>();
	if (!changed) throw new Error('The organisation of a session is gone');
	return organisationOf(changed);
}

/** The organisation of the person with this address, as it is kept: in lower case. */
export async function findOrganisationOfUser(db: D1Database, email: string): Promise<Organisation | null> {
	const found = await db
		.prepare(
			`SELECT organisation.* FROM "user" JOIN member ON member.user_id = "user".id
			JOIN organisation ON organisation.id = member.organisation_id WHERE "user".email = ?`
		)
		.bind(email)
		.first<OrganisationRecord>();
	return found && organisationOf(found);
}
