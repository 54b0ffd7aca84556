import { afterEach, beforeEach, expect, test } from 'vitest';
import { utils, write, type BookType } from 'xlsx';
import { FIRST_AID, startDraft } from './sample-draft.ts';

let it: ReturnType<typeof startDraft>;

beforeEach(() => {
	it = startDraft();
});

afterEach(async () => {
	await it.thread.deleteDraft(it.draftId);
});

const TITLES = ['ID', 'First Name', 'Last Name', 'Contact', 'Score'];
const ANA = [FIRST_AID, 'Ana', 'Reyes', 'ana@school.ca', '88'];
const BO = [FIRST_AID, 'Bo', 'Lund', 'bo@school.ca', '91'];
const withoutId = (row: string[]) => row.slice(1);

function saved(name: string, rows: string[][], { hides = false, bookType = 'xlsx' as BookType } = {}): File {
	const book = utils.book_new();
	const sheet = utils.aoa_to_sheet(rows);
	if (hides) sheet['!rows'] = [{}, {}, { hidden: true }];
	utils.book_append_sheet(book, sheet, 'May');
	return new File([write(book, { type: 'array', bookType }) as ArrayBuffer], name);
}

async function take(...files: File[]): Promise<(string | undefined)[]> {
	const { refusals } = await it.importFiles(files);
	return files.map(({ name }) => refusals.find((refusal) => refusal.name === name)?.code);
}

test('the same rows in other bytes are the same workbook; one cell or hidden row makes another', async () => {
	const rows = [TITLES, ANA, BO];
	const changed = [TITLES, ANA, BO.with(4, '92')];
	expect(
		await take(
			saved('may.xlsx', rows),
			saved('again.xlsb', rows, { bookType: 'xlsb' }),
			saved('changed.xlsx', changed),
			saved('hidden.xlsx', rows, { hides: true })
		)
	).toEqual([undefined, 'already-there', undefined, undefined]);
	expect((await it.reopen())!.totals.read).toBe(6);
	const [may] = (await it.reopen())!.draft.workbooks;
	await it.thread.removeWorkbook(may!.digest);
	expect(await take(saved('again.xlsb', rows, { bookType: 'xlsb' }))).toEqual([undefined]);
});

test('lists that do not say their definition are the same under one name only', async () => {
	const rows = [TITLES, ANA, BO].map(withoutId);
	expect(
		await take(saved('first aid.xlsx', rows), saved('forklift.xlsb', rows, { bookType: 'xlsb' }))
	).toEqual([undefined, undefined]);
	expect(await take(saved('first aid.xlsx', rows, { bookType: 'biff8' }))).toEqual(['already-there']);
});
