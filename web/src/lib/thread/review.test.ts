import { afterEach, beforeEach, expect, test } from 'vitest';
import firstAidUrl from '#shared/fixtures/first-aid-filled.xlsx?url';
import forkliftUrl from '#shared/fixtures/forklift-filled.xlsx?url';
import hurryUrl from '#shared/fixtures/in-a-hurry.xlsx?url';
import mergedUrl from '#shared/fixtures/merged-by-hand.xlsx?url';
import { sha256Hex } from '#shared/batch/digest.ts';
import { Chunk } from '#shared/contract/batch.ts';
import { db } from '../db.ts';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { connectThread } from './open-thread.ts';
import {
	ALL,
	bindDraft,
	FIRST_AID,
	FORKLIFT,
	LIMITS,
	readyBy,
	SETTINGS,
	startDraft
} from './sample-draft.ts';

let it: ReturnType<typeof startDraft>;

beforeEach(() => {
	it = startDraft();
});

afterEach(async () => {
	await it.thread.deleteDraft(it.draftId);
});

test('a choice that nobody can know is answered once for all rows that say the same', async () => {
	const line = (name: string, choice: string) =>
		`${FORKLIFT},${name},Ng,${name.toLowerCase()}@example.org,2 years,0000001,${choice}`;
	const titles = 'ID,First Name,Last Name,Contact,Expiration Date/Duration,Certificate Number,Class';
	const lines = [line('Ada', 'zzz'), line('Bo', 'qqq'), line('Cy', 'zzz')];
	const { view } = await it.importFiles([new File([[titles, ...lines].join('\n')], 'a.csv')]);
	const groups = view!.problems.filter(({ code }) => code === 'choice-unknown');
	expect(groups.map(({ value, rows }) => [value, rows])).toEqual([
		['zzz', 2],
		['qqq', 1]
	]);
	const { code, column, value } = groups[0]!;
	const fixed = await it.thread.fixAll({ code, column, value }, 'IV');
	expect(fixed.totals).toMatchObject({ ready: 2, errors: 1 });
});

test('edits, exclusions and fixes are stored, undone and redone', async () => {
	const view = await it.importView(hurryUrl);
	const { rows } = await it.thread.rows(ALL, 0, 100);
	const at = (line: number) => rows.find(({ source }) => source!.line === line)!;
	const contact = view.draft.columns.findIndex(({ meaning }) => meaning === 'contact');

	const edited = await it.thread.edit(at(15).key, contact, 'found@example.com');
	expect(edited.totals.ready).toBe(view.totals.ready + 1);
	const fixed = await it.thread.fixAll(
		{ code: 'definition-unknown', column: 0, value: null },
		'First Aid Level 2'
	);
	expect(fixed.totals.ready).toBe(edited.totals.ready + 2);
	const excluded = await it.thread.setExcluded([at(10).key, at(13).key], true);
	expect(excluded.totals.excluded).toBe(2);
	expect(excluded.totals.errors).toBe(fixed.totals.errors - 2);
	expect(
		await db.draftEdits.where('[draftId+rowKey]').between([it.draftId, ''], [it.draftId, '\uffff']).count()
	).toBe(5);

	// A thread that knows nothing but IndexedDB sees the same.
	const other = connectThread(LIMITS);
	const seen = await other.openDraft(it.draftId, DEMO_CATALOG, SETTINGS);
	expect({ ...seen, canUndo: true, readOnly: false }).toEqual(excluded);
	expect(seen!.readOnly).toBe(true);
	expect((await other.edit(at(15).key, contact, '')).totals).toEqual(excluded.totals);

	await it.thread.undo();
	await it.thread.undo();
	const back = await it.thread.undo();
	expect(back.totals).toEqual(view.totals);
	expect(back.canUndo).toBe(false);
	expect((await it.thread.undo()).totals).toEqual(view.totals);
	await it.thread.redo();
	await it.thread.redo();
	const again = await it.thread.redo();
	expect(again.totals).toEqual(excluded.totals);
	expect(again.canRedo).toBe(false);
});

