import type { BatchRow, RowState } from '#shared/contract/batch.ts';
import type { DeliveryState } from '#shared/delivery/delivery.ts';
import { foldText } from '#shared/row/fold-text.ts';

export const ROWS_PER_PAGE = 100;

interface RowRecord extends Omit<BatchRow, 'delivery'>, DeliveryColumns {
	position: number;
}

/** A mail as `DELIVERY` selects it; all null where there is none. */
export interface DeliveryColumns {
	deliveryState: DeliveryState | null;
	deliveryAt: string;
	deliveryCode: string | null;
	deliveryDetail: string | null;
}

/** A row that has not become a credential is what its batch is; so a row has one state, and no second place to hold it. */
export const ROW_STATE = `coalesce(credential.state, CASE batch.state
	WHEN 'receiving' THEN 'received' WHEN 'taken-back' THEN 'taken-back' ELSE 'held' END)`;

export const DELIVERY = `delivery.state AS deliveryState, delivery.updated_at AS deliveryAt,
	delivery.code AS deliveryCode, delivery.detail AS deliveryDetail`;

const ROW = `SELECT batch_row.position, batch_row.key, batch_row.credential_id AS credentialId,
		batch_row.definition_id AS definitionId, batch_row.first_name AS firstName,
		batch_row.last_name AS lastName, coalesce(delivery.contact, batch_row.contact) AS contact,
		${ROW_STATE} AS state,
		credential.valid_from AS validFrom, credential.valid_until AS validUntil,
		credential.revoked_at AS revokedAt, credential.revoked_reason AS revokedReason,
		${DELIVERY}
	FROM batch_row JOIN batch ON batch.id = batch_row.batch_id
	LEFT JOIN credential ON credential.id = batch_row.credential_id AND credential.batch_id = batch_row.batch_id
	LEFT JOIN delivery ON delivery.credential_id = credential.id AND delivery.kind = 'credential'`;

function rowOf({ position: _, ...record }: RowRecord): BatchRow {
	return withDelivery(record);
}

/** The columns of `DELIVERY` as the API shows them. */
export function withDelivery<R extends DeliveryColumns>(
	record: R
): Omit<R, keyof DeliveryColumns> & Pick<BatchRow, 'delivery'> {
	const { deliveryState, deliveryAt, deliveryCode, deliveryDetail, ...row } = record;
	if (deliveryState === null) return { ...row, delivery: null };
	const delivery = { state: deliveryState, at: deliveryAt, code: deliveryCode, detail: deliveryDetail };
	return { ...row, delivery };
}

export interface RowFilter {
	batchId: string;
	search: string;
	state: RowState | null;
	delivery: DeliveryState | null;
	/** The last row's position of the page before. */
	after: number;
}

/** A page of a batch's rows in the order of the draft, and behind which position the next one begins. */
export async function listRows(
	db: D1Database,
	wanted: RowFilter
): Promise<{ rows: BatchRow[]; next: number | null }> {
	const { results } = await db
		.prepare(
			`${ROW} WHERE batch_row.batch_id = ?1 AND batch_row.position > ?2
				AND (?3 = '' OR instr(batch_row.folded, ?3) > 0)
				AND (?4 IS NULL OR ${ROW_STATE} = ?4) AND (?5 IS NULL OR delivery.state = ?5)
			ORDER BY batch_row.position LIMIT ?6`
		)
		.bind(
			wanted.batchId,
			wanted.after,
			foldText(wanted.search),
			wanted.state,
			wanted.delivery,
			ROWS_PER_PAGE + 1
		)
		.all<RowRecord>();
	const page = results.slice(0, ROWS_PER_PAGE);
	const isLast = results.length <= ROWS_PER_PAGE;
	return { rows: page.map(rowOf), next: isLast ? null : (page.at(-1)?.position ?? null) };
}

/** The rows of the credentials named, in the order of the draft. */
export async function findRows(db: D1Database, batchId: string, credentialIds: string): Promise<BatchRow[]> {
	const { results } = await db
		.prepare(
			`${ROW} WHERE batch_row.batch_id = ?1 AND credential.id IN (SELECT value FROM json_each(?2))
			ORDER BY batch_row.position`
		)
		.bind(batchId, credentialIds)
		.all<RowRecord>();
	return results.map(rowOf);
}
