import { afterEach, beforeEach, expect, test } from 'vitest';
import hurryUrl from '#shared/fixtures/in-a-hurry.xlsx?url';
import { type CellObject, read, utils, type WorkBook, write } from 'xlsx';
import { loadDraft } from '../drafts/load-draft.ts';
import { storeDraft } from '../drafts/store-draft.ts';
import { ROW_KEY_TITLE } from '../workbook/export-titles.ts';
import { ALL, bindDraft, startDraft } from './sample-draft.ts';

let it: ReturnType<typeof startDraft>;

beforeEach(() => {
	it = startDraft();
});

afterEach(async () => {
	await it.thread.deleteDraft(it.draftId);
});

const fileOfBytes = (bytes: Uint8Array | ArrayBuffer, name = 'again.xlsx') =>
	new File([bytes as ArrayBuffer], name);

test('an export dropped in again as it is changes nothing', async () => {
	const before = await it.importView(hurryUrl);
	const { rows } = await it.thread.rows(ALL, 0, 100);
	const { view, refusals } = await it.importFiles([fileOfBytes((await it.thread.exportDraft('fr'))!)]);
	expect(refusals).toEqual([]);
	expect(view!.totals).toEqual(before.totals);
	expect(view!.draft.columns).toEqual(before.draft.columns);
	expect(view!.draft.workbooks[1]).toMatchObject({ rowsRead: 0, updated: 0 });
	expect((await it.thread.rows(ALL, 0, 100)).rows).toEqual(rows);
});

test('what was put right in Excel updates its rows, and new rows are added', async () => {
	const before = await it.importView(hurryUrl);
	const book = read((await it.thread.exportDraft('en'))!, { type: 'array', cellNF: true });
	const sheet = book.Sheets[book.SheetNames[0]!]!;
	const lines = utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' });
	const titles = lines[0]!;
	const problems = titles.findIndex((title) => /problems/i.test(title));
	const contact = titles.indexOf('Contact');
	const wrong = lines.findIndex((line) => line[problems]!.startsWith('Contact') && line[contact] === '');
	expect(wrong).toBeGreaterThan(0);
	sheet[utils.encode_cell({ r: wrong, c: contact })] = { t: 's', v: 'found@example.com' };
	const ana: Record<string, string> = {
		ID: 'D3V2-QMHQ',
		'First Name': 'Ana',
		'Last Name': 'Reyes',
		Contact: 'ana@school.ca',
		Score: '88'
	};
	utils.sheet_add_aoa(sheet, [titles.map((title) => ana[title] ?? '')], { origin: -1 });
	const bytes = write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer;
	const { view, refusals } = await it.importFiles([fileOfBytes(bytes)]);
	expect(refusals).toEqual([]);
	expect(view!.draft.workbooks[1]).toMatchObject({ rowsRead: 1, updated: 1 });
	expect(view!.totals.read).toBe(before.totals.read + 1);
	expect(view!.totals.ready).toBe(before.totals.ready + 2);
	expect((await it.thread.undo()).totals).toEqual(before.totals);
	expect(lines[0]!.at(-1)).toBe(ROW_KEY_TITLE);
});

test('a number that was changed in Excel beyond what is shown of it is taken', async () => {
	const sheet = utils.aoa_to_sheet([
		['ID', 'First Name', 'Last Name', 'Contact', 'Score'],
		['D3V2-QMHQ', 'Ana', 'Reyes', 'ana@school.ca', 85.6]
	]);
	(sheet['E2'] as { z: string }).z = '0';
	const bytes = write(utils.book_new(sheet), { type: 'array', bookType: 'xlsx' }) as ArrayBuffer;
	await it.importFiles([fileOfBytes(bytes, 'first.xlsx')]);
	const [book, cell] = await exportedScore();
	expect(cell).toMatchObject({ v: 85.6, w: '86' });
	cell.v = 85.9;
	const again = write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer;
	const { view } = await it.importFiles([fileOfBytes(again)]);
	expect(view!.draft.workbooks[1]).toMatchObject({ rowsRead: 0, updated: 1 });
	expect((await exportedScore())[1]).toMatchObject({ v: 85.9, w: '86' });

	async function exportedScore(): Promise<[WorkBook, CellObject]> {
		const book = read((await it.thread.exportDraft('en'))!, { type: 'array', cellNF: true });
		const sheet = book.Sheets[book.SheetNames[0]!]!;
		const score = utils.sheet_to_json<string[]>(sheet, { header: 1 })[0]!.indexOf('Score');
		return [book, sheet[utils.encode_cell({ r: 1, c: score })] as CellObject];
	}
});

