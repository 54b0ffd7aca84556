import type { CatalogEntry } from '#shared/contract/catalog.ts';
import { DefinitionContent, type Definition } from '#shared/definition/definition.ts';

interface DefinitionRecord {
	id: string;
	version: number;
	archived: number;
	issued: number;
	content: string;
}

const DEFINITION = `SELECT definition.id, definition_version.version, definition.archived, definition.issued,
		definition_version.content
	FROM definition JOIN definition_version
		ON definition_version.organisation_id = definition.organisation_id
		AND definition_version.definition_id = definition.id`;
const CURRENT = `${DEFINITION} AND definition_version.version = definition.version`;

function entryOf(record: DefinitionRecord): CatalogEntry {
	const { id, version, issued } = record;
	const content = DefinitionContent.parse(JSON.parse(record.content));
	return { ...content, id, version, archived: record.archived === 1, issued };
}

export async function listDefinitions(db: D1Database, organisationId: string): Promise<CatalogEntry[]> {
	const { results } = await db
		.prepare(`${CURRENT} WHERE definition.organisation_id = ? ORDER BY definition.created_at, definition.id`)
		.bind(organisationId)
		.all<DefinitionRecord>();
	return results.map(entryOf);
}

export async function findDefinition(
	db: D1Database,
	organisationId: string,
	id: string
): Promise<CatalogEntry | null> {
	const found = await db
		.prepare(`${CURRENT} WHERE definition.organisation_id = ? AND definition.id = ?`)
		.bind(organisationId, id)
		.first<DefinitionRecord>();
	return found && entryOf(found);
}

/** The versions that a batch was validated against, by definition ID; without those that never were. */
export async function findBatchDefinitions(
	db: D1Database,
	organisationId: string,
	versions: { id: string; version: number }[]
): Promise<Map<string, Definition>> {
	const { results } = await db
		.prepare(
			`${DEFINITION} JOIN json_each(?2) AS wanted
				ON definition.id = wanted.value ->> 'id' AND definition_version.version = wanted.value ->> 'version'
			WHERE definition.organisation_id = ?1`
		)
		.bind(organisationId, JSON.stringify(versions))
		.all<DefinitionRecord>();
	return new Map(results.map((record) => [record.id, entryOf(record)]));
}

interface NewVersion {
	organisationId: string;
	id: string;
	basedOn: number;
	content: DefinitionContent;
	at: string;
}

/** Statements that make the version after `basedOn`; without effect where another version is current. */
export function insertVersion(db: D1Database, made: NewVersion): D1PreparedStatement[] {
	const content = JSON.stringify(made.content);
	const next = made.basedOn + 1;
	const row = db
		.prepare(
			`INSERT INTO definition_version (organisation_id, definition_id, version, content, made_at)
			SELECT ?1, ?2, ?3, ?4, ?5 FROM definition WHERE organisation_id = ?1 AND id = ?2 AND version = ?6
			ON CONFLICT DO NOTHING`
		)
		.bind(made.organisationId, made.id, next, content, made.at, made.basedOn === 0 ? 1 : made.basedOn);
	if (made.basedOn > 0) {
		const raise = db
			.prepare(
				'UPDATE definition SET version = ?3 WHERE organisation_id = ?1 AND id = ?2 AND version = ?3 - 1'
			)
			.bind(made.organisationId, made.id, next);
		return [row, raise];
	}
	const first = db
		.prepare(
			`INSERT INTO definition (organisation_id, id, version, created_at) VALUES (?, ?, 1, ?)
			ON CONFLICT DO NOTHING`
		)
		.bind(made.organisationId, made.id, made.at);
	return [first, row];
}

export async function setArchived(
	db: D1Database,
	definition: { organisationId: string; id: string; archived: boolean }
): Promise<void> {
	await db
		.prepare('UPDATE definition SET archived = ?3 WHERE organisation_id = ?1 AND id = ?2')
		.bind(definition.organisationId, definition.id, definition.archived ? 1 : 0)
		.run();
}
