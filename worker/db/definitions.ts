import type { CatalogEntry } from '#shared/contract/catalog.ts';
import { DefinitionContent, type Definition } from '#shared/definition/definition.ts';
import { raiseSeqOf, readSeq, SEQ_OF_ORGANISATION } from './change-seq.ts';

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

/** Those that changed behind a number, or all, and the number that this tells of; null where there was no such number yet. */
export async function listDefinitions(
	db: D1Database,
	organisationId: string,
	after: number | null
): Promise<{ definitions: CatalogEntry[]; seq: number } | null> {
	// Two statements, because with one for both the index of the changes would not be used.
	const order = 'ORDER BY definition.created_at, definition.id';
	const all = db.prepare(`${CURRENT} WHERE definition.organisation_id = ?1 ${order}`);
	const changed = db.prepare(
		`${CURRENT} WHERE definition.organisation_id = ?1 AND definition.changed_seq > ?2 ${order}`
	);
	const [latest, found] = await db.batch<unknown>([
		readSeq(db, organisationId),
		after === null ? all.bind(organisationId) : changed.bind(organisationId, after)
	]);
	const { seq } = latest!.results[0] as { seq: number };
	if (after !== null && after > seq) return null;
	return { definitions: (found!.results as DefinitionRecord[]).map(entryOf), seq };
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

/** Statements that make the version after `basedOn`, behind `raiseSeqOf`; without effect where another version is current. */
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
				`UPDATE definition SET version = ?3, changed_seq = ${SEQ_OF_ORGANISATION}
				WHERE organisation_id = ?1 AND id = ?2 AND version = ?3 - 1`
			)
			.bind(made.organisationId, made.id, next);
		return [row, raise];
	}
	const first = db
		.prepare(
			`INSERT INTO definition (organisation_id, id, version, created_at, changed_seq)
			VALUES (?1, ?2, 1, ?3, ${SEQ_OF_ORGANISATION}) ON CONFLICT DO NOTHING`
		)
		.bind(made.organisationId, made.id, made.at);
	return [first, row];
}

export async function setArchived(
	db: D1Database,
	definition: { organisationId: string; id: string; archived: boolean }
): Promise<void> {
	await db.batch([
		raiseSeqOf(db, definition.organisationId),
		db
			.prepare(
				`UPDATE definition SET archived = ?3, changed_seq = ${SEQ_OF_ORGANISATION}
				WHERE organisation_id = ?1 AND id = ?2 AND archived <> ?3`
			)
			.bind(definition.organisationId, definition.id, definition.archived ? 1 : 0)
	]);
}
