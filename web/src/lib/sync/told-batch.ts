import type { Batch } from '#shared/contract/batch.ts';

/** A batch as the server tells it, for tests. */
export function batch(id: string, more: Partial<Batch> = {}): Batch {
	return {
		id,
		label: 'First aid, Tuesday',
		state: 'held',
		rowCount: 2,
		chunksReceived: 1,
		chunkCount: 1,
		createdBy: 'Ines Faria',
		declaredAt: '2026-11-23T10:00:00.000Z',
		issuedAt: '2026-11-23T10:00:01.000Z',
		heldUntil: '2026-11-23T10:10:01.000Z',
		settledAt: null,
		definitions: [{ id: 'D3V2-QMHQ', version: 1, name: 'First Aid Level 2', rows: 2 }],
		rows: { received: 0, held: 2, 'taken-back': 0, issued: 0, revoked: 0, superseded: 0 },
		deliveries: { pending: 0, sent: 0, delivered: 0, delayed: 0, bounced: 0, complained: 0, failed: 0 },
		errorReport: null,
		...more
	};
}