test('one tap puts right all addresses of a mistyped domain', async () => {
	const people = ['ana', 'bo', 'cy'].map((name) => `D3V2-QMHQ,${name},Lund,${name}@gmial.com,80`);
	const text = ['ID,First Name,Last Name,Contact,Score', ...people].join('\n');
	const { view } = await it.importFiles([new File([text], 'gmial.csv')]);
	const [group] = view!.problems;
	expect(group).toMatchObject({
		code: 'contact-typo',
		rows: 3,
		swap: { from: 'gmial.com', to: 'gmail.com' }
	});
	const fixed = await it.thread.fixAll(group!, group!.fixes[0]!);
	expect(fixed.problems).toEqual([]);
	expect(
		(await it.thread.readArea({ filter: ALL, from: 0, to: 3, columns: [group!.column] })).flat()
	).toEqual(['ana@gmail.com', 'bo@gmail.com', 'cy@gmail.com']);
	expect((await it.thread.undo()).problems).toEqual(view!.problems);
});

test('the dates understood are told also in a row that has errors', async () => {
	const titles = 'ID,First Name,Last Name,Contact,Expiration Date/Duration,Assessed On';
	const lines = [
		'9KV6-JGR8,Ana,Lund,nobody,31 Dec 2028,3 May 2026',
		'what,Bo,Lund,bo@example.com,2 years,3 May 2026',
		'9KV6-JGR8,Cy,Lund,,03/04/2029,soon'
	];
	const file = new File([[titles, ...lines].join('\n')], 'errors.csv');
	const { view } = await it.importFiles([file]);
	const column = view!.draft.columns.findIndex(({ title }) => title === 'Assessed On');
	const { rows } = await it.thread.rows(ALL, 0, 3);
	expect(rows.map(({ state }) => state)).toEqual(['has-errors', 'has-errors', 'has-errors']);
	expect(rows.map(({ expiration }) => expiration)).toEqual(['2028-12-31', 'P2Y', null]);
	expect(rows.map(({ understood }) => understood)).toEqual([{ [column]: '2026-05-03' }, {}, {}]);
});

test('a problem names its first rows, and follows as they are put right', async () => {
	const people = ['ana', 'bo', 'cy', 'di', 'ed'].map((name) => `D3V2-QMHQ,${name},Lund,${name}@gmial.com,80`);
	const text = ['ID,First Name,Last Name,Contact,Score', ...people].join('\n');
	const { view } = await it.importFiles([new File([text], 'gmial.csv')]);
	const linesOf = ({ problems }: NonNullable<typeof view>) =>
		problems[0]?.named.map(({ source }) => source?.line);
	const contact = view!.problems[0]!.column;
	const { rows } = await it.thread.rows(ALL, 0, 5);
	expect(linesOf(view!)).toEqual([2, 3, 4]);
	expect(linesOf(await it.thread.edit(rows[1]!.key, contact, 'bo@gmail.com'))).toEqual([2, 4, 5]);
	const without = await it.thread.setExcluded([rows[0]!.key], true);
	expect(linesOf(without)).toEqual([4, 5, 6]);
	expect(without.problems[0]!.params.value).toBe('cy@gmial.com');
	expect(linesOf(await it.thread.edit(rows[4]!.key, contact, 'ed@gmail.com'))).toEqual([4, 5]);
	await it.thread.undo();
	await it.thread.undo();
	expect(linesOf(await it.thread.undo())).toEqual([2, 3, 4]);
	expect(await it.thread.positionOf({ show: 'problems', code: 'contact-typo' }, 4)).toBe(4);
	await it.thread.setExcluded([rows[0]!.key], true);
	expect(await it.thread.positionOf({ show: 'problems', code: 'contact-typo' }, 4)).toBe(3);
	expect(await it.thread.positionOf({ show: 'problems', code: 'contact-typo' }, 0)).toBe(null);
});

test('rows by their keys, whatever they say', async () => {
	await it.importView(hurryUrl);
	const keys = (await it.thread.keysOf(ALL, 0, 4)).filter((_, position) => position % 2 === 1);
	const shown = await it.thread.rows({ show: 'all', keys: [...keys].reverse() }, 0, 10);
	expect(shown.rows.map(({ key }) => key)).toEqual(keys);
	expect((await it.thread.rows({ show: 'all', keys: [] }, 0, 10)).total).toBe(0);
});

