import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { app } from '../app.ts';
import type { Env } from '../env.ts';
import { issueChunk } from '../issue.ts';
import { sweepAbandoned } from '../sweep.ts';
import { ask } from '../testing/ask.ts';
import { declare, makeRows, prepareBatch, putChunk } from '../testing/batch.ts';
import { mailing } from '../testing/mailing.ts';
import { makeHarbour, startAfresh } from '../testing/organisation.ts';
import { recordEvents } from './delivery.ts';

const asked = new Map<string, unknown[]>();

/** D1 that notes each statement with its values. */
const noting = {
	prepare(sql: string) {
		const statement = env.DB.prepare(sql);
		if (!asked.has(sql)) asked.set(sql, []);
		return Object.assign(Object.create(statement) as D1PreparedStatement, {
			bind(...values: unknown[]) {
				asked.set(sql, values);
				return statement.bind(...values);
			}
		});
	},
	batch: (statements: D1PreparedStatement[]) => env.DB.batch(statements)
} as D1Database;
const noted: Env = { ...mailing, DB: noting };

beforeAll(startAfresh);

test('nothing that is asked while batches go out and devices pull looks through a whole table', async () => {
	const { issuer: as, admin } = await makeHarbour(0);
	const fetch = (request: Request) => app.fetch(request, noted, createExecutionContext());
	const batch = await prepareBatch(makeRows(3));
	await declare(batch, as);
	await putChunk(batch, 0, as);
	await ask('POST', `/batches/${batch.id}/issue`, { as, fetch });
	await ask('POST', `/batches/${batch.id}/release`, { as, fetch });
	await issueChunk(noted, batch.id, 0);
	const delivery = await env.DB.prepare('SELECT id FROM delivery LIMIT 1').first<{ id: string }>();
	const at = new Date().toISOString();
	const event = {
		key: 'k',
		deliveryId: delivery!.id,
		batchId: batch.id,
		kind: 'sent',
		permanent: false
	} as const;
	await recordEvents(noting, [{ ...event, at, code: null, detail: null }], at);
	await ask('POST', '/revocations', { as, fetch, body: { batchId: batch.id, reason: 'Wrong' } });
	await ask('POST', `/batches/${batch.id}/take-back`, { as, fetch });
	for (const path of ['/history', '/batches/changes', '/definitions']) {
		const { cursor } = (await ask('GET', path, { as: admin, fetch })).body as { cursor: string };
		expect((await ask('GET', `${path}?cursor=${cursor}`, { as: admin, fetch })).status).toBe(200);
	}
	await sweepAbandoned(noted, Date.now());

	expect(asked.size).toBeGreaterThan(25);
	const scans: string[] = [];
	for (const [sql, values] of asked) {
		const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
			.bind(...values)
			.all<{ detail: string }>();
		for (const { detail } of results) {
			// What stands in a parameter, or comes out of a subquery, is read through on purpose.
			if (/^SCAN (?!.*VIRTUAL TABLE|CONSTANT|\(|counts|numbered)/.test(detail))
				scans.push(`${detail} in ${sql}`);
		}
	}
	expect(scans).toEqual([]);
});

test('one mail’s news touches that mail and not its whole batch', async () => {
	asked.clear();
	const at = new Date().toISOString();
	const event = { key: 'one', deliveryId: 'd', batchId: 'b', kind: 'sent', permanent: false } as const;
	await recordEvents(noting, [{ ...event, at, code: null, detail: null }], at);
	const plans: string[] = [];
	for (const [sql, values] of asked) {
		const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
			.bind(...values)
			.all<{ detail: string }>();
		plans.push(...results.map(({ detail }) => detail));
	}
	expect(plans.filter((detail) => /^SEARCH (delivery|credential) /.test(detail)).length).toBeGreaterThan(2);
	expect(plans.filter((detail) => /(delivery|credential)_batch/.test(detail))).toEqual([]);
});
