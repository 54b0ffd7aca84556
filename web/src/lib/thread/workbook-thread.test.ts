import { afterEach, beforeEach, expect, test } from 'vitest';
import { read, utils, write } from 'xlsx';
import firstAidUrl from '#shared/fixtures/first-aid-filled.xlsx?url';
import forkliftUrl from '#shared/fixtures/forklift-filled.xlsx?url';
import hurryUrl from '#shared/fixtures/in-a-hurry.xlsx?url';
import mergedUrl from '#shared/fixtures/merged-by-hand.xlsx?url';
import judged from '#shared/fixtures/in-a-hurry.findings.json';
import { sha256Hex } from '#shared/batch/digest.ts';
import { GUIDE_TITLES } from '#shared/column/column.ts';
import { Chunk } from '#shared/contract/batch.ts';
import { db } from '../db.ts';
import type { DraftView, ImportProgress } from '../drafts/draft.ts';
import { sampleCatalog } from '../workbook/sample-catalog.ts';
import { connectThread } from './open-thread.ts';
import type { WorkbookThread } from './workbook-thread.ts';

const SETTINGS = { now: Date.parse('2026-11-23T12:00:00Z'), timeZone: 'America/Toronto' };
const LIMITS = { importMs: 20_000, cancelMs: 2000 };
const FIRST_AID = 'D3V2-QMHQ';
const FORKLIFT = 'MN29-GXDJ';
const ALL = { show: 'all' } as const;

let thread: WorkbookThread;
let draftId: string;

beforeEach(() => {
	thread = connectThread(LIMITS);
	draftId = crypto.randomUUID();
});

afterEach(async () => {
	await thread.deleteDraft(draftId);
});

async function fileOf(url: string, name = url.split('/').at(-1)!.split('?')[0]!): Promise<File> {
	return new File([await (await fetch(url)).arrayBuffer()], name);
}

function importFiles(files: File[], onProgress: (progress: ImportProgress) => void = () => {}) {
	return thread.importWorkbooks(
		{ id: draftId, organisationId: 'org' },
		files,
		sampleCatalog,
		SETTINGS,
		onProgress
	);
}

async function importView(...urls: string[]): Promise<DraftView> {
	const { view, refusals } = await importFiles(await Promise.all(urls.map((url) => fileOf(url))));
	expect(refusals).toEqual([]);
	return view!;
}

const reopen = () => thread.openDraft(draftId, sampleCatalog, SETTINGS);
const numbersOf = ({ totals: { read, ready, errors, excluded } }: DraftView) => ({
	read,
	ready,
	errors,
	excluded
});
const readyBy = ({ totals }: DraftView) =>
	Object.fromEntries(totals.byDefinition.map(({ definitionId, ready }) => [definitionId, ready]));

test('a workbook merged by hand: 43 ready rows in two definitions', async () => {
	const progress: number[] = [];
	const { view } = await importFiles([await fileOf(mergedUrl)], ({ done }) => progress.push(done));
	expect(numbersOf(view!)).toEqual({ read: 43, ready: 43, errors: 0, excluded: 0 });
	expect(readyBy(view!)).toEqual({ [FIRST_AID]: 25, [FORKLIFT]: 18 });
	expect(view!.totals.people).toBe(25);
	expect(view!.problems).toEqual([]);
	expect(view!.draft.workbooks[0]).toMatchObject({ headerLine: 1, rowsRead: 43, candidates: [] });
	expect(progress).toEqual([...progress].sort((a, b) => a - b));
	expect(progress.at(-1)).toBe(1);
});

