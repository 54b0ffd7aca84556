import { Hono } from 'hono';
import { ROW_STATES } from '#shared/contract/batch.ts';
import { DELIVERY_STATES } from '#shared/delivery/delivery.ts';
import type { AppTypes } from '../app-types.ts';
import { findErrorReport } from '../db/error-reports.ts';
import { findRows, listRows } from '../db/rows.ts';
import { refuse } from '../problem.ts';
import { allow } from '../rights.ts';
import { batchOf } from './batches.ts';

export const batchRows = new Hono<AppTypes>();

batchRows.get('/:id/rows', allow('read'), async (c) => {
	const batch = await batchOf(c);
	if (!batch) return refuse(c, 'not-found');
	const state = c.req.query('state') || null;
	const delivery = c.req.query('delivery') || null;
	if (!isOneOf(ROW_STATES, state) || !isOneOf(DELIVERY_STATES, delivery)) {
		return refuse(c, 'request-invalid', { detail: 'There is no such state' });
	}
	const after = Number(c.req.query('cursor') || -1);
	const { rows, next } = await listRows(c.env.DB, {
		batchId: batch.id,
		search: c.req.query('search') ?? '',
		state,
		delivery,
		after: Number.isSafeInteger(after) ? after : -1
	});
	return c.json({ rows, cursor: next === null ? null : String(next) });
});

batchRows.get('/:id/error-report', allow('read'), async (c) => {
	const batch = await batchOf(c);
	const report = batch && (await findErrorReport(c.env.DB, batch.id));
	if (!report) return refuse(c, 'not-found');
	const failures = await findRows(c.env.DB, batch.id, report.credential_ids);
	return c.json({ batchId: batch.id, label: batch.label, madeAt: report.made_at, failures });
});

function isOneOf<T extends string>(all: readonly T[], wanted: string | null): wanted is T | null {
	return wanted === null || (all as readonly string[]).includes(wanted);
}
