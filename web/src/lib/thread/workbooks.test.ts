import { afterEach, beforeEach, expect, test } from 'vitest';
import mergedUrl from '#shared/fixtures/merged-by-hand.xlsx?url';
import { read, utils, write, type WorkSheet } from 'xlsx';
import type { DraftView } from '../drafts/draft.ts';
import { db } from '../db.ts';
import { ALL, FIRST_AID, startDraft } from './sample-draft.ts';

let it: ReturnType<typeof startDraft>;

beforeEach(() => {
	it = startDraft();
});

afterEach(async () => {
	await it.thread.deleteDraft(it.draftId);
	await db.shapes.clear();
});

const HEADER = ['ID', 'First Name', 'Last Name', 'Contact', 'Score'];
const ANA = [FIRST_AID, 'Ana', 'Reyes', 'ana@school.ca', '88'];
const BO = [FIRST_AID, 'Bo', 'Lund', 'bo@school.ca', '91'];

function workbook(sheets: Record<string, string[][]>, dress: (sheet: WorkSheet) => void = () => {}): File {
	const book = utils.book_new();
	for (const [name, lines] of Object.entries(sheets)) {
		const sheet = utils.aoa_to_sheet(lines);
		dress(sheet);
		utils.book_append_sheet(book, sheet, name);
	}
	return new File([write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer], 'people.xlsx');
}

async function take(file: File): Promise<DraftView> {
	const { view, refusals } = await it.importFiles([file]);
	expect(refusals).toEqual([]);
	return view!;
}

const names = async () => (await it.thread.rows(ALL, 0, 9)).rows.map(({ texts }) => texts[1]);

test('another sheet and another header are chosen by hand, and undone', async () => {
	const view = await take(workbook({ May: [HEADER, ANA], June: [['Course list'], HEADER, BO] }));
	const [may] = view.draft.workbooks;
	expect(may).toMatchObject({ sheet: 'May', sheets: [{ name: 'May' }, { name: 'June', alsoList: 'asked' }] });
	expect(await it.thread.peekSheet(may!.digest, 'June')).toMatchObject([
		{ line: 1, texts: ['Course list'] },
		{ line: 2, texts: HEADER },
		{ line: 3 }
	]);
	const june = await it.thread.chooseInWorkbook(may!.digest, { sheet: 'June' });
	expect(june.refusal).toBeNull();
	expect(june.view.draft.workbooks[0]).toMatchObject({ sheet: 'June', headerLine: 2, rowsRead: 1 });
	expect(await names()).toEqual(['Bo']);
	const wrong = await it.thread.chooseInWorkbook(may!.digest, { headerLine: 3 });
	expect(wrong.refusal).toMatchObject({ code: 'no-rows' });
	expect(wrong.view.totals.read).toBe(1);
	await it.thread.undo();
	expect(await names()).toEqual(['Ana']);
});

test('a second list in the same workbook is read too when the person says so', async () => {
	const file = workbook({
		May: [HEADER, ANA],
		June: [HEADER, BO],
		Notes: [
			['Bring', 'Pens'],
			['Two', 'Boxes']
		]
	});
	const view = await take(file);
	const [may] = view.draft.workbooks;
	expect(may!.sheets.map(({ alsoList }) => alsoList)).toEqual([undefined, 'asked', undefined]);
	const both = await it.thread.readSheetToo(may!.digest, 'June');
	expect(both).toMatchObject({ refusal: null, view: { totals: { read: 2, ready: 2 } } });
	expect(both.view.draft.workbooks.map(({ sheet }) => sheet)).toEqual(['May', 'June']);
	expect((await it.importFiles([file])).refusals[0]!.code).toBe('already-there');
	const june = both.view.draft.workbooks[1]!;
	expect(await it.thread.peekSheet(june.digest, 'June')).toHaveLength(2);
	const twice = await it.thread.chooseInWorkbook(may!.digest, { sheet: 'June' });
	expect(twice.view.totals.read).toBe(2);
	expect((await it.thread.removeWorkbook(june.digest)).totals.read).toBe(1);
	await it.thread.undo();
	expect((await it.thread.undo()).draft.workbooks).toHaveLength(1);
	const left = await it.thread.leaveSheetOut(may!.digest, 'June');
	expect(left.draft.workbooks[0]!.sheets[1]!.alsoList).toBe('left-out');
});

