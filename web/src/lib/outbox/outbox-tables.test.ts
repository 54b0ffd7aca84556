import { afterEach, expect, test } from 'vitest';
import type { Batch } from '#shared/contract/batch.ts';
import type { Draft } from '../drafts/draft.ts';
import { db } from '../db.ts';
import type { OutboxBatch } from './outbox-batch.ts';
import { addBatch, changeBatch, giveDraftBack, keepAsHeld, readBatch } from './outbox-tables.ts';

const batch: OutboxBatch = {
	batchId: 'batch-1',
	organisationId: 'org-1',
	draftId: 'draft-1',
	declaration: { label: '', rowCount: 1, chunks: [], definitions: [] },
	state: 'sending',
	attention: null,
	begun: true,
	takingBack: false,
	chunksAcknowledged: 0,
	queuedAt: '2026-11-23T10:00:00Z',
	heldUntil: null,
	failures: 0,
	dueAt: 0,
	notBeforeAt: 0
};
const held = { state: 'held', heldUntil: '2026-11-23T10:10:00Z' } as Batch;

afterEach(() =>
	Promise.all([db.outbox.clear(), db.outboxChunks.clear(), db.drafts.clear(), db.takenBack.clear()])
);

test('a batch and the binding of its draft are one write', async () => {
	await db.drafts.put({ id: 'draft-1', organisationId: 'org-1', batchId: null } as Draft);
	await addBatch(batch, []);
	expect((await db.drafts.get('draft-1'))?.batchId).toBe('batch-1');
	await expect(addBatch({ ...batch, draftId: 'draft-2' }, [])).rejects.toThrow();
	await db.drafts.put({ id: 'draft-2', organisationId: 'org-1', batchId: null } as Draft);
	await expect(addBatch({ ...batch, draftId: 'draft-2' }, [])).rejects.toThrow();
	expect((await db.drafts.get('draft-2'))?.batchId).toBeNull();
	// Another tab issued it meanwhile.
	await expect(addBatch({ ...batch, batchId: 'batch-2' }, [])).rejects.toThrow();
	expect([await db.outbox.count(), (await db.drafts.get('draft-1'))?.batchId]).toEqual([1, 'batch-1']);
});

test('a draft that is given back still tells of which batch it was', async () => {
	await db.drafts.put({ id: 'draft-1', organisationId: 'org-1', batchId: null } as Draft);
	await addBatch(batch, []);
	await giveDraftBack('batch-1', null);
	expect(await db.drafts.get('draft-1')).toMatchObject({ batchId: null, lastBatchId: 'batch-1' });
});

test('a batch that was taken back stays known; one that came back for another reason does not', async () => {
	await addBatch({ ...batch, takingBack: true }, []);
	await addBatch({ ...batch, batchId: 'batch-2', draftId: 'draft-2' }, []);
	await giveDraftBack('batch-1', null, { isNews: true });
	await giveDraftBack('batch-2', null);
	expect(await db.outbox.count()).toBe(0);
	await addBatch({ ...batch, batchId: 'batch-3', draftId: 'draft-3' }, []);
	await giveDraftBack('batch-3', null, { isNews: true });
	const kept = await db.takenBack.toArray();
	expect(kept.map(({ batchId, isNews }) => [batchId, isNews])).toEqual([
		['batch-1', false],
		['batch-3', true]
	]);
});

test('a wish to take the batch back that comes before its being held is written down stays', async () => {
	await addBatch(batch, []);
	await changeBatch('batch-1', { takingBack: true });
	await keepAsHeld('batch-1', held);
	expect(await readBatch('batch-1')).toMatchObject({ takingBack: true, state: 'sending' });
	await keepAsHeld('batch-1', { ...held, state: 'issuing' });
	expect(await readBatch('batch-1')).toMatchObject({
		takingBack: false,
		state: 'held',
		tookBackTooLate: true
	});
});

test('a batch that nobody wanted back is not called too late', async () => {
	await addBatch(batch, []);
	await keepAsHeld('batch-1', { ...held, state: 'issued' });
	expect(await readBatch('batch-1')).toMatchObject({ state: 'held', tookBackTooLate: false });
});
