import { afterEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import type { Draft } from '#lib/drafts/draft.ts';
import type { OutboxBatch } from '#lib/outbox/outbox-batch.ts';
import { readRoom } from '#lib/storage-room.ts';
import { readWrittenName } from './catalog/definition-form/written-definition.ts';
import { followUnsent, type Unsent } from './unsent.ts';

const ORGANISATION = 'org-1';
const entry = { organisationId: ORGANISATION, state: 'waiting', takingBack: false } as OutboxBatch;
const draft = {
	organisationId: ORGANISATION,
	batchId: null,
	updatedAt: '2026-11-23',
	rowCount: 1,
	columns: [] as Draft['columns']
} as Draft;

afterEach(() => Promise.all(db.tables.map((table) => table.clear())));

function read(): Promise<Unsent> {
	return new Promise((resolve) => {
		const end = followUnsent(ORGANISATION, (unsent) => {
			queueMicrotask(() => end());
			resolve(unsent);
		});
	});
}

test('everything is named that this device alone has: batches, wishes to take back, drafts and those bound to nothing', async () => {
	await db.outbox.bulkPut([
		{ ...entry, batchId: 'waiting' },
		{ ...entry, batchId: 'held', state: 'held' },
		{ ...entry, batchId: 'wanted-back', state: 'held', takingBack: true },
		{ ...entry, batchId: 'free-already', takingBack: true, givenBack: true },
		{ ...entry, batchId: 'elsewhere', organisationId: 'org-2' }
	]);
	await db.batches.put({
		organisationId: ORGANISATION,
		id: 'told',
		declaredAt: '',
		folded: '',
		moving: 0,
		batch: { state: 'issued' } as never
	});
	await db.drafts.bulkPut([
		{ ...draft, id: 'open' },
		{ ...draft, id: 'queued', batchId: 'waiting' },
		{ ...draft, id: 'issued', batchId: 'told' },
		{ ...draft, id: 'bound-to-nothing', batchId: 'nobody-knows' }
	]);
	const written = { place: 'new', definitionId: '', basedOn: 0, form: '{"name":"Safety"}', image: null };
	await db.writtenDefinitions.bulkPut([
		{ ...written, organisationId: ORGANISATION },
		{ ...written, organisationId: 'org-2' }
	]);
	const unsent = await read();
	expect(unsent.definitions.map(readWrittenName)).toEqual(['Safety']);
	expect(unsent.batches.map(({ batchId }) => batchId)).toEqual(['waiting']);
	expect(unsent.wishes.map(({ batchId }) => batchId)).toEqual(['wanted-back']);
	expect(unsent.drafts.map(({ id }) => id).sort()).toEqual(['bound-to-nothing', 'open']);
	// And none of it is offered to be removed as issued.
	expect((await readRoom(ORGANISATION, Date.now())).issued.ids).toEqual(['issued']);
});
