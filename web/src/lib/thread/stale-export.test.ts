import { afterEach, beforeEach, expect, test } from 'vitest';
import { read, utils, write, type WorkSheet } from 'xlsx';
import type { DraftView } from '../drafts/draft.ts';
import { ALL, FIRST_AID, startDraft } from './sample-draft.ts';

// An export that was made before the draft went on, and is dropped back in afterwards.

let it: ReturnType<typeof startDraft>;

beforeEach(() => {
	it = startDraft();
});

afterEach(async () => {
	await it.thread.deleteDraft(it.draftId);
});

const HEADER = ['ID', 'First Name', 'Last Name', 'Contact', 'Score'];
const [FIRST, LAST, SCORE] = [1, 2, 5];

async function startWith(...names: string[]): Promise<string[]> {
	const lines = names.map((name) => [FIRST_AID, name, 'Lund', `${name.toLowerCase()}@school.ca`, '80']);
	const book = utils.book_new();
	utils.book_append_sheet(book, utils.aoa_to_sheet([HEADER, ...lines]), 'May');
	const bytes = write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer;
	await it.importFiles([new File([bytes], 'may.xlsx')]);
	return it.thread.keysOf(ALL, 0, names.length);
}

/** The export with what a person does to it in Excel; `line` counts the rows from 1, `column` is the export's. */
async function inExcel(bytes: Uint8Array, change: (sheet: WorkSheet) => void): Promise<File> {
	const book = read(bytes, { type: 'array', cellNF: true, cellStyles: true });
	change(book.Sheets[book.SheetNames[0]!]!);
	return new File([write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer], 'again.xlsx');
}

const put = (sheet: WorkSheet, line: number, column: number, v: string) => {
	sheet[utils.encode_cell({ r: line, c: column })] = { t: 's', v };
};

async function drop(file: File): Promise<DraftView> {
	const { view, refusals } = await it.importFiles([file]);
	expect(refusals).toEqual([]);
	return view!;
}

async function textsOf(column: number): Promise<string[]> {
	return (await it.thread.rows(ALL, 0, 9)).rows.map(({ texts }) => texts[column]!);
}

test('what was edited here since stays, what was changed in Excel is taken, and both at once are told', async () => {
	const [ana, bo, cy] = await startWith('Ana', 'Bo', 'Cy');
	const exported = (await it.thread.exportDraft('en'))!;
	await it.thread.edit(ana!, FIRST, 'Anna');
	await it.thread.edit(bo!, LAST, 'Lundh');
	await it.thread.edit(cy!, FIRST, 'Cyan');
	const file = await inExcel(exported, (sheet) => {
		put(sheet, 2, FIRST, 'Bob');
		put(sheet, 3, FIRST, 'Cyril');
	});
	const view = await drop(file);
	expect(await textsOf(FIRST)).toEqual(['Anna', 'Bob', 'Cyril']);
	expect(await textsOf(LAST)).toEqual(['Lund', 'Lundh', 'Lund']);
	expect(view.draft.workbooks[1]).toMatchObject({
		rowsRead: 0,
		updated: 2,
		cameBack: { overwritten: 1, kept: 2, restored: 0, deleted: 0, issued: 0 }
	});
	expect((await it.reopen())!.draft.workbooks[1]!.cameBack).toEqual(view.draft.workbooks[1]!.cameBack);
	await it.thread.undo();
	expect(await textsOf(FIRST)).toEqual(['Anna', 'Bo', 'Cyan']);
});

test('a row that was deleted here stays deleted, unless it was changed in Excel', async () => {
	const [, bo, cy] = await startWith('Ana', 'Bo', 'Cy');
	const exported = (await it.thread.exportDraft('en'))!;
	await it.thread.removeRows([bo!, cy!]);
	const view = await drop(await inExcel(exported, (sheet) => put(sheet, 3, SCORE, '99')));
	expect(await textsOf(FIRST)).toEqual(['Ana', 'Cy']);
	expect(view.draft.workbooks[1]!.cameBack).toMatchObject({ restored: 1, deleted: 1, kept: 0 });
});

test('a new row that Excel hides is asked about as anywhere, the known ones are not', async () => {
	await startWith('Ana', 'Bo');
	const exported = (await it.thread.exportDraft('en'))!;
	const file = await inExcel(exported, (sheet) => {
		utils.sheet_add_aoa(sheet, [[FIRST_AID, 'Di', 'Oh', 'di@school.ca', '', '80']], { origin: -1 });
		sheet['!rows'] = [{}, { hidden: true }, {}, { hidden: true }];
	});
	const view = await drop(file);
	expect(view.draft.workbooks[1]!.hiddenRows).toEqual({ count: 1, filtered: false, taken: null });
	expect(view.totals).toMatchObject({ read: 3, ready: 2, excluded: 1 });
	const taken = await it.thread.takeHiddenRows(view.draft.workbooks[1]!.digest, true);
	expect(taken.totals).toMatchObject({ ready: 3, excluded: 0 });
});

/** Takes a line out of the sheet, as Excel does. */
function deleteLine(sheet: WorkSheet, line: number): void {
	const lines = utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' });
	utils.sheet_add_aoa(sheet, [...lines.slice(0, line), ...lines.slice(line + 1), lines[0]!.map(() => '')]);
}

test('a row that was deleted in Excel is told of, and can be left out; one that came here since is none', async () => {
	const [, bo] = await startWith('Ana', 'Bo', 'Cy');
	const exported = (await it.thread.exportDraft('en'))!;
	await it.thread.duplicateRows([bo!]);
	const view = await drop(await inExcel(exported, (sheet) => deleteLine(sheet, 2)));
	const { digest, cameBack } = view.draft.workbooks[1]!;
	expect(cameBack!.absent).toEqual({ count: 1, keys: [bo], excluded: false });
	expect(view.totals).toMatchObject({ read: 4, ready: 4 });
	expect((await it.reopen())!.draft.workbooks[1]!.cameBack).toEqual(cameBack);
	const left = await it.thread.excludeAbsent(digest);
	expect(left.totals).toMatchObject({ ready: 3, excluded: 1 });
	expect(left.draft.workbooks[1]!.cameBack!.absent!.excluded).toBe(true);
	const back = await it.thread.undo();
	expect(back.totals).toMatchObject({ ready: 4, excluded: 0 });
	expect(back.draft.workbooks[1]!.cameBack!.absent!.excluded).toBe(false);
});

test('rows that would not be issued anyway, and a workbook without its keys, say nothing of rows that are not in it', async () => {
	const [, bo] = await startWith('Ana', 'Bo', 'Cy');
	await it.thread.setExcluded([bo!], true);
	const exported = (await it.thread.exportDraft('en'))!;
	const without = await drop(await inExcel(exported, (sheet) => deleteLine(sheet, 2)));
	expect(without.draft.workbooks[1]!.cameBack!.absent).toBeUndefined();
	const keyless = await inExcel(exported, (sheet) => {
		const { e } = utils.decode_range(sheet['!ref']!);
		for (let r = 0; r <= e.r; r++) delete sheet[utils.encode_cell({ r, c: e.c })];
	});
	const view = await drop(keyless);
	expect(view.draft.workbooks[2]!.cameBack!.absent).toBeUndefined();
});
