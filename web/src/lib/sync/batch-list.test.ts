import { afterEach, expect, test } from 'vitest';
import { db } from '../db.ts';
import type { TakenBackBatch } from '../outbox/outbox-batch.ts';
import type { MirroredBatch } from './batch-store.ts';
import { MirroredBatchList } from './batch-list.svelte.ts';

afterEach(() => Promise.all([db.takenBack.clear(), db.batches.clear()]));

function takenBack(batchId: string, label: string, queuedAt: string): TakenBackBatch {
	const declaration = { label, rowCount: 1, chunks: [], definitions: [] };
	return { batchId, organisationId: 'org-1', draftId: 'draft-1', declaration, queuedAt, isNews: false };
}

async function listed(search: string): Promise<string[]> {
	const list = new MirroredBatchList();
	const end = list.follow({ organisationId: 'org-1', search, limit: 50, outboxIds: [] });
	await expect.poll(() => list.batches).not.toBeNull();
	end();
	return list.takenBack.map(({ batchId }) => batchId);
}

test('lists what was taken back here, newest first, unless the server tells it itself', async () => {
	await db.takenBack.bulkPut([
		takenBack('a', 'Spring', '2026-11-01T10:00:00Z'),
		takenBack('b', 'Été', '2026-11-03T10:00:00Z'),
		takenBack('told', 'Autumn', '2026-11-02T10:00:00Z'),
		{ ...takenBack('other', 'Spring', '2026-11-02T10:00:00Z'), organisationId: 'org-2' }
	]);
	await db.batches.put({ organisationId: 'org-1', id: 'told', batch: {} } as MirroredBatch);
	expect(await listed('')).toEqual(['b', 'a']);
	expect(await listed('ete')).toEqual(['b']);
});
