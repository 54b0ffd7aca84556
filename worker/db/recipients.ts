import type { PastRecipient } from '#shared/contract/batch.ts';
import { foldText } from '#shared/row/fold-text.ts';
import { DELIVERY, withDelivery, type DeliveryColumns } from './rows.ts';

/** What was issued, newest first, from behind the cursor on: the last one's `validFrom` and credential id. */
export async function listRecipients(
	db: D1Database,
	wanted: { organisationId: string; search: string; after: [string, string] | null; limit: number }
): Promise<PastRecipient[]> {
	const [at, id] = wanted.after ?? [null, null];
	const { results } = await db
		.prepare(
			`SELECT credential.id AS credentialId, credential.definition_id AS definitionId,
				batch_row.first_name AS firstName, batch_row.last_name AS lastName, batch_row.contact,
				credential.state, credential.valid_from AS validFrom, credential.valid_until AS validUntil,
				credential.revoked_at AS revokedAt, credential.revoked_reason AS revokedReason,
				batch.id AS batchId, batch.label AS batchLabel, ${DELIVERY}
			FROM credential
			JOIN batch ON batch.id = credential.batch_id
			JOIN batch_row ON batch_row.batch_id = credential.batch_id AND batch_row.position = credential.position
			LEFT JOIN delivery ON delivery.credential_id = credential.id AND delivery.kind = 'credential'
			WHERE credential.organisation_id = ?1 AND (?2 = '' OR instr(batch_row.folded, ?2) > 0)
				AND (?3 IS NULL OR (credential.valid_from, credential.id) < (?3, ?4))
			ORDER BY credential.valid_from DESC, credential.id DESC LIMIT ?5`
		)
		.bind(wanted.organisationId, foldText(wanted.search), at, id, wanted.limit)
		.all<Omit<PastRecipient, 'delivery'> & DeliveryColumns>();
	return results.map(withDelivery);
}
