import { afterEach, expect, test, vi } from 'vitest';
import { listBatchRows, listRecipients } from './api.ts';

afterEach(() => vi.unstubAllGlobals());

test('whom a person searches for stands in no address, which would be logged', async () => {
	const fetched = vi.fn(async (_: string, __: RequestInit) =>
		Response.json({ rows: [], recipients: [], cursor: null }, { headers: { 'x-request-id': 'r' } })
	);
	vi.stubGlobal('fetch', fetched);
	const search = 'zoe@recipients.example';
	expect(await listRecipients({ search, cursor: null })).toMatchObject({ ok: true });
	expect(await listBatchRows('b-1', { search, state: '', delivery: 'failed' })).toMatchObject({ ok: true });
	const asked = fetched.mock.calls.map(([url, { method, body }]) => [method, url, JSON.parse(String(body))]);
	expect(asked).toEqual([
		['POST', '/api/v1/recipients/search', { search }],
		['POST', '/api/v1/batches/b-1/rows/search', { search, delivery: 'failed' }]
	]);
});