test('two filled templates: one question for each, then the same 43 rows', async () => {
	let view = await importView(firstAidUrl, forkliftUrl);
	expect(numbersOf(view)).toEqual({ read: 43, ready: 0, errors: 43, excluded: 0 });
	expect(view.problems.map(({ code, rows }) => [code, rows])).toEqual([['definition-missing', 43]]);
	const [firstAid, forklift] = view.draft.workbooks;
	expect([firstAid!.definitionId, forklift!.definitionId]).toEqual([null, null]);
	expect([firstAid!.candidates[0], forklift!.candidates[0]]).toEqual([FIRST_AID, FORKLIFT]);
	await thread.setDefinition(firstAid!.digest, FIRST_AID);
	view = await thread.setDefinition(forklift!.digest, FIRST_AID);
	expect(view.totals.ready).toBe(25);
	view = await thread.setDefinition(forklift!.digest, FORKLIFT);
	expect(numbersOf(view)).toEqual({ read: 43, ready: 43, errors: 0, excluded: 0 });
	expect(readyBy(view)).toEqual({ [FIRST_AID]: 25, [FORKLIFT]: 18 });
	await thread.undo();
	expect((await thread.undo()).draft.workbooks[1]!.definitionId).toBeNull();
	view = await thread.redo().then(() => thread.redo());
	expect(view.totals.ready).toBe(43);
	expect(numbersOf((await reopen())!)).toEqual(numbersOf(view));
});

test('a template that Sheaf made knows its definition by itself', async () => {
	const book = read(await thread.template([sampleCatalog[0]!]), { type: 'array' });
	utils.sheet_add_aoa(book.Sheets[book.SheetNames[0]!]!, [['Zoë', 'Ng', 'zoe@example.org', '3 years', 88]], {
		origin: 'A2'
	});
	const bytes = write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer;
	const { view } = await importFiles([new File([bytes], 'filled.xlsx')]);
	expect(readyBy(view!)).toEqual({ [FIRST_AID]: 1 });
	expect(view!.draft.workbooks[0]).toMatchObject({ definitionId: FIRST_AID, candidates: [] });
});

test('a workbook in a hurry: every finding at its cell, and nothing more', async () => {
	const view = await importView(hurryUrl);
	expect(view.draft.workbooks[0]).toMatchObject({ sheet: 'Cohort', headerLine: 3, rowsRead: 47 });
	const { rows } = await thread.rows(ALL, 0, 100);
	const found = rows.flatMap(({ source, issues }) =>
		issues.map(({ column, level }) => ({ row: source!.line, column: nameOf(view, column), level }))
	);
	expect(found).toEqual(judged.findings.map(({ row, column, level }) => ({ row, column, level })));
	const { totals } = view;
	expect(totals.ready + totals.errors + totals.excluded).toBe(47);
	expect((await thread.rows({ show: 'errors' }, 0, 1)).total).toBe(totals.errors);
	expect((await thread.rows({ show: 'warnings' }, 0, 1)).total).toBe(totals.warnings);
	expect((await thread.rows({ show: 'problems' }, 0, 1)).total).toBe(totals.errors + totals.warnings);
	expect((await thread.rows({ show: 'all', text: 'TYPO@' }, 0, 9)).total).toBe(2);
	const first = await thread.nextProblem(ALL, -1);
	expect(rows[first!]!.source!.line).toBe(9);
	expect(await thread.nextProblem(ALL, 46)).toBeNull();
	expect(view.problems.reduce((sum, group) => sum + group.rows, 0)).toBe(judged.findings.length);
});

