import '../../../../app.css';
import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { DraftView, DraftWorkbook } from '#lib/drafts/draft.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import FilesSection from './FilesSection.svelte';
import type { WorkbookActs } from './workbook-acts.ts';

beforeEach(() => overwriteGetLocale(() => 'en'));

const workbookOf = (name: string, change: Partial<DraftWorkbook> = {}): DraftWorkbook => ({
	name,
	digest: name,
	sheet: 'Sheet1',
	headerLine: 1,
	peopleAbove: 0,
	rowsRead: 10,
	definitionId: null,
	candidates: [],
	columns: [],
	sheets: [],
	hiddenRows: null,
	stale: [],
	...change
});

async function show(workbooks: DraftWorkbook[], unsaid = 0) {
	const draft = { workbooks, columns: [], dateOrders: {} } as Partial<DraftView['draft']>;
	const read = workbooks.reduce((sum, { rowsRead }) => sum + rowsRead, 0);
	const byDefinition = [{ definitionId: null, ready: 0, errors: unsaid, warnings: 0, excluded: 0 }];
	const totals = { read, byDefinition } as DraftView['totals'];
	const nothing = () => {};
	await render(FilesSection, {
		view: { draft, totals } as DraftView,
		catalog: [],
		readonly: false,
		importing: null,
		refusals: [],
		dateExamples: {},
		onfiles: nothing,
		oncancel: nothing,
		ondismiss: nothing,
		onopen: nothing,
		acts: {} as WorkbookActs
	});
}

const seen = () => [...document.querySelectorAll('li p.font-semibold')].map((name) => name.textContent);

test('many workbooks fold into one line, but for those that ask something', async () => {
	const settled = ['a', 'b', 'c', 'd'].map((name) => workbookOf(`${name}.xlsx`));
	await show([...settled, workbookOf('asks.xlsx', { candidates: ['D3V2-QMHQ'] })]);
	expect(seen()).toEqual(['asks.xlsx']);
	await page.getByRole('button', { name: /4 workbooks without a question.*40 rows read/ }).click();
	expect(seen()).toEqual(['asks.xlsx', 'a.xlsx', 'b.xlsx', 'c.xlsx', 'd.xlsx']);
});

test('a few stand open', async () => {
	await show(['a', 'b', 'c'].map((name) => workbookOf(`${name}.xlsx`)));
	expect(seen()).toEqual(['a.xlsx', 'b.xlsx', 'c.xlsx']);
});

test('a workbook whose rows do not all say their credential is not told to be right', async () => {
	await show([workbookOf('a.xlsx')], 2);
	await expect.element(page.getByText('8 of 10 rows say which credential')).toBeVisible();
	expect(document.body.textContent).not.toContain('Each row says');
});