test('what was said of further lists stays said when a column is mapped anew', async () => {
	const titles = ['ID', 'First Name', 'Last Name', 'Contact', 'Punkte'];
	const people = (name: string) => [FIRST_AID, name, 'Lund', `${name.toLowerCase()}@school.ca`, '80'];
	const view = await take(
		workbook({
			May: [titles, people('Ana')],
			June: [titles, people('Bo')],
			July: [titles, people('Cy')],
			Past: [titles, people('Di')]
		})
	);
	const { digest } = view.draft.workbooks[0]!;
	await it.thread.readSheetToo(digest, 'June');
	await it.thread.leaveSheetOut(digest, 'July');
	const columns = [{ position: 4, column: { meaning: 'variable' as const, title: 'Score' } }];
	const said = await it.thread.chooseInWorkbook(digest, { columns });
	const answers = [undefined, 'read', 'left-out', 'asked'];
	expect(said.view.draft.workbooks[0]!.sheets.map(({ alsoList }) => alsoList)).toEqual(answers);
	const exported = read((await it.thread.exportDraft('en'))!, { type: 'array' });
	const lines = utils.sheet_to_json<string[]>(exported.Sheets[exported.SheetNames[0]!]!, { header: 1 });
	const source = lines[0]!.findIndex((title) => /source/i.test(title));
	expect(lines.at(-1)![source]).toMatch(/^.+\.xlsx, June, row \d+$/);
	const june = said.view.draft.workbooks[1]!;
	const further = await it.thread.chooseInWorkbook(june.digest, { columns });
	expect(further.view.draft.workbooks[1]).toMatchObject({ sheet: 'June', sheets: [] });
});

test('a list that is only on a hidden sheet is read and asked about', async () => {
	const book = utils.book_new();
	utils.book_append_sheet(book, utils.aoa_to_sheet([['How to fill in this workbook']]), 'Read me');
	utils.book_append_sheet(book, utils.aoa_to_sheet([[...HEADER, 'Punkte'], ANA, BO]), 'List');
	book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
	const bytes = write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer;
	const view = await take(new File([bytes], 'people.xlsx'));
	const asked = { count: 2, filtered: false, taken: null, sheet: true };
	expect(view.draft.workbooks[0]).toMatchObject({ sheet: 'List', hiddenRows: asked });
	expect(view.totals).toMatchObject({ read: 2, excluded: 2 });
	const { digest } = view.draft.workbooks[0]!;
	const columns = [{ position: 4, column: { meaning: 'ignored' as const, title: 'Score' } }];
	const mapped = await it.thread.chooseInWorkbook(digest, { columns });
	expect(mapped.view.draft.workbooks[0]!.hiddenRows).toEqual(asked);
	expect((await it.thread.takeHiddenRows(digest, true)).totals.excluded).toBe(0);
});

test('a doubtful title is asked about once, and known again in the next workbook', async () => {
	const titles = ['ID', 'Frist Name', 'Last Name', 'Contact', 'Remarks'];
	const view = await take(workbook({ May: [titles, ANA] }));
	const [asked] = view.draft.workbooks;
	expect(asked!.columns.map((column) => column.asked)).toEqual([false, true, false, false, true]);
	expect(asked!.columns[1]).toMatchObject({ column: { meaning: 'first-name' }, example: 'Ana' });
	const confirmed = await it.thread.confirmColumns(asked!.digest);
	expect(confirmed.draft.workbooks[0]!.columns.some((column) => column.asked)).toBe(false);
	const next = await take(workbook({ May: [titles, BO] }));
	expect(next.draft.workbooks[1]!.columns.some((column) => column.asked)).toBe(false);
});