test('edits, exclusions and fixes are stored, undone and redone', async () => {
	const view = await importView(hurryUrl);
	const { rows } = await thread.rows(ALL, 0, 100);
	const at = (line: number) => rows.find(({ source }) => source!.line === line)!;
	const contact = view.draft.columns.findIndex(({ meaning }) => meaning === 'contact');

	const edited = await thread.edit(at(15).key, contact, 'found@example.com');
	expect(edited.totals.ready).toBe(view.totals.ready + 1);
	const fixed = await thread.fixAll(
		{ code: 'definition-unknown', column: 0, value: null },
		'First Aid Level 2'
	);
	expect(fixed.totals.ready).toBe(edited.totals.ready + 2);
	const excluded = await thread.setExcluded([at(10).key, at(13).key], true);
	expect(excluded.totals.excluded).toBe(2);
	expect(excluded.totals.errors).toBe(fixed.totals.errors - 2);
	expect(
		await db.draftEdits.where('[draftId+rowKey]').between([draftId, ''], [draftId, '\uffff']).count()
	).toBe(5);

	// A thread that knows nothing but IndexedDB sees the same.
	const other = connectThread(LIMITS);
	const seen = await other.openDraft(draftId, sampleCatalog, SETTINGS);
	expect({ ...seen, canUndo: true, readOnly: false }).toEqual(excluded);
	expect(seen!.readOnly).toBe(true);
	expect((await other.edit(at(15).key, contact, '')).totals).toEqual(excluded.totals);

	await thread.undo();
	await thread.undo();
	const back = await thread.undo();
	expect(back.totals).toEqual(view.totals);
	expect(back.canUndo).toBe(false);
	expect((await thread.undo()).totals).toEqual(view.totals);
	await thread.redo();
	await thread.redo();
	const again = await thread.redo();
	expect(again.totals).toEqual(excluded.totals);
	expect(again.canRedo).toBe(false);
});

test('the order of dates is asked once a column', async () => {
	const view = await importView(hurryUrl);
	const ambiguous = view.problems.find(({ code }) => code === 'expiration-ambiguous')!;
	const after = await thread.setDateOrder(ambiguous.column, 'day-first');
	expect(after.problems.some(({ code }) => code === 'expiration-ambiguous')).toBe(false);
	expect(after.totals.ready).toBe(view.totals.ready + 1);
	expect((await reopen())!.draft.dateOrders).toEqual({ [ambiguous.column]: 'day-first' });
	expect((await thread.undo()).totals).toEqual(view.totals);
});

test('the chunks of a batch are the bytes that were declared, ready rows only', async () => {
	await importView(hurryUrl);
	const { totals } = await thread.setLabel(' Spring cohort ');
	const { declaration, chunks } = await thread.prepareBatch();
	expect(declaration).toMatchObject({ label: 'Spring cohort', rowCount: totals.ready });
	expect(await Promise.all(chunks.map(sha256Hex))).toEqual(declaration.chunks);
	const rows = chunks.flatMap((chunk) => Chunk.parse(JSON.parse(new TextDecoder().decode(chunk))).rows);
	expect(rows).toHaveLength(totals.ready);
	expect(new Set(rows.map(({ credentialId }) => credentialId)).size).toBe(totals.ready);
	expect(declaration.definitions).toContainEqual({ id: FIRST_AID, version: 3 });
	// The same draft again gives the same bytes: a retry is the same batch.
	await reopen();
	expect((await thread.prepareBatch()).declaration).toEqual(declaration);
});

test('a draft that became a batch is read-only until it is given back', async () => {
	const view = await importView(mergedUrl);
	const { rows } = await thread.rows(ALL, 0, 1);
	const issued = await thread.setBatch('0f8fad5b-d9cb-469f-a165-70867728950e');
	expect(issued.readOnly).toBe(true);
	const edited = await thread.edit(rows[0]!.key, 1, 'Somebody');
	expect(edited.canUndo).toBe(false);
	// The outbox gives it back without the thread.
	await db.drafts.update(draftId, { batchId: null });
	expect((await reopen())!.readOnly).toBe(false);
	expect((await thread.edit(rows[0]!.key, 1, 'Somebody')).canUndo).toBe(true);
	// And takes it while the thread believes that it is open.
	await db.drafts.update(draftId, { batchId: view.draft.id });
	const late = await thread.edit(rows[0]!.key, 1, 'Nobody');
	expect(late.readOnly).toBe(true);
	expect((await thread.rows(ALL, 0, 1)).rows[0]!.texts[1]).toBe('Somebody');
});

