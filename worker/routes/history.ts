import { Hono } from 'hono';
import { CHUNK_ROWS } from '#shared/contract/batch.ts';
import { HistoryQuery, type HistoryChange, type HistoryPage } from '#shared/contract/history.ts';
import type { Expiration } from '#shared/expiration/expiration.ts';
import { validUntil } from '#shared/expiration/expiration-date.ts';
import type { AppTypes } from '../app-types.ts';
import { findWaitingExpirations, listChanges, type HistoryPlace, type HistoryRecord } from '../db/history.ts';
import { faultsOf, refuse, refuseCursor } from '../problem.ts';
import { allow } from '../rights.ts';

const BEGINNING: HistoryPlace = { seq: 0, position: 0 };

export const history = new Hono<AppTypes>();

history.get('/', allow('read'), async (c) => {
	const query = HistoryQuery.safeParse(c.req.query());
	if (!query.success) return refuse(c, 'request-invalid', { errors: faultsOf(query.error) });
	const { organisation } = c.var.signedIn;
	const { cursor, limit } = query.data;
	const after = cursor === undefined ? BEGINNING : readPlace(cursor);
	const found = await listChanges(c.env.DB, { organisationId: organisation.id, after, limit: limit + 1 });
	if (!found) return refuseCursor(c);
	const records = found.slice(0, limit);
	await expectExpirations(c.env.DB, records, organisation.timeZone);
	const page: HistoryPage = {
		organisationId: organisation.id,
		changes: records.map(changeOf),
		cursor: writePlace(records.at(-1) ?? after),
		more: found.length > limit
	};
	return c.json(page);
});

function writePlace({ seq, position }: HistoryPlace): string {
	return `${seq}.${position}`;
}

function readPlace(cursor: string): HistoryPlace {
	const [seq, position] = cursor.split('.');
	return { seq: Number(seq), position: Number(position) };
}

/** Held rows are not signed yet, so that only their recipients tell until when they will be valid. */
async function expectExpirations(db: D1Database, records: HistoryRecord[], timeZone: string): Promise<void> {
	const held = Map.groupBy(
		records.filter(({ state }) => state === 'held'),
		({ batchId }) => batchId
	);
	for (const [batchId, rows] of held) {
		const chunks = [...new Set(rows.map(({ position }) => Math.floor(position / CHUNK_ROWS)))];
		const waiting = await findWaitingExpirations(db, batchId, chunks);
		const known = new Map<string, string | null>();
		for (const row of rows) {
			const expiration = waiting.get(row.position);
			if (expiration === undefined) continue;
			if (!known.has(expiration)) {
				const from = Date.parse(row.validFrom);
				known.set(expiration, validUntil(JSON.parse(expiration) as Expiration, from, timeZone));
			}
			row.validUntil = known.get(expiration)!;
		}
	}
}

function changeOf(record: HistoryRecord): HistoryChange {
	const { seq: _, deliveryState, deliveryAt, deliveryCode, ...change } = record;
	if (deliveryState === null) return { ...change, delivery: null };
	return { ...change, delivery: { state: deliveryState, at: deliveryAt, code: deliveryCode } };
}
