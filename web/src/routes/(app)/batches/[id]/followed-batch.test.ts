import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { db } from '#lib/db.ts';
import type { OutboxBatch, OutboxState } from '#lib/outbox/outbox-batch.ts';
import { FollowedBatch } from './followed-batch.svelte.ts';

const ORGANISATION = 'org-1';
const asked = vi.fn(async () =>
	Response.json({ code: 'not-found' }, { status: 404, headers: { 'x-request-id': 'r' } })
);
let batchId: string;

beforeEach(() => {
	batchId = crypto.randomUUID();
	vi.stubGlobal('fetch', asked);
});

afterEach(async () => {
	vi.unstubAllGlobals();
	asked.mockClear();
	await db.outbox.clear();
});

async function refreshed(state: OutboxState | null, organisationId = ORGANISATION) {
	if (state !== null) await db.outbox.put({ batchId, organisationId, state } as OutboxBatch);
	const followed = new FollowedBatch(batchId, ORGANISATION);
	await followed.refresh();
	return followed.state;
}

test.for<OutboxState>(['waiting', 'sending', 'needs-attention'])(
	'the server is not asked for a batch that is %s in the outbox',
	async (state) => {
		expect(await refreshed(state)).toBe('loading');
		expect(asked).not.toHaveBeenCalled();
	}
);

test.for<[OutboxState | null, string]>([
	['held', ORGANISATION],
	[null, ORGANISATION],
	['waiting', 'org-2']
])('the server is asked for a batch that is %s in the outbox of %s', async ([state, organisationId]) => {
	expect(await refreshed(state, organisationId)).toBe('missing');
	expect(asked).toHaveBeenCalledOnce();
});
