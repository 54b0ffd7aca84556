import { afterEach, beforeEach, expect, test } from 'vitest';
import mergedUrl from '#shared/fixtures/merged-by-hand.xlsx?url';
import hurryUrl from '#shared/fixtures/in-a-hurry.xlsx?url';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { db } from '../db.ts';
import type { DraftView } from '../drafts/draft.ts';
import { ALL, bindDraft, numbersOf, SETTINGS, startDraft } from './sample-draft.ts';

// Two threads stand for two tabs: locks and channels are theirs, not the page's.
let writer: ReturnType<typeof startDraft>;
let follower: ReturnType<typeof startDraft>;
let told = 0;

beforeEach(async () => {
	writer = startDraft();
	follower = startDraft(writer.draftId);
	await writer.importView(mergedUrl);
	told = 0;
	await follower.thread.follow(() => (told += 1));
	await follower.reopen();
});

afterEach(async () => {
	await writer.thread.deleteDraft(writer.draftId);
	await follower.thread.deleteDraft(writer.draftId);
});

/** Waits until both show the same. */
async function agree(): Promise<DraftView> {
	await expect
		.poll(async () => {
			const [one, other] = [await writer.thread.viewDraft(), await follower.thread.viewDraft()];
			const { draft, totals, problems } = other!;
			return (
				JSON.stringify({ draft, totals, problems }) ===
				JSON.stringify({ draft: one!.draft, totals: one!.totals, problems: one!.problems })
			);
		})
		.toBe(true);
	const [here, there] = await Promise.all([
		writer.thread.rows(ALL, 0, 200),
		follower.thread.rows(ALL, 0, 200)
	]);
	expect(there).toEqual(here);
	return (await follower.thread.viewDraft())!;
}

test('a second tab shows the draft, may not write it, and follows every kind of step', async () => {
	expect((await follower.thread.viewDraft())!.readOnly).toBe(true);
	const { rows } = await writer.thread.rows(ALL, 0, 3);
	const key = rows[0]!.key;
	const refused = await follower.thread.edit(key, 3, 'nobody@example.org');
	expect(refused.readOnly).toBe(true);
	await writer.thread.edit(key, 3, 'not an address');
	await expect.poll(() => told).toBeGreaterThan(0);
	expect((await agree()).totals.errors).toBe(1);
	await writer.thread.undo();
	await writer.thread.setLabel('Autumn');
	await writer.thread.addRow(key);
	await writer.thread.duplicateRows([key]);
	await writer.thread.removeRows([rows[1]!.key]);
	await writer.thread.setExcluded([rows[2]!.key], true);
	const view = await agree();
	expect(view.draft.label).toBe('Autumn');
	await writer.importFiles([
		new File(['First Name;Last Name;Contact\nZoë;Ng;zoe@example.org\n'], 'more.csv')
	]);
	expect((await agree()).draft.workbooks).toHaveLength(2);
});

test('editing here: the writer lets go, and every step of both is kept', async () => {
	const { rows } = await writer.thread.rows(ALL, 0, 2);
	await writer.thread.edit(rows[0]!.key, 1, 'First');
	const pending = writer.thread.edit(rows[1]!.key, 1, 'Second');
	expect(await follower.thread.editHere()).toBe(true);
	await pending;
	expect((await follower.thread.viewDraft())!.readOnly).toBe(false);
	await expect.poll(async () => (await writer.thread.viewDraft())!.readOnly).toBe(true);
	await follower.thread.edit(rows[0]!.key, 2, 'Third');
	await agree();
	const texts = (await writer.thread.rows(ALL, 0, 2)).rows.map((row) => row.texts.slice(1, 3));
	expect([texts[0]![0], texts[0]![1], texts[1]![0]]).toEqual(['First', 'Third', 'Second']);
	expect(await writer.thread.editHere()).toBe(true);
	await writer.thread.setLabel('back again');
	expect((await agree()).draft.label).toBe('back again');
	expect((await follower.thread.viewDraft())!.readOnly).toBe(true);
});

