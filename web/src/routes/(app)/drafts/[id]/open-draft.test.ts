import { afterEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { ALL, SETTINGS } from '#lib/thread/sample-draft.ts';
import { workbookThread } from '#lib/thread/open-thread.ts';
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
	const csv = 'ID,First Name,Last Name,Contact\nD3V2-QMHQ,Ada,Byron,ada@example.org\n';
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
