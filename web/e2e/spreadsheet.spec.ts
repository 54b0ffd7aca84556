import { readFileSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { writeXlsx } from 'hucre/xlsx';
import { read, write } from 'xlsx';
import { dropIntoNewDraft, useDemo, workbook } from './app.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Titles below a heading and a little misspelt, two rows hidden, another list on a second sheet. */
async function uncertainWorkbook() {
	const people = Array.from({ length: 6 }, (_, n) => [
		'Member of the Institute',
		`Name${n}`,
		`Last${n}`,
		`p${n}@school.example`,
		'2027-01-05'
	]);
	const bytes = await writeXlsx({
		sheets: [
			{
				name: 'Spring',
				rows: [
					['Members of spring'],
					[],
					['ID', 'Fist Name', 'Last Name', 'Contact', 'Member Since'],
					...people
				],
				rowDefs: new Map([5, 6].map((line) => [line, { hidden: true }]))
			},
			{
				name: 'Autumn',
				rows: [
					['ID', 'First Name', 'Last Name', 'Contact', 'Member Since'],
					['Member of the Institute', 'Eva', 'Moss', 'eva@school.example', '2027-01-05']
				]
			}
		]
	});
	return { name: 'uncertain.xlsx', mimeType: XLSX, buffer: Buffer.from(bytes) };
}

const cellAt = (page: Page, row: number, column: number): Locator =>
	page.locator(`[data-row="${row}"] > [aria-colindex="${column}"]`);

async function paste(page: Page, text: string): Promise<void> {
	await page.evaluate((pasted) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/plain', pasted);
		const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
		document.activeElement!.dispatchEvent(event);
	}, text);
}

test.beforeEach(({ page }) => useDemo(page));

test('what is uncertain in a workbook is asked, stops issuing until it is said, and is remembered', async ({
	page
}) => {
	await dropIntoNewDraft(page, await uncertainWorkbook());
	const card = page.getByRole('listitem').filter({ hasText: 'uncertain.xlsx' }).first();
	await expect(card.getByText('titles in row 3 · 6 rows')).toBeVisible();
	const issue = page.getByRole('button', { name: 'Issue Multiple Credentials' });
	await expect(issue).toBeDisabled();
	await expect(page.getByText('2 excluded').first()).toBeVisible();
	await card.getByRole('button', { name: 'That is right' }).click();
	await expect(
		page.getByText('Say above whether the 2 hidden rows of uncertain.xlsx are meant.')
	).toBeVisible();
	await card.getByRole('button', { name: 'Take them in' }).click();
	await expect(page.getByText('6 ready').first()).toBeVisible();
	await expect(issue).toBeDisabled();
	await card.getByRole('button', { name: 'Read it too' }).click();
	await expect(page.getByText('7 ready').first()).toBeVisible();
	await expect(issue).toBeEnabled();

	await dropIntoNewDraft(page, await uncertainWorkbook());
	await expect(card.getByText('titles in row 3 · 6 rows')).toBeVisible();
	await expect(card.getByRole('button', { name: 'Take them in' })).toBeVisible();
	await expect(card.getByRole('button', { name: 'That is right' })).toHaveCount(0);
});

test('a column is mapped by hand, the header chosen, the workbook removed, and all of it undone', async ({
	page
}) => {
	await dropIntoNewDraft(page, workbook('merged-by-hand.xlsx'));
	const card = page.getByRole('listitem').filter({ hasText: 'merged-by-hand.xlsx' }).first();
	await expect(page.getByText('43 ready').first()).toBeVisible();
	await card.getByRole('button', { name: /^How \d+ columns/ }).click();
	await card.getByRole('button', { name: 'Change what Last Name means' }).click();
	await card.getByLabel('What Last Name means').selectOption('Not used');
	await expect(page.getByText('43 with errors').first()).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText('43 ready').first()).toBeVisible();

	await card.getByRole('button', { name: 'More for merged-by-hand.xlsx' }).click();
	await page.getByRole('menuitem', { name: 'Choose the row of titles' }).click();
	await expect(page.getByRole('dialog').getByRole('button', { name: /First Name/ })).toHaveAttribute(
		'aria-current',
		'true'
	);
	await page.keyboard.press('Escape');
	await card.getByRole('button', { name: 'More for merged-by-hand.xlsx' }).click();
	await page.getByRole('menuitem', { name: 'Remove this workbook' }).click();
	await page.getByRole('button', { name: 'Undo' }).first().click();
	await expect(page.getByText('43 ready').first()).toBeVisible();
});

