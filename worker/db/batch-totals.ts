import { ROW_STATES, type Batch, type RowState } from '#shared/contract/batch.ts';
import { DELIVERY_STATES, type DeliveryState } from '#shared/delivery/delivery.ts';
import type { BatchRecord } from './batches.ts';

/** The batches as the API shows them. Their numbers are counted, never carried along, so that they always add up. */
export async function describeBatches(db: D1Database, records: BatchRecord[]): Promise<Batch[]> {
	const ids = JSON.stringify(records.map((record) => record.id));
	const counted = (sql: string) =>
		db.prepare(sql.replace('$ids', '(SELECT value FROM json_each(?))')).bind(ids);
	const [chunks, definitions, credentials, deliveries, reports] = await db.batch<Counted>([
		counted('SELECT batch_id, count(*) AS n FROM chunk WHERE batch_id IN $ids GROUP BY batch_id'),
		counted(
			`SELECT batch_id, definition_id AS id, version, name, row_count AS n FROM batch_definition
			WHERE batch_id IN $ids ORDER BY definition_id`
		),
		counted('SELECT batch_id, state, count(*) AS n FROM credential WHERE batch_id IN $ids GROUP BY 1, 2'),
		counted(
			`SELECT batch_id, state, count(*) AS n FROM delivery
			WHERE batch_id IN $ids AND kind = 'credential' GROUP BY 1, 2`
		),
		counted(
			`SELECT batch_id, failures AS n, made_at AS madeAt, max(sequence) FROM error_report
			WHERE batch_id IN $ids GROUP BY batch_id`
		)
	]);
	return records.map((record) => {
		const of = (all: D1Result<Counted> | undefined) =>
			(all?.results ?? []).filter((row) => row.batch_id === record.id);
		const report = of(reports)[0];
		return {
			id: record.id,
			label: record.label,
			state: record.state,
			rowCount: record.row_count,
			chunksReceived: of(chunks)[0]?.n ?? 0,
			chunkCount: record.chunk_count,
			createdBy: record.created_by,
			declaredAt: record.declared_at,
			issuedAt: record.issued_at,
			heldUntil: record.held_until,
			settledAt: record.settled_at,
			definitions: of(definitions).map(({ id, version, name, n }) => ({ id, version, name, rows: n })),
			rows: countRows(record, of(credentials)),
			deliveries: countDeliveries(of(deliveries)),
			errorReport: report ? { failures: report.n, madeAt: report.madeAt } : null
		};
	});
}

interface Counted {
	batch_id: string;
	n: number;
	state: string;
	id: string;
	version: number;
	name: string;
	madeAt: string;
}

/** What a row is before it has become a credential. */
export const STATE_BEFORE_ISSUING = {
	receiving: 'received',
	held: 'held',
	issuing: 'held',
	issued: 'held',
	'taken-back': 'taken-back'
} as const satisfies Record<Batch['state'], RowState>;

function countRows(record: BatchRecord, credentials: Counted[]): Batch['rows'] {
	const totals = Object.fromEntries(ROW_STATES.map((state) => [state, 0])) as Batch['rows'];
	let issued = 0;
	for (const { state, n } of credentials) {
		totals[state as RowState] = n;
		issued += n;
	}
	totals[STATE_BEFORE_ISSUING[record.state]] += record.row_count - issued;
	return totals;
}

function countDeliveries(deliveries: Counted[]): Batch['deliveries'] {
	const totals = Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])) as Batch['deliveries'];
	for (const { state, n } of deliveries) totals[state as DeliveryState] = n;
	return totals;
}
