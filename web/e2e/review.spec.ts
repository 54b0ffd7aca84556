import { expect, test } from '@playwright/test';
import findings from '../../shared/fixtures/in-a-hurry.findings.json' with { type: 'json' };
import { dropIntoNewDraft, useDemo, workbook } from './app.ts';

test.beforeEach(({ page }) => useDemo(page));

test('two filled templates are asked about once each, and merge', async ({ page }) => {
	await dropIntoNewDraft(page, [workbook('first-aid-filled.xlsx'), workbook('forklift-filled.xlsx')]);
	const first = page.getByRole('listitem').filter({ hasText: 'first-aid-filled.xlsx' });
	const second = page.getByRole('listitem').filter({ hasText: 'forklift-filled.xlsx' });
	await expect(page.getByText('Which credential is this workbook for?')).toHaveCount(2);
	await expect(second.getByRole('group').getByRole('button').first()).toHaveText('Forklift Operator');
	await second.getByRole('button', { name: 'Forklift Operator' }).click();
	await expect(page.getByText('18 ready').first()).toBeVisible();
	await first.getByRole('button', { name: 'First Aid Level 2' }).click();
	await expect(page.getByText('43 ready').first()).toBeVisible();
	await expect(page.getByText('Which credential is this workbook for?')).toHaveCount(0);
});

test('a workbook made in a hurry: every problem, its fix, undo, and nothing lost', async ({ page }) => {
	await dropIntoNewDraft(page, workbook('in-a-hurry.xlsx'));
	const rowsWithErrors = new Set(
		findings.findings.filter(({ level }) => level === 'error').map(({ row }) => row)
	);
	const errors = `${rowsWithErrors.size} with errors`;
	await expect(page.getByText(errors).first()).toBeVisible();
	await expect(page.getByText('47 rows').first()).toBeVisible();

	await page.getByRole('button', { name: 'April 3, 2028', exact: true }).click();
	await expect(page.getByText(`${rowsWithErrors.size - 1} with errors`).first()).toBeVisible();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText(errors).first()).toBeVisible();

	const grid = page.getByRole('grid', { name: 'Rows of the draft' });
	const madonna = grid.getByRole('row').filter({ hasText: 'Madonna' });
	await page
		.getByPlaceholder('Search the rows')
		.or(page.getByLabel('Search the rows'))
		.first()
		.fill('Madonna');
	await expect(madonna).toHaveCount(1);
	await expect(grid.getByRole('row')).toHaveCount(2);
	await madonna.getByRole('gridcell').nth(3).dblclick();
	await page.keyboard.type('Ciccone');
	await page.keyboard.press('Enter');
	await expect(page.getByText(`${rowsWithErrors.size - 1} with errors`).first()).toBeVisible();

	await page.reload();
	await expect(page.getByText(`${rowsWithErrors.size - 1} with errors`).first()).toBeVisible();
	await expect(grid.getByText('Ciccone')).toHaveCount(1);
});

const refused: { what: string; bytes: () => Buffer; name: string; says: RegExp }[] = [
	{ what: 'a PDF', name: 'list.xlsx', bytes: () => Buffer.from('%PDF-1.7\n1 0 obj'), says: /This is a PDF/ },
	{ what: 'an empty file', name: 'empty.xlsx', bytes: () => Buffer.alloc(0), says: /empty/ },
	{
		what: 'a sheet without titles',
		name: 'notes.csv',
		bytes: () => Buffer.from('lunch,42\ntea,7\n'),
		says: /No row with titles/
	},
	{
		what: 'titles alone',
		name: 'bare.csv',
		bytes: () => Buffer.from('First Name,Last Name,Contact\n'),
		says: /no rows below/
	}
];

test('what is no workbook is refused in a sentence and costs nothing', async ({ page }) => {
	await dropIntoNewDraft(page, workbook('merged-by-hand.xlsx'));
	await expect(page.getByText('43 ready').first()).toBeVisible();
	for (const { name, bytes, says } of refused) {
		await page
			.locator('input[type=file]')
			.setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes() });
		await expect(page.getByText(says).first()).toBeVisible();
	}
	await page.locator('input[type=file]').setInputFiles(workbook('merged-by-hand.xlsx'));
	await expect(page.getByText(/already in the draft/).first()).toBeVisible();
	await expect(page.getByText('43 ready').first()).toBeVisible();
});

test('a draft survives the end of its page', async ({ page, context }) => {
	await dropIntoNewDraft(page, workbook('merged-by-hand.xlsx'));
	await expect(page.getByText('43 ready').first()).toBeVisible();
	const address = page.url();
	await page.goto('chrome://crash').catch(() => {});
	const other = await context.newPage();
	await other.goto(address);
	await expect(other.getByText('43 ready').first()).toBeVisible();
});
