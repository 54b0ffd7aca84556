import { afterEach, beforeEach, expect, test } from 'vitest';
import mergedUrl from '#shared/fixtures/merged-by-hand.xlsx?url';
import { ALL, numbersOf, startDraft } from './sample-draft.ts';

let it: ReturnType<typeof startDraft>;

beforeEach(() => {
	it = startDraft();
});

afterEach(async () => {
	await it.thread.deleteDraft(it.draftId);
});

const textsOf = async (column: number, from = 0, count = 100) =>
	(await it.thread.rows(ALL, from, count)).rows.map(({ texts }) => texts[column]);

test('a row that is added stands below its row, can be undone, and is there again after opening anew', async () => {
	await it.importView(mergedUrl);
	const [first] = (await it.thread.rows(ALL, 0, 1)).rows;
	const { view, key } = await it.thread.addRow(first!.key);
	expect(view.totals.read).toBe(44);
	expect((await it.thread.rows(ALL, 0, 3)).rows[1]!.key).toBe(key);
	await it.thread.edit(key, 1, 'Zoë');
	expect((await textsOf(1, 0, 2))[1]).toBe('Zoë');
	it = startDraft(it.draftId);
	expect((await it.reopen())!.totals.read).toBe(44);
	expect((await textsOf(1, 0, 2))[1]).toBe('Zoë');
});

test('copies have keys of their own and stand below the rows; a deleted row counts nowhere', async () => {
	const before = await it.importView(mergedUrl);
	const { rows } = await it.thread.rows(ALL, 0, 2);
	const copied = await it.thread.duplicateRows(rows.map(({ key }) => key));
	expect(copied.totals.read).toBe(45);
	const after = (await it.thread.rows(ALL, 0, 4)).rows;
	expect(after.map(({ texts }) => texts)).toEqual([
		rows[0]!.texts,
		rows[1]!.texts,
		rows[0]!.texts,
		rows[1]!.texts
	]);
	expect(new Set(after.map(({ key }) => key)).size).toBe(4);
	expect(copied.problems.map(({ code, rows }) => [code, rows])).toEqual([['row-identical', 2]]);
	const { declaration } = await it.thread.prepareBatch();
	expect(declaration.rowCount).toBe(45);
	const deleted = await it.thread.removeRows([after[2]!.key, after[3]!.key]);
	expect(deleted.totals).toEqual(before.totals);
	expect(deleted.problems).toEqual([]);
	await it.thread.undo();
	const back = await it.thread.undo();
	expect(back.totals).toEqual(before.totals);
	expect((await it.thread.redo()).totals.read).toBe(45);
	expect((await it.reopen())!.totals.read).toBe(45);
});

test('a block is written over the rows in view, and what is longer than the list becomes new rows', async () => {
	await it.importView(mergedUrl);
	const block = { filter: ALL, from: 42, columns: [1, 2], grow: true };
	const texts = [
		['Ana', 'Reyes'],
		['Bo', 'Lund'],
		['', ' '],
		['Cy', '= 1+1']
	];
	const view = await it.thread.writeBlock({ ...block, texts });
	expect(view.totals.read).toBe(45);
	expect(await textsOf(1, 42)).toEqual(['Ana', 'Bo', 'Cy']);
	expect(await it.thread.readArea({ filter: ALL, from: 42, to: 45, columns: [2, 1] })).toEqual([
		['Reyes', 'Ana'],
		['Lund', 'Bo'],
		['= 1+1', 'Cy']
	]);
	expect((await it.thread.undo()).totals.read).toBe(43);
	const kept = await it.thread.writeBlock({ ...block, grow: false, texts });
	expect(kept.totals.read).toBe(43);
});

test('an area is cleared and filled down in one step each', async () => {
	await it.importView(mergedUrl);
	const area = { filter: ALL, from: 0, to: 3, columns: [1, 2] };
	const [first] = await it.thread.readArea(area);
	await it.thread.fillDown(area);
	expect(await it.thread.readArea(area)).toEqual([first, first, first]);
	const cleared = await it.thread.clearArea(area);
	expect(numbersOf(cleared)).toMatchObject({ errors: 3 });
	await it.thread.undo();
	expect((await it.thread.undo()).totals.errors).toBe(0);
});

test('rows are sorted for the eye only, blank ones last, and stay in place while they are edited', async () => {
	await it.importView(mergedUrl);
	const plain = await textsOf(2);
	const up = { ...ALL, sort: { column: 2, descending: false } };
	const sorted = (await it.thread.rows(up, 0, 100)).rows;
	const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
	expect(sorted.map(({ texts }) => texts[2])).toEqual([...plain].sort((a, b) => collator.compare(a!, b!)));
	await it.thread.edit(sorted[0]!.key, 2, '');
	const edited = (await it.thread.rows(up, 0, 100)).rows;
	expect(edited[0]!.key).toBe(sorted[0]!.key);
	expect((await it.thread.rows(ALL, 0, 1)).total).toBe(43);
	const down = { ...ALL, sort: { column: 2, descending: true } };
	expect((await it.thread.rows(down, 42, 1)).rows[0]!.texts[2]).toBe('');
});

test('text is found as it stands and replaced in one step', async () => {
	await it.importView(mergedUrl);
	const wanted = { filter: ALL, find: '.', replace: '$&', matchCase: false, wholeCell: false };
	const inContact = { ...wanted, column: 3 };
	expect(await it.thread.countMatches({ ...inContact, find: '(' })).toBe(0);
	expect(await it.thread.countMatches(inContact)).toBe(43);
	expect(await it.thread.nextMatch(inContact, 41)).toEqual({ position: 42, column: 3 });
	expect(await it.thread.nextMatch(inContact, 42)).toBeNull();
	const [before] = await textsOf(3, 0, 1);
	await it.thread.replaceAll(inContact);
	expect((await textsOf(3, 0, 1))[0]).toBe(before!.split('.').join('$&'));
	expect((await it.thread.undo()).totals.ready).toBe(43);
	expect((await textsOf(3, 0, 1))[0]).toBe(before);
});