test('once the definition is chosen, it is asked which unused columns hold its required variables', async () => {
	const titles = ['First Name', 'Last Name', 'Contact', 'Punkte', 'Bemerkung', 'Zahl'];
	const lines = [ANA, BO].map((line) => [...line.slice(1), 'late', '12']);
	const { draft } = await take(workbook({ May: [titles, ...lines] }));
	const { digest, columns } = draft.workbooks[0]!;
	expect(columns.some(({ asked }) => asked)).toBe(false);
	const askedOf = (view: DraftView) =>
		view.draft.workbooks[0]!.columns.flatMap(({ asked, title }) => (asked ? [title] : []));
	const chosen = await it.thread.setDefinition(digest, FIRST_AID);
	expect(askedOf(chosen)).toEqual(['Punkte', 'Zahl']);
	expect(chosen.draft.workbooks[0]!.missingVariables).toEqual(['Score']);
	const zahl = { position: 5, column: { meaning: 'ignored' as const, title: 'Zahl' } };
	const half = await it.thread.chooseInWorkbook(digest, { columns: [zahl] });
	expect(askedOf(half.view)).toEqual(['Punkte']);
	const punkte = { position: 3, column: { meaning: 'variable' as const, title: 'Score' } };
	const said = await it.thread.chooseInWorkbook(digest, { columns: [punkte] });
	expect(said.view.problems).toEqual([]);
	expect(said.view.draft.workbooks[0]!.missingVariables).toBeUndefined();
});

test('a column that Sheaf does not know is kept, and means what the person says; edits stay', async () => {
	const titles = ['ID', 'First Name', 'Last Name', 'Contact', 'Punkte'];
	const view = await take(workbook({ May: [titles, ANA, BO] }));
	const { digest, columns } = view.draft.workbooks[0]!;
	expect(columns[4]).toMatchObject({ column: { meaning: 'ignored', title: 'Punkte' }, asked: true });
	expect(view.draft.workbooks[0]!.missingVariables).toEqual(['Score']);
	expect(view.problems.map(({ code, rows }) => [code, rows])).toEqual([['value-missing', 2]]);
	const { rows } = await it.thread.rows(ALL, 0, 2);
	await it.thread.edit(rows[0]!.key, 1, 'Anna');
	const said = await it.thread.chooseInWorkbook(digest, {
		columns: [{ position: 4, column: { meaning: 'variable', title: 'Score' } }]
	});
	expect(said.view.problems).toEqual([]);
	expect(said.view.draft.workbooks[0]!.missingVariables).toBeUndefined();
	expect(said.view.totals.ready).toBe(2);
	expect(await names()).toEqual(['Anna', 'Bo']);
	expect((await it.reopen())!.totals.ready).toBe(2);
	const next = await take(workbook({ May: [titles, [FIRST_AID, 'Cy', 'Oh', 'cy@school.ca', '70']] }));
	expect(next.totals.ready).toBe(3);
});

test('rows that Excel hides are excluded until the person says that they are meant', async () => {
	const view = await take(
		workbook({ May: [HEADER, ANA, BO] }, (sheet) => {
			sheet['!rows'] = [{}, {}, { hidden: true }];
		})
	);
	const { digest, hiddenRows } = view.draft.workbooks[0]!;
	expect(hiddenRows).toEqual({ count: 1, filtered: false, taken: null });
	expect(view.totals).toMatchObject({ read: 2, ready: 1, excluded: 1 });
	const taken = await it.thread.takeHiddenRows(digest, true);
	expect(taken.totals).toMatchObject({ ready: 2, excluded: 0 });
	expect(taken.draft.workbooks[0]!.hiddenRows!.taken).toBe(true);
	expect((await it.thread.takeHiddenRows(digest, false)).totals.excluded).toBe(1);
});

test('a column that nobody knows is asked about where a needed one is missing, once for its kind', async () => {
	const text = 'ID,First Name,Last Name,Wohin,Remark,Score\nD3V2-QMHQ,Ana,Lund,ana@school.ca,late,81\n';
	const { view } = await it.importFiles([new File([text], 'wohin.csv')]);
	const [asked] = view!.draft.workbooks;
	expect(asked!.columns.filter((column) => column.asked).map(({ title }) => title)).toEqual(['Wohin']);
	const choice = { columns: [{ position: 3, column: { meaning: 'contact' as const, title: 'Wohin' } }] };
	const { view: chosen } = await it.thread.chooseInWorkbook(asked!.digest, choice);
	expect(chosen.totals.ready).toBe(1);
	expect(chosen.draft.workbooks[0]!.columns.some((column) => column.asked)).toBe(false);
	const { view: next } = await it.importFiles([new File([text.replace('ana@', 'bo@')], 'again.csv')]);
	expect(next!.totals.ready).toBe(2);
});