test('the grid works as a spreadsheet, and each step can be undone', async ({ page }) => {
	await dropIntoNewDraft(page, workbook('merged-by-hand.xlsx'));
	await expect(page.getByText('43 rows shown')).toBeVisible();
	const undo = page.getByRole('button', { name: 'Undo' });
	await cellAt(page, 0, 4).click();
	await paste(page, 'Zoë\tÅs\r\nMary Ann\t"O\'Neil"\r\n');
	await expect(cellAt(page, 1, 4)).toContainText('Mary Ann');
	await expect(cellAt(page, 0, 5)).toContainText('Ås');
	await page.keyboard.press('Control+z');
	await expect(cellAt(page, 1, 4)).not.toContainText('Mary Ann');

	await cellAt(page, 1, 1).click();
	await page.getByRole('button', { name: 'Rows', exact: true }).click();
	await page.getByRole('menuitem', { name: 'Duplicate the row' }).click();
	await expect(page.getByText('44 rows shown')).toBeVisible();
	await cellAt(page, 1, 1).click({ button: 'right' });
	await page.getByRole('menuitem', { name: 'Insert a row below' }).click();
	await expect(page.getByText('45 rows shown')).toBeVisible();
	await expect(cellAt(page, 2, 3)).toBeFocused();
	await page.keyboard.press('Shift+ArrowUp');
	await cellAt(page, 2, 3).click({ button: 'right' });
	await page.getByRole('menuitem', { name: 'Delete 2 rows' }).click();
	await expect(page.getByText('43 rows shown')).toBeVisible();
	for (let step = 0; step < 3; step++) await undo.first().click();
	await expect(page.getByText('43 rows shown')).toBeVisible();

	await cellAt(page, 0, 6).click();
	await page.keyboard.press('Control+f');
	await page.getByLabel('Find', { exact: true }).fill('@example.');
	await page.getByLabel('Replace with').fill('@other.example.');
	const replace = page.getByRole('button', { name: /^Replace \d+ cells$/ });
	await expect(replace).toBeVisible();
	const count = Number(/\d+/.exec((await replace.textContent()) ?? '')?.[0]);
	await replace.click();
	await expect(page.getByText(`${count} cells were replaced`)).toBeVisible();
	await expect(cellAt(page, 0, 6)).toContainText('@other.example.');
	await page.keyboard.press('Escape');

	const title = page.getByRole('columnheader', { name: 'First Name' });
	await title.getByRole('button').click();
	await expect(title).toHaveAttribute('aria-sort', 'ascending');
	const first = await cellAt(page, 0, 4).textContent();
	await title.getByRole('button').click();
	await expect(title).toHaveAttribute('aria-sort', 'descending');
	await expect(cellAt(page, 0, 4)).not.toHaveText(first ?? '');
});

/** As Excel would save it after one of its cells was changed. */
function changeText(bytes: Buffer, from: string, to: string): Buffer {
	const book = read(bytes, { cellNF: true, cellStyles: true });
	const sheet = book.Sheets[book.SheetNames[0]!]!;
	const place = Object.keys(sheet).find((each) => sheet[each]?.v === from)!;
	sheet[place] = { t: 's', v: to };
	return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}

test('an export that comes back updates its rows, wherever it is dropped', async ({ page }) => {
	await dropIntoNewDraft(page, workbook('in-a-hurry.xlsx'));
	await expect(page.getByText('47 rows shown')).toBeVisible();
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Export with problems (.xlsx)' }).click();
	const buffer = readFileSync(await (await download).path());
	const exported = { name: 'corrected.xlsx', mimeType: XLSX, buffer };
	await cellAt(page, 0, 4).click();
	await page.keyboard.type('Changed');
	await page.keyboard.press('Enter');
	await expect(cellAt(page, 0, 4)).toContainText('Changed');

	await dropIntoNewDraft(page, exported);
	await page.getByRole('button', { name: 'Open that draft' }).click();
	await expect(page.getByText('Nothing had changed')).toBeVisible();
	await expect(page.getByText('In 1 row, what you changed here after the export was kept.')).toBeVisible();
	await expect(cellAt(page, 0, 4)).toContainText('Changed');

	await dropIntoNewDraft(page, { ...exported, buffer: changeText(buffer, 'Wei', 'Weiwei') });
	await page.getByRole('button', { name: 'Open that draft' }).click();
	await expect(page.getByText('1 row of this draft was updated from it')).toBeVisible();
	await expect(page.getByText('47 rows shown')).toBeVisible();
	await expect(cellAt(page, 1, 4)).toContainText('Weiwei');
	await expect(cellAt(page, 0, 4)).toContainText('Changed');
});