test('an export that was saved as csv is known by its keys', async () => {
	const before = await it.importView(hurryUrl);
	const book = read((await it.thread.exportDraft('en'))!, { type: 'array', cellNF: true });
	const csv = new File([utils.sheet_to_csv(book.Sheets[book.SheetNames[0]!]!)], 'again.csv');
	const { view } = await it.importFiles([csv]);
	expect(view!.totals.read).toBe(before.totals.read);
	const other = startDraft();
	const { refusals } = await other.importFiles([csv]);
	expect(refusals[0]).toMatchObject({ code: 'belongs-to-draft', params: { draftId: it.draftId } });
});

test('rows that were left over when the others were issued are updated, the issued ones passed over', async () => {
	await it.importView(hurryUrl);
	const { rows } = await it.thread.rows({ show: 'errors' }, 0, 2);
	const book = read((await it.thread.exportDraft('en'))!, { type: 'array', cellNF: true });
	const sheet = book.Sheets[book.SheetNames[0]!]!;
	const gone = (await it.thread.rows({ show: 'ready' }, 0, 1)).rows[0]!;
	sheet[utils.encode_cell({ r: gone.index + 1, c: 1 })] = { t: 's', v: 'Someone else' };
	const bytes = write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer;
	const loaded = (await loadDraft(it.draftId))!;
	const rest = startDraft();
	const left = loaded.rows.filter(({ key }) => rows.some((row) => row.key === key));
	const draft = { ...loaded.draft, id: rest.draftId, workbooks: [], rowCount: left.length };
	await storeDraft({ isNew: true, draft, rows: left, changed: [0, 1], storedRows: 0, edited: new Set() });
	await bindDraft(it, '0f8fad5b-d9cb-469f-a165-70867728950e');
	await rest.reopen();
	const { view, refusals } = await rest.importFiles([fileOfBytes(bytes)]);
	expect(refusals).toEqual([]);
	expect(view!.totals.read).toBe(2);
	expect(view!.draft.workbooks[0]!.cameBack).toMatchObject({ issued: 45, issuedChanged: 1, kept: 0 });
	await rest.thread.deleteDraft(rest.draftId);
	await bindDraft(it, null);
});

test('the export of another draft on this device is refused with that draft', async () => {
	await it.importView(hurryUrl);
	const bytes = (await it.thread.exportDraft('en'))!;
	const other = startDraft();
	const { refusals } = await other.importFiles([fileOfBytes(bytes)]);
	expect(refusals).toEqual([
		{ name: 'again.xlsx', code: 'belongs-to-draft', params: { draftId: it.draftId } }
	]);
	await bindDraft(it, '0f8fad5b-d9cb-469f-a165-70867728950e');
	const late = await other.importFiles([fileOfBytes(bytes)]);
	expect(late.refusals[0]).toMatchObject({ code: 'already-issued' });
	await bindDraft(it, null);
	await it.thread.deleteDraft(it.draftId);
	const { view } = await other.importFiles([fileOfBytes(bytes)]);
	expect(view!.totals.read).toBe(47);
	expect(view!.draft.columns.map(({ title }) => title)).not.toContain(ROW_KEY_TITLE);
	await other.thread.deleteDraft(other.draftId);
});