test('the tab that asked is served before one that only follows', async () => {
	const third = startDraft(writer.draftId);
	await third.reopen();
	expect(await third.thread.editHere()).toBe(true);
	expect((await third.thread.viewDraft())!.readOnly).toBe(false);
	expect((await follower.thread.viewDraft())!.readOnly).toBe(true);
	await third.thread.openDraft(crypto.randomUUID(), DEMO_CATALOG, SETTINGS);
});

test('when the writer goes elsewhere the draft can be written here', async () => {
	await writer.thread.setLabel('left behind');
	await writer.thread.openDraft(crypto.randomUUID(), DEMO_CATALOG, SETTINGS);
	await expect.poll(async () => (await follower.thread.viewDraft())!.readOnly).toBe(false);
	expect((await follower.thread.setLabel('mine')).draft.label).toBe('mine');
	expect((await db.drafts.get(writer.draftId))!.label).toBe('mine');
});

test('a draft that is deleted, or becomes a batch, is so in every tab', async () => {
	await bindDraft(writer, 'batch-1');
	await expect.poll(async () => (await follower.thread.viewDraft())!.draft.batchId).toBe('batch-1');
	await bindDraft(writer, null);
	await expect.poll(async () => (await follower.thread.viewDraft())!.draft.batchId).toBeNull();
	await writer.thread.deleteDraft(writer.draftId);
	await expect.poll(() => follower.thread.viewDraft()).toBeNull();
});

/** The thread that has the draft's lock. */
async function holder(): Promise<string | undefined> {
	const { held = [] } = await navigator.locks.query();
	return held.find(({ name }) => name === `sheaf-draft-${writer.draftId}`)?.clientId;
}

test('a draft that is being deleted is not let go before it is gone', async () => {
	const owner = await holder();
	expect(owner).toBeDefined();
	// Of all that is deleted this is held here: the deletion waits as long as the test wants.
	let isHeld = true;
	const holding = db.transaction('rw', db.typedTexts, async () => {
		while (isHeld) await db.typedTexts.get('nothing');
	});
	const deleting = writer.thread.deleteDraft(writer.draftId);
	try {
		for (let looked = 0; looked < 20; looked++) {
			await new Promise((resolve) => setTimeout(resolve, 20));
			expect(await holder()).toBe(owner);
		}
	} finally {
		isHeld = false;
	}
	await Promise.all([holding, deleting]);
	await expect.poll(() => follower.thread.viewDraft()).toBeNull();
	expect(await countStored()).toBe(0);
});

test('a draft that is deleted in a tab that follows is gone in the one that writes, and not written back', async () => {
	const { rows } = await writer.thread.rows(ALL, 0, 1);
	let writerTold = 0;
	await writer.thread.follow(() => (writerTold += 1));
	const editing = writer.thread.edit(rows[0]!.key, 1, 'Late');
	await Promise.all([follower.thread.deleteDraft(writer.draftId), editing.catch(() => {})]);
	await expect.poll(() => writer.thread.viewDraft()).toBeNull();
	await expect.poll(() => writerTold).toBeGreaterThan(0);
	expect(await follower.thread.viewDraft()).toBeNull();
	expect(await holder()).toBeUndefined();
	await expect(writer.thread.edit(rows[0]!.key, 1, 'Later')).rejects.toThrow('No draft is open.');
	expect(await countStored()).toBe(0);
});

async function countStored(): Promise<number> {
	const { draftId } = writer;
	const left = [
		db.drafts.where({ id: draftId }).count(),
		db.draftRows.filter((block) => block.draftId === draftId).count(),
		db.draftEdits.filter((edit) => edit.draftId === draftId).count()
	];
	return (await Promise.all(left)).reduce((sum, count) => sum + count, 0);
}

test('a change of more rows than are told is read from the device', async () => {
	await writer.importView(hurryUrl);
	const keys = await writer.thread.keysOf(ALL, 0, 90);
	for (let times = 0; times < 12; times++) await writer.thread.duplicateRows(keys);
	const all = await writer.thread.keysOf(ALL, 0, 5000);
	expect(all.length).toBeGreaterThan(1000);
	await writer.thread.setExcluded(all, true);
	const view = await agree();
	expect(numbersOf(view).excluded).toBe(all.length);
});
