import { afterEach, beforeEach, expect, test } from 'vitest';
import { utils, write } from 'xlsx';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { MAX_CELL_CHARACTERS, MAX_ROWS } from '../workbook/limits.ts';
import { connectThread } from './open-thread.ts';
import { ALL, FIRST_AID, LIMITS, SETTINGS, startDraft } from './sample-draft.ts';

let it: ReturnType<typeof startDraft>;
let digest = '';

beforeEach(async () => {
	it = startDraft();
	const book = utils.book_new();
	const header = ['ID', 'First Name', 'Last Name', 'Contact', 'Score'];
	const people = ['Ana', 'Bo'].map((name) => [FIRST_AID, name, 'Lund', `${name}@school.ca`, '80']);
	utils.book_append_sheet(book, utils.aoa_to_sheet([header, ...people]), 'May');
	utils.book_append_sheet(book, utils.aoa_to_sheet([header, ...people]), 'June');
	const bytes = write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer;
	const { view } = await it.importFiles([new File([bytes], 'may.xlsx')]);
	digest = view!.draft.workbooks[0]!.digest;
});

afterEach(async () => {
	await it.thread.deleteDraft(it.draftId);
});

const long = 'x'.repeat(MAX_CELL_CHARACTERS + 1);

test('a block with more rows than a draft holds is not pasted, nor a part of it', async () => {
	const texts = Array.from({ length: MAX_ROWS - 1 }, (_, i) => [`N${i}`]);
	const block = { filter: ALL, from: 2, columns: [1], texts, grow: true };
	const refused = await it.thread.writeBlock(block);
	expect(refused.notDone).toEqual({ code: 'too-many-rows', limit: MAX_ROWS });
	expect(refused).toMatchObject({ totals: { read: 2 }, canUndo: false });
	const one = await it.thread.writeBlock({ ...block, texts: texts.slice(0, 1) });
	expect(one.notDone).toBeUndefined();
	expect(one.totals.read).toBe(3);
});

test('a text that is longer than a cell is not written, pasted, replaced or filled in', async () => {
	const [ana] = await it.thread.keysOf(ALL, 0, 1);
	const texts = [['fine'], [long]];
	const sought = { filter: ALL, find: 'Lund', replace: long, matchCase: false, wholeCell: false };
	const answers = [
		await it.thread.edit(ana!, 1, long),
		await it.thread.writeBlock({ filter: ALL, from: 1, columns: [1], texts, grow: true }),
		await it.thread.replaceAll(sought)
	];
	for (const { notDone, canUndo } of answers) {
		expect(notDone).toEqual({ code: 'cell-too-long', limit: MAX_CELL_CHARACTERS });
		expect(canUndo).toBe(false);
	}
	const { rows } = await it.thread.rows(ALL, 0, 9);
	expect(rows.map(({ texts }) => texts.slice(1, 3))).toEqual([
		['Ana', 'Lund'],
		['Bo', 'Lund']
	]);
});

test('what takes too long is given up, and the draft is as it was', async () => {
	// The tab that had it lets it go with its thread.
	const impatient = connectThread({ ...LIMITS, callMs: 0 });
	const view = await impatient.openDraft(it.draftId, DEMO_CATALOG, SETTINGS);
	expect(view!.totals.read).toBe(2);
	expect(await impatient.peekSheet(digest, 'May')).toBeNull();
	expect(await impatient.exportDraft('en')).toBeNull();
	const choose = await impatient.chooseInWorkbook(digest, { headerLine: 2 });
	expect(choose.refusal).toEqual({ name: 'may.xlsx', code: 'took-too-long', params: {} });
	const further = await impatient.readSheetToo(digest, 'June');
	expect(further.refusal).toMatchObject({ code: 'took-too-long' });
	expect(further.view.totals.read).toBe(2);
	const patient = await it.thread.peekSheet(digest, 'May');
	expect(patient).toHaveLength(3);
});
