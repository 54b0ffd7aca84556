import { afterEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import type { Attention, OutboxBatch } from '#lib/outbox/outbox-batch.ts';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { ALL, SETTINGS } from '#lib/thread/sample-draft.ts';
import { workbookThread } from '#lib/thread/open-thread.ts';
import { issueDraft } from './issue-draft.ts';
import { OpenDraft } from './open-draft.svelte.ts';

const thread = workbookThread();
const COLUMN = 1;

afterEach(async () => {
	await Promise.all(db.tables.map((table) => table.clear()));
});

const newPage = (draftId: string) => new OpenDraft({ draftId, organisationId: 'org', timeZone: 'UTC' });

/** A draft of one row, on a page of its own. */
async function openedDraft() {
	const id = crypto.randomUUID();
	const csv = 'ID,First Name,Last Name,Contact,Hours\nV8XM-94PV,Ada,Byron,ada@example.org,6\n';
	const files = [new File([csv], 'class.csv')];
	await thread.importWorkbooks({ id, organisationId: 'org' }, files, DEMO_CATALOG, SETTINGS, () => {});
	const draft = newPage(id);
	await draft.open(DEMO_CATALOG);
	const key = (await thread.rows(ALL, 0, 1)).rows[0]!.key;
	return { id, draft, cell: { key, column: COLUMN, before: 'Ada' } };
}

const nameNow = async () => (await thread.rows(ALL, 0, 1)).rows[0]!.texts[COLUMN];

test('what was typed when the page ended becomes one step that can be undone, and is kept no longer', async () => {
	const { id, draft, cell } = await openedDraft();
	void draft.typed.keep({ ...cell, text: 'Au' });
	await draft.typed.keep({ ...cell, text: 'Augusta' });
	expect(await nameNow()).toBe('Ada');

	const next = newPage(id);
	await next.open(DEMO_CATALOG);
	expect(await nameNow()).toBe('Augusta');
	expect(await db.typedTexts.count()).toBe(0);
	await next.undo();
	expect(await nameNow()).toBe('Ada');
	expect(next.view?.canUndo).toBe(false);
});

test('what was given up, or entered, is typed no more', async () => {
	const { id, draft, cell } = await openedDraft();
	void draft.typed.keep({ ...cell, text: 'Augusta' });
	await draft.typed.drop(cell);
	expect(await db.typedTexts.count()).toBe(0);

	await draft.typed.keep({ ...cell, text: 'Augusta' });
	await draft.edit(cell.key, COLUMN, 'Zoë');
	const next = newPage(id);
	await next.open(DEMO_CATALOG);
	expect(await nameNow()).toBe('Zoë');
	expect(await db.typedTexts.count()).toBe(0);
});

test('an edit of one cell leaves alone what is typed into another meanwhile', async () => {
	const { draft, cell } = await openedDraft();
	const other = { ...cell, column: 2, before: 'Byron', text: 'Love' };
	await draft.typed.keep({ ...cell, text: 'Augusta' });
	const edit = draft.edit(cell.key, COLUMN, 'Augusta').then(() => draft.settle(cell));
	void draft.typed.keep(other);
	await edit;
	expect(await draft.typed.read()).toMatchObject(other);
});

test('with its draft it goes from the device', async () => {
	const { id, draft, cell } = await openedDraft();
	await draft.typed.keep({ ...cell, text: 'Augusta' });
	await thread.deleteDraft(id);
	expect(await db.typedTexts.count()).toBe(0);
});

/** A batch of this draft that the server did not take. */
async function refuse(draftId: string, attention: Attention) {
	const [batchId, queuedAt] = [crypto.randomUUID(), new Date().toISOString()];
	await db.outbox.put({ batchId, draftId, queuedAt, attention, givenBack: true } as OutboxBatch);
}

const lineOf = (name: string) => `V8XM-94PV,${name},Lund,${name}@example.org,6\n`;
const numbers = ({ view }: OpenDraft) => [view?.totals.ready, view?.totals.errors];

test('a row that the server found wrong is an error until it is changed, also on a later page', async () => {
	const { id, cell } = await openedDraft();
	await refuse(id, { kind: 'row-invalid', rowKeys: [cell.key] });
	const draft = newPage(id);
	await draft.open(DEMO_CATALOG);
	expect(numbers(draft)).toEqual([0, 1]);
	expect(draft.view?.problems).toMatchObject([{ code: 'row-refused', level: 'error', column: -1 }]);
	await draft.edit(cell.key, COLUMN, 'Augusta');
	expect(numbers(draft)).toEqual([1, 0]);
	await draft.undo();
	expect(numbers(draft)).toEqual([0, 1]);
	await draft.redo();
	const later = newPage(id);
	await later.open(DEMO_CATALOG);
	expect(numbers(later)).toEqual([1, 0]);
});

test('a row that was issued before stays an error until it is left out, or the refusal is read', async () => {
	const { id, cell } = await openedDraft();
	await refuse(id, { kind: 'refused', code: 'state-conflict', rowKeys: [cell.key] });
	const draft = newPage(id);
	await draft.open(DEMO_CATALOG);
	await draft.edit(cell.key, COLUMN, 'Augusta');
	expect(draft.view?.problems).toMatchObject([{ code: 'already-issued' }]);
	await draft.setExcluded([cell.key], true);
	expect(numbers(draft)).toEqual([0, 0]);
	await draft.setExcluded([cell.key], false);
	expect(numbers(draft)).toEqual([0, 1]);
	await db.outbox.clear();
	await draft.open(DEMO_CATALOG);
	expect(numbers(draft)).toEqual([1, 0]);
});

test('refused rows that stay behind when the others are issued keep the reason in their own draft', async () => {
	const { id, draft } = await openedDraft();
	const more = 'ID,First Name,Last Name,Contact,Hours\n' + ['Bo', 'Cy'].map(lineOf).join('');
	await draft.importWorkbooks([new File([more], 'more.csv')], DEMO_CATALOG);
	const keys = await thread.keysOf(ALL, 0, 3);
	await refuse(id, { kind: 'row-invalid', rowKeys: keys.slice(0, 2), names: ['Ada Byron', 'Bo Lund'] });
	await draft.open(DEMO_CATALOG);
	expect(numbers(draft)).toEqual([1, 2]);
	// The first is put right, and goes with the third.
	await draft.edit(keys[0]!, COLUMN, 'Augusta');
	const ids = { batchId: crypto.randomUUID(), restId: crypto.randomUUID() };
	const issued = await issueDraft(draft, ids, new Date());
	expect(issued).toMatchObject({ ok: true, rest: { rowCount: 1 } });

	const rest = newPage(ids.restId);
	await rest.open(DEMO_CATALOG);
	expect(rest.view?.problems).toMatchObject([{ code: 'row-refused', rows: 1 }]);
	const told = await db.outbox.where({ draftId: ids.restId }).toArray();
	expect(told.map(({ attention }) => attention)).toMatchObject([{ rowKeys: [keys[1]] }]);
	expect(JSON.stringify(told)).not.toContain('Ada');
	expect(await db.outbox.where({ draftId: id }).primaryKeys()).toEqual([ids.batchId]);
	await rest.edit(keys[1]!, COLUMN, 'Bob');
	expect(numbers(rest)).toEqual([1, 0]);
	await issueDraft(rest, { batchId: crypto.randomUUID(), restId: crypto.randomUUID() }, new Date());
	expect(await db.outbox.filter(({ attention }) => attention !== null).count()).toBe(0);
});