test('a refused workbook leaves everything as it was', async () => {
	const pdf = new File(['%PDF-1.7\n'], 'letter.xlsx');
	expect(await importFiles([pdf])).toEqual({
		view: null,
		refusals: [{ name: 'letter.xlsx', code: 'not-a-workbook', params: {} }]
	});
	expect(await db.drafts.get(draftId)).toBeUndefined();
	const before = await importView(mergedUrl);
	const notes = new File(['Name of the dog;Age\nRex;4\n'], 'dogs.csv');
	const heads = new File(['First Name;Last Name;Contact\n'], 'heads.csv');
	const { view, refusals } = await importFiles([await fileOf(mergedUrl, 'again.xlsx'), pdf, notes, heads]);
	expect(refusals.map(({ name, code }) => [name, code])).toEqual([
		['again.xlsx', 'already-there'],
		['letter.xlsx', 'not-a-workbook'],
		['dogs.csv', 'no-header'],
		['heads.csv', 'no-rows']
	]);
	expect(view!.totals).toEqual(before.totals);
});

test('a second workbook is added to what is there', async () => {
	const before = await importView(hurryUrl);
	await thread.fixAll({ code: 'definition-unknown', column: 0, value: null }, 'First Aid Level 2');
	const view = await importView(mergedUrl);
	expect(view.totals.read).toBe(90);
	expect(view.totals.ready).toBe(before.totals.ready + 2 + 43);
	expect(view.draft.columns.slice(0, before.draft.columns.length)).toEqual(before.draft.columns);
	expect((await reopen())!.totals).toEqual(view.totals);
	expect((await thread.undo()).totals.ready).toBe(before.totals.ready + 43);
});

test('an import that takes too long ends its thread and keeps the rest', async () => {
	await importView(mergedUrl);
	const impatient = connectThread({ importMs: 1, cancelMs: 1 });
	const other = crypto.randomUUID();
	const { view, refusals } = await impatient.importWorkbooks(
		{ id: other, organisationId: 'org' },
		[await fileOf(hurryUrl)],
		sampleCatalog,
		SETTINGS,
		() => {}
	);
	expect(refusals).toEqual([{ name: expect.any(String), code: 'took-too-long', params: {} }]);
	expect(view).toBeNull();
	expect((await reopen())!.totals.ready).toBe(43);
});

test('a cancelled import refuses what is not stored yet', async () => {
	const files = [await fileOf(mergedUrl), await fileOf(hurryUrl), await fileOf(firstAidUrl)];
	const { view, refusals } = await importFiles(files, ({ done, workbook }) => {
		if (workbook.startsWith('in-a-hurry') && done < 1) void thread.cancelImport();
	});
	expect(refusals.map(({ code }) => code)).toEqual(['cancelled', 'cancelled']);
	expect(view!.totals.read).toBe(43);
});

test('what cannot be read back is left out, the rest stays', async () => {
	await importView(firstAidUrl, forkliftUrl);
	const block = (await db.draftRows.get([draftId, 0]))!;
	(block.rows as unknown[])[2] = { key: 7 };
	(block.rows[30]!.cells as unknown[])[1] = { kind: 'nonsense' };
	await db.draftRows.put(block);
	const other = crypto.randomUUID();
	await thread.openDraft(other, sampleCatalog, SETTINGS);
	// Another thread, because this one need not read back what it holds.
	thread = connectThread(LIMITS);
	await expect.poll(async () => (await reopen())?.readOnly).toBe(false);
	const view = (await reopen())!;
	expect(view.totals.read).toBe(42);
	expect(view.draft.workbooks.map(({ rowsRead }) => rowsRead)).toEqual([24, 18]);
	const answered = await thread.setDefinition(view.draft.workbooks[1]!.digest, FORKLIFT);
	expect(readyBy(answered)).toMatchObject({ [FORKLIFT]: 17 });
	expect((await db.draftRows.get([draftId, 0]))!.rows).toHaveLength(42);
});

function nameOf({ draft }: DraftView, column: number): string {
	if (column === -1) return 'row';
	const { meaning, title } = draft.columns[column]!;
	return meaning === 'variable' || meaning === 'ignored' ? title : GUIDE_TITLES[meaning];
}
