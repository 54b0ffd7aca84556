import { Hono } from 'hono';
import { BatchRowSearch } from '#shared/contract/batch.ts';
import type { AppTypes } from '../app-types.ts';
import { findErrorReport } from '../db/error-reports.ts';
import { findRows, listRows } from '../db/rows.ts';
import { refuse } from '../problem.ts';
import { readBody } from '../request-body.ts';
import { allow } from '../rights.ts';
import { batchOf } from './batches.ts';

export const batchRows = new Hono<AppTypes>();

batchRows.post('/:id/rows/search', allow('read'), async (c) => {
	const batch = await batchOf(c);
	if (!batch) return refuse(c, 'not-found');
	const wanted = await readBody(c, BatchRowSearch);
	if (wanted instanceof Response) return wanted;
	const after = Number(wanted.cursor || -1);
	const { rows, next } = await listRows(c.env.DB, {
		batchId: batch.id,
		search: wanted.search ?? '',
		state: wanted.state ?? null,
		delivery: wanted.delivery ?? null,
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
