import { afterEach, beforeEach, expect, test } from 'vitest';
import { read, utils, write } from 'xlsx';
import firstAidUrl from '#shared/fixtures/first-aid-filled.xlsx?url';
import forkliftUrl from '#shared/fixtures/forklift-filled.xlsx?url';
import hurryUrl from '#shared/fixtures/in-a-hurry.xlsx?url';
import mergedUrl from '#shared/fixtures/merged-by-hand.xlsx?url';
import judged from '#shared/fixtures/in-a-hurry.findings.json';
import { GUIDE_TITLES } from '#shared/column/column.ts';
import { db } from '../db.ts';
import type { DraftView } from '../drafts/draft.ts';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { connectThread } from './open-thread.ts';
import {
	ALL,
	FIRST_AID,
	fileOf,
	FORKLIFT,
	numbersOf,
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

test('a workbook merged by hand: 43 ready rows in two definitions', async () => {
	const progress: number[] = [];
	const { view } = await it.importFiles([await fileOf(mergedUrl)], ({ done }) => progress.push(done));
	expect(numbersOf(view!)).toEqual({ read: 43, ready: 43, errors: 0, excluded: 0 });
	expect(readyBy(view!)).toEqual({ [FIRST_AID]: 25, [FORKLIFT]: 18 });
	expect(view!.totals.people).toBe(25);
	expect(view!.problems).toEqual([]);
	expect(view!.draft.workbooks[0]).toMatchObject({ headerLine: 1, rowsRead: 43, candidates: [] });
	expect(progress).toEqual([...progress].sort((a, b) => a - b));
	expect(progress.at(-1)).toBe(1);
});

test('two filled templates: one question for each, then the same 43 rows', async () => {
	let view = await it.importView(firstAidUrl, forkliftUrl);
	expect(numbersOf(view)).toEqual({ read: 43, ready: 0, errors: 43, excluded: 0 });
	expect(view.problems.map(({ code, rows }) => [code, rows])).toEqual([['definition-missing', 43]]);
	const [firstAid, forklift] = view.draft.workbooks;
	expect([firstAid!.definitionId, forklift!.definitionId]).toEqual([null, null]);
	expect([firstAid!.candidates[0], forklift!.candidates[0]]).toEqual([FIRST_AID, FORKLIFT]);
	await it.thread.setDefinition(firstAid!.digest, FIRST_AID);
	view = await it.thread.setDefinition(forklift!.digest, FIRST_AID);
	expect(view.totals.ready).toBe(25);
	view = await it.thread.setDefinition(forklift!.digest, FORKLIFT);
	expect(numbersOf(view)).toEqual({ read: 43, ready: 43, errors: 0, excluded: 0 });
	expect(readyBy(view)).toEqual({ [FIRST_AID]: 25, [FORKLIFT]: 18 });
	await it.thread.undo();
	expect((await it.thread.undo()).draft.workbooks[1]!.definitionId).toBeNull();
	view = await it.thread.redo().then(() => it.thread.redo());
	expect(view.totals.ready).toBe(43);
	expect(numbersOf((await it.reopen())!)).toEqual(numbersOf(view));
});

test('a template that Sheaf made knows its definition by itself', async () => {
	const book = read(await it.thread.template([DEMO_CATALOG[0]!]), { type: 'array' });
	utils.sheet_add_aoa(book.Sheets[book.SheetNames[0]!]!, [['Zoë', 'Ng', 'zoe@example.org', '3 years', 88]], {
		origin: 'A2'
	});
	const bytes = write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer;
	const { view } = await it.importFiles([new File([bytes], 'filled.xlsx')]);
	expect(readyBy(view!)).toEqual({ [FIRST_AID]: 1 });
	expect(view!.draft.workbooks[0]).toMatchObject({ definitionId: FIRST_AID, candidates: [] });
});

test('a workbook in a hurry: every finding at its cell, and nothing more', async () => {
	const view = await it.importView(hurryUrl);
	expect(view.draft.workbooks[0]).toMatchObject({ sheet: 'Cohort', headerLine: 3, rowsRead: 47 });
	const { rows } = await it.thread.rows(ALL, 0, 100);
	const found = rows.flatMap(({ source, issues }) =>
		issues.map(({ column, level }) => ({ row: source!.line, column: nameOf(view, column), level }))
	);
	expect(found).toEqual(judged.findings.map(({ row, column, level }) => ({ row, column, level })));
	const { totals } = view;
	expect(totals.ready + totals.errors + totals.excluded).toBe(47);
	expect((await it.thread.rows({ show: 'errors' }, 0, 1)).total).toBe(totals.errors);
	expect((await it.thread.rows({ show: 'warnings' }, 0, 1)).total).toBe(totals.warnings);
	expect((await it.thread.rows({ show: 'problems' }, 0, 1)).total).toBe(totals.errors + totals.warnings);
	expect((await it.thread.rows({ show: 'all', text: 'TYPO@' }, 0, 9)).total).toBe(2);
	const first = await it.thread.nextProblem(ALL, -1);
	expect(rows[first!]!.source!.line).toBe(9);
	expect(await it.thread.nextProblem(ALL, 46)).toBeNull();
	expect(view.problems.reduce((sum, group) => sum + group.rows, 0)).toBe(judged.findings.length);
});

test('a refused workbook leaves everything as it was', async () => {
	const pdf = new File(['%PDF-1.7\n'], 'letter.xlsx');
	expect(await it.importFiles([pdf])).toEqual({
		view: null,
		refusals: [{ name: 'letter.xlsx', code: 'pdf', params: {} }]
	});
	expect(await db.drafts.get(it.draftId)).toBeUndefined();
	const before = await it.importView(mergedUrl);
	const notes = new File(['Name of the dog;Age\nRex;4\n'], 'dogs.csv');
	const heads = new File(['First Name;Last Name;Contact\n'], 'heads.csv');
	const { view, refusals } = await it.importFiles([await fileOf(mergedUrl, 'again.xlsx'), pdf, notes, heads]);
	expect(refusals.map(({ name, code }) => [name, code])).toEqual([
		['again.xlsx', 'already-there'],
		['letter.xlsx', 'pdf'],
		['dogs.csv', 'no-header'],
		['heads.csv', 'no-rows']
	]);
	expect(view!.totals).toEqual(before.totals);
});

test('a list whose titles are in another language is asked about, and read as it was said to be', async () => {
	const text = 'Vorname;Nachname;Mailadresse\nAna;Reyes;ana@school.ca';
	const { view } = await it.importFiles([new File([text], 'liste.csv')]);
	const columns = view!.draft.workbooks[0]!.columns;
	expect(columns.map(({ title, asked, column }) => [title, asked, column.meaning])).toEqual([
		['Vorname', true, 'ignored'],
		['Nachname', true, 'ignored'],
		['Mailadresse', true, 'contact']
	]);
});

test('people above the header are told of', async () => {
	const text =
		'Name,E-mail\nAna Reyes,ana@school.ca\n\nID,First Name,Last Name,Contact,Score\nD3V2-QMHQ,Bo,Lund,bo@school.ca,80';
	const { view } = await it.importFiles([new File([text], 'two.csv')]);
	expect(view!.draft.workbooks[0]).toMatchObject({ headerLine: 4, peopleAbove: 1, rowsRead: 1 });
});

test('a second workbook is added to what is there', async () => {
	const before = await it.importView(hurryUrl);
	await it.thread.fixAll({ code: 'definition-unknown', column: 0, value: null }, 'First Aid Level 2');
	const view = await it.importView(mergedUrl);
	expect(view.totals.read).toBe(90);
	expect(view.totals.ready).toBe(before.totals.ready + 2 + 43);
	expect(view.draft.columns.slice(0, before.draft.columns.length)).toEqual(before.draft.columns);
	expect((await it.reopen())!.totals).toEqual(view.totals);
	// A further workbook is a step too.
	const without = await it.thread.undo();
	expect(without.totals.read).toBe(47);
	expect(without.draft.workbooks).toHaveLength(1);
	expect((await it.thread.undo()).totals).toEqual(before.totals);
	await it.thread.redo();
	expect((await it.thread.redo()).totals).toEqual(view.totals);
});

test('a workbook that is taken out and dropped again is there once, whatever is undone', async () => {
	await it.importView(hurryUrl);
	const { draft } = await it.importView(mergedUrl);
	await it.thread.removeWorkbook(draft.workbooks[1]!.digest);
	const again = await it.importView(mergedUrl);
	expect(again.totals.read).toBe(90);
	const undone = await it.thread.undo();
	expect(undone.totals.read).toBe(47);
	const back = await it.thread.undo();
	expect(back.totals.read).toBe(90);
	expect(back.draft.workbooks).toHaveLength(2);
	expect((await it.importFiles([await fileOf(mergedUrl)])).refusals[0]!.code).toBe('already-there');
});

test('where the thread ends while it reads, that workbook is refused and the others are read', async () => {
	const started: Worker[] = [];
	const Real = Worker;
	globalThis.Worker = class extends Real {
		constructor(...given: ConstructorParameters<typeof Worker>) {
			super(...given);
			started.push(this);
		}
	};
	it = startDraft(it.draftId);
	const files = [await fileOf(mergedUrl), await fileOf(hurryUrl), await fileOf(firstAidUrl)];
	const { view, refusals } = await it.importFiles(files, ({ done, workbook }) => {
		if (workbook.startsWith('in-a-hurry') && done < 1) started.at(-1)!.dispatchEvent(new Event('error'));
	});
	globalThis.Worker = Real;
	expect(refusals.map(({ code }) => code)).toEqual(['reading-ended']);
	expect(view!.totals.read).toBe(43 + 25);
	expect(view!.draft.workbooks).toHaveLength(2);
});

test('an import that takes too long ends its thread and keeps the rest', async () => {
	await it.importView(mergedUrl);
	const impatient = connectThread({ importMs: 1, cancelMs: 1 });
	const other = crypto.randomUUID();
	const { view, refusals } = await impatient.importWorkbooks(
		{ id: other, organisationId: 'org' },
		[await fileOf(hurryUrl)],
		DEMO_CATALOG,
		SETTINGS,
		() => {}
	);
	expect(refusals).toEqual([{ name: expect.any(String), code: 'took-too-long', params: {} }]);
	expect(view).toBeNull();
	expect((await it.reopen())!.totals.ready).toBe(43);
});

test('a cancelled import refuses what is not stored yet', async () => {
	const files = [await fileOf(mergedUrl), await fileOf(hurryUrl), await fileOf(firstAidUrl)];
	const { view, refusals } = await it.importFiles(files, ({ done, workbook }) => {
		if (workbook.startsWith('in-a-hurry') && done < 1) void it.thread.cancelImport();
	});
	expect(refusals.map(({ code }) => code)).toEqual(['cancelled', 'cancelled']);
	expect(view!.totals.read).toBe(43);
});

function nameOf({ draft }: DraftView, column: number): string {
	if (column === -1) return 'row';
	const { meaning, title } = draft.columns[column]!;
	return meaning === 'variable' || meaning === 'ignored' ? title : GUIDE_TITLES[meaning];
}

test('what a credential needs and no workbook had gets a column to write it in', async () => {
	const bytes = new TextEncoder().encode('Forename;Surname;E-mail\nInes;Faria;ines@example.org');
	let { view } = await it.importFiles([new File([bytes], 'spring.csv')]);
	view = await it.thread.setDefinition(view!.draft.workbooks[0]!.digest, 'V8XM-94PV');
	const hours = view.draft.columns.findIndex(({ title }) => title === 'Hours');
	expect(view.problems.map(({ code, column }) => [code, column])).toEqual([['value-missing', hours]]);
	const { rows } = await it.thread.rows(ALL, 0, 1);
	view = await it.thread.edit(rows[0]!.key, hours, '6');
	expect(view.totals.ready).toBe(1);
	expect((await it.reopen())!.totals.ready).toBe(1);
});