test('a column that Excel hides is asked about', async () => {
	const view = await take(
		workbook({ May: [HEADER, ANA] }, (sheet) => {
			sheet['!cols'] = [{}, {}, {}, { hidden: true }];
		})
	);
	const { columns } = view.draft.workbooks[0]!;
	expect(columns.filter((column) => column.asked).map(({ title, hidden }) => [title, hidden])).toEqual([
		['Contact', true]
	]);
});

test('what is merged over several rows stands in each, and a header that is repeated is no row', async () => {
	const lines = [
		HEADER,
		ANA,
		['', 'Bo', 'Lund', 'bo@school.ca', '91'],
		HEADER,
		['', 'Cy', 'Oh', 'cy@school.ca', '70']
	];
	const view = await take(
		workbook({ May: lines }, (sheet) => {
			sheet['!merges'] = [utils.decode_range('A2:A3')];
		})
	);
	expect(view.totals).toMatchObject({ read: 3, ready: 2, errors: 1 });
});

test('a workbook is taken out with its rows, and put back', async () => {
	await it.importView(mergedUrl);
	const view = await take(workbook({ May: [HEADER, ANA] }));
	const removed = await it.thread.removeWorkbook(view.draft.workbooks[0]!.digest);
	expect(removed.totals.read).toBe(1);
	expect(removed.draft.workbooks).toHaveLength(1);
	const back = await it.thread.undo();
	expect(back.totals.read).toBe(44);
	expect((await it.reopen())!.draft.workbooks).toHaveLength(2);
});

test('a text that is not in Unicode keeps with its workbook in which letters it was read', async () => {
	const text = 'First Name,Last Name,Contact\nRen\xe9e,Roy,renee@school.ca\n';
	const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
	await it.importFiles([new File([bytes], 'list.csv')]);
	const { draft } = (await it.reopen())!;
	expect(draft.workbooks[0]!.letters).toEqual({ page: 'windows-1252', examples: ['Renée'] });
});

test('a row that is the same as one of another workbook or sheet names it, and one in its own does not', async () => {
	const header = ['ID', 'First Name', 'Last Name', 'Contact', 'Score'];
	const line = (name: string) => [FIRST_AID, name, 'Lund', `${name}@school.ca`, '80'];
	const fileWith = (name: string, sheets: Record<string, string[][]>) => {
		const book = utils.book_new();
		for (const [sheet, lines] of Object.entries(sheets))
			utils.book_append_sheet(book, utils.aoa_to_sheet([header, ...lines]), sheet);
		return new File([write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer], name);
	};
	await it.importFiles([
		fileWith('may.xlsx', { May: [line('Ana'), line('Ana')] }),
		fileWith('june.xlsx', { Mon: [line('Ana'), line('Bo')], Tue: [line('Bo'), line('Cy')] })
	]);
	const { digest } = (await it.reopen())!.draft.workbooks[1]!;
	const { view } = await it.thread.readSheetToo(digest, 'Tue');
	const { rows } = await it.thread.rows(ALL, 0, 9);
	expect(rows.map(({ issues }) => issues.map(({ params }) => params))).toEqual([
		[],
		[{ line: 2, index: 0 }],
		[{ line: 2, index: 0, workbook: 'may.xlsx' }],
		[],
		[{ line: 3, index: 3, workbook: 'june.xlsx', sheet: 'Mon' }],
		[]
	]);
	expect(view.problems).toMatchObject([{ code: 'row-identical', rows: 3, params: { line: 2, index: 0 } }]);
	await it.thread.setExcluded([rows[1]!.key], true);
	const { problems } = (await it.reopen())!;
	expect(problems).toMatchObject([{ rows: 2, params: { line: 2, workbook: 'may.xlsx' } }]);
	const book = read((await it.thread.exportDraft('en'))!, { type: 'array' });
	expect(JSON.stringify(utils.sheet_to_json(book.Sheets[book.SheetNames[0]!]!))).toContain(
		'the same as row 2 of may.xlsx.'
	);
});
