import type { Batch, BatchDeclaration } from '#shared/contract/batch.ts';
import { foldText } from '#shared/row/fold-text.ts';
import { raiseSeqOf, readSeq } from './change-seq.ts';

export interface BatchRecord {
	id: string;
	label: string;
	state: Batch['state'];
	row_count: number;
	chunk_count: number;
	declaration: string;
	created_by: string;
	declared_at: string;
	issued_at: string | null;
	held_until: string | null;
	settled_at: string | null;
	/** When anything that the API shows of it changed last. */
	changed_seq: number;
}

/** Does nothing where the ID is taken, by this organisation or another. */
export async function insertBatch(
	db: D1Database,
	batch: {
		id: string;
		organisationId: string;
		declaration: BatchDeclaration;
		names: Map<string, string>;
		createdBy: string;
		createdByMember: string;
		at: string;
	}
): Promise<void> {
	const { id, declaration } = batch;
	const definitions = declaration.definitions.map((definition) => ({
		...definition,
		name: batch.names.get(definition.id)
	}));
	await db.batch([
		raiseSeqOf(db, batch.organisationId),
		db
			.prepare(
				`INSERT INTO batch (id, organisation_id, label, label_folded, state, row_count, chunk_count,
					declaration, created_by, created_by_member, declared_at, changed_seq)
				VALUES (?1, ?2, ?3, ?4, 'receiving', ?5, ?6, ?7, ?8, ?9, ?10,
					(SELECT history_seq FROM organisation WHERE id = ?2)) ON CONFLICT (id) DO NOTHING`
			)
			.bind(
				id,
				batch.organisationId,
				declaration.label,
				foldText(declaration.label),
				declaration.rowCount,
				declaration.chunks.length,
				JSON.stringify(declaration),
				batch.createdBy,
				batch.createdByMember,
				batch.at
			),
		db
			.prepare(
				`INSERT INTO batch_definition (batch_id, definition_id, version, name)
				SELECT batch.id, value ->> 'id', value ->> 'version', value ->> 'name'
				FROM batch, json_each(?3) WHERE batch.id = ?1 AND batch.organisation_id = ?2
				ON CONFLICT DO NOTHING`
			)
			.bind(id, batch.organisationId, JSON.stringify(definitions))
	]);
}

export function findBatch(db: D1Database, organisationId: string, id: string): Promise<BatchRecord | null> {
	return db
		.prepare('SELECT * FROM batch WHERE id = ? AND organisation_id = ?')
		.bind(id, organisationId)
		.first<BatchRecord>();
}

/** Newest first, from behind the cursor on: the last batch's `declared_at` and id. */
export async function listBatches(
	db: D1Database,
	wanted: { organisationId: string; search: string; after: [string, string] | null; limit: number }
): Promise<BatchRecord[]> {
	const [at, id] = wanted.after ?? [null, null];
	const { results } = await db
		.prepare(
			`SELECT * FROM batch WHERE organisation_id = ?1 AND (?2 = '' OR instr(label_folded, ?2) > 0)
				AND (?3 IS NULL OR (declared_at, id) < (?3, ?4))
			ORDER BY declared_at DESC, id DESC LIMIT ?5`
		)
		.bind(wanted.organisationId, foldText(wanted.search), at, id, wanted.limit)
		.all<BatchRecord>();
	return results;
}

/** What changed behind a number, in the order of the last change; null where the organisation never came to that number. */
export async function listChangedBatches(
	db: D1Database,
	wanted: { organisationId: string; after: number; limit: number }
): Promise<BatchRecord[] | null> {
	const { organisationId, after, limit } = wanted;
	const [latest, changed] = await db.batch<unknown>([
		readSeq(db, organisationId),
		db
			.prepare(
				'SELECT * FROM batch WHERE organisation_id = ?1 AND changed_seq > ?2 ORDER BY changed_seq LIMIT ?3'
			)
			.bind(organisationId, after, limit)
	]);
	const { seq } = latest!.results[0] as { seq: number };
	return after > seq ? null : (changed!.results as BatchRecord[]);
}