test('the order of dates is asked once a column', async () => {
	const view = await it.importView(hurryUrl);
	const ambiguous = view.problems.find(({ code }) => code === 'expiration-ambiguous')!;
	const after = await it.thread.setDateOrder(ambiguous.column, 'day-first');
	expect(after.problems.some(({ code }) => code === 'expiration-ambiguous')).toBe(false);
	expect(after.totals.ready).toBe(view.totals.ready + 1);
	expect((await it.reopen())!.draft.dateOrders).toEqual({ [ambiguous.column]: 'day-first' });
	expect((await it.thread.undo()).totals).toEqual(view.totals);
});

test('the chunks of a batch are the bytes that were declared, ready rows only', async () => {
	await it.importView(hurryUrl);
	const { totals } = await it.thread.setLabel(' Spring cohort ');
	const { declaration, chunks } = await it.thread.prepareBatch();
	expect(declaration).toMatchObject({ label: 'Spring cohort', rowCount: totals.ready });
	expect(await Promise.all(chunks.map(sha256Hex))).toEqual(declaration.chunks);
	const rows = chunks.flatMap((chunk) => Chunk.parse(JSON.parse(new TextDecoder().decode(chunk))).rows);
	expect(rows).toHaveLength(totals.ready);
	expect(new Set(rows.map(({ credentialId }) => credentialId)).size).toBe(totals.ready);
	expect(declaration.definitions).toContainEqual({ id: FIRST_AID, version: 1 });
	// The same draft again gives the same bytes: a retry is the same batch.
	await it.reopen();
	expect((await it.thread.prepareBatch()).declaration).toEqual(declaration);
});

test('a draft that became a batch is read-only until it is given back', async () => {
	const view = await it.importView(mergedUrl);
	const { rows } = await it.thread.rows(ALL, 0, 1);
	const issued = await bindDraft(it, '0f8fad5b-d9cb-469f-a165-70867728950e');
	expect(issued.readOnly).toBe(true);
	const edited = await it.thread.edit(rows[0]!.key, 1, 'Somebody');
	expect(edited.canUndo).toBe(false);
	// The outbox gives it back without the thread.
	await db.drafts.update(it.draftId, { batchId: null });
	expect((await it.reopen())!.readOnly).toBe(false);
	expect((await it.thread.edit(rows[0]!.key, 1, 'Somebody')).canUndo).toBe(true);
	// And takes it while the thread believes that it is open.
	await db.drafts.update(it.draftId, { batchId: view.draft.id });
	const late = await it.thread.edit(rows[0]!.key, 1, 'Nobody');
	expect(late.readOnly).toBe(true);
	expect((await it.thread.rows(ALL, 0, 1)).rows[0]!.texts[1]).toBe('Somebody');
});

test('what cannot be read back is left out, the rest stays', async () => {
	await it.importView(firstAidUrl, forkliftUrl);
	const block = (await db.draftRows.get([it.draftId, 0]))!;
	(block.packed.keys as unknown[])[2] = 7;
	(block.packed.cells[30] as unknown[])[1] = { kind: 'nonsense' };
	await db.draftRows.put(block);
	const other = crypto.randomUUID();
	await it.thread.openDraft(other, DEMO_CATALOG, SETTINGS);
	// Another thread, because this one need not read back what it holds.
	it = startDraft(it.draftId);
	const view = (await it.reopen())!;
	expect(view.readOnly).toBe(false);
	expect(view.totals.read).toBe(42);
	expect(view.lostRows).toBe(1);
	expect(view.draft.workbooks.map(({ rowsRead }) => rowsRead)).toEqual([24, 18]);
	const answered = await it.thread.setDefinition(view.draft.workbooks[1]!.digest, FORKLIFT);
	expect(readyBy(answered)).toMatchObject({ [FORKLIFT]: 17 });
	expect((await db.draftRows.get([it.draftId, 0]))!.packed.keys).toHaveLength(42);
});
