import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import * as XLSX from 'xlsx';
import { ADMIN, issueDraft, readMails, sendNow, signIn, waitForMails, workbook } from './app.ts';

// The guide's nineteen steps, with the workbooks that were made by following it.
function readLines(bytes: Uint8Array): unknown[][] {
	const book = XLSX.read(bytes);
	return XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, {
		header: 1,
		blankrows: false
	});
}

test('steps 1 to 7: sign in, find a definition, take its template', async ({ page }) => {
	await signIn(page);
	await page.getByRole('navigation').getByRole('link', { name: 'Credential Catalog' }).first().click();
	await page.getByRole('main').getByRole('searchbox').fill('first aid');
	const card = page.getByRole('article', { name: 'First Aid Level 2' });
	await expect(page.getByRole('article')).toHaveCount(1);
	await expect(card.getByText('D3V2-QMHQ')).toBeVisible();
	await card.getByRole('button', { name: 'Issue Many' }).click();
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('dialog').getByRole('button', { name: 'Template' }).click()
	]);
	const lines = readLines(readFileSync(await download.path()));
	expect(lines).toEqual([
		['First Name', 'Last Name', 'Contact', 'Expiration Date/Duration', 'Score', 'Instructor']
	]);
});

test('steps 8 to 11: one template for several definitions', async ({ page }) => {
	await signIn(page);
	await page.getByRole('button', { name: 'Select', exact: true }).click();
	await page.getByRole('checkbox', { name: 'First Aid Level 2' }).press('Space');
	await page.getByRole('checkbox', { name: 'Forklift Operator' }).press('Space');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Template for 2 credentials' }).click()
	]);
	const lines = readLines(readFileSync(await download.path()));
	expect(lines).toEqual([
		[
			'ID',
			'First Name',
			'Last Name',
			'Contact',
			'Expiration Date/Duration',
			'Score',
			'Instructor',
			'Certificate Number',
			'Class'
		]
	]);
});

test('steps 12 to 18: the merged workbook, reviewed, labelled, issued and mailed', async ({
	page,
	context
}) => {
	await signIn(page);
	await page.getByRole('link', { name: 'Bulk Issue Multiple Credentials' }).click();
	await page.locator('input[type=file]').setInputFiles(workbook('merged-by-hand.xlsx'));
	await expect(page.getByText('43 ready').first()).toBeVisible();
	await page.getByLabel('Batch label').fill('Guide, autumn');

	await page.reload();
	await expect(page.getByLabel('Batch label')).toHaveValue('Guide, autumn');

	await page.getByRole('button', { name: 'Issue Multiple Credentials' }).click();
	const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'));
	await expect(dialog).toContainText('25 First Aid Level 2');
	await expect(dialog).toContainText('18 Forklift Operator');
	await expect(dialog).toContainText('25 people');
	await dialog.getByRole('button', { name: /^Issue/ }).click();

	await expect(page.getByRole('button', { name: 'Take back' })).toBeVisible();
	expect((await readMails()).filter((mail) => mail.subject.includes('Level 2'))).toHaveLength(0);
	await sendNow(page);
	const mails = await waitForMails(/First Aid Level 2|Forklift Operator/, 43);
	expect(new Set(mails.flatMap((mail) => mail.to)).size).toBe(25);
	await expect(page.getByText('43 delivered').first()).toBeVisible({ timeout: 60_000 });

	const mail = mails.find((candidate) => candidate.to.includes('wang@example.com'));
	const link = /https?:\/\/\S+\/credentials\/[0-9a-f-]{36}/.exec(mail?.text ?? '')?.[0] ?? '';
	const recipient = await context.newPage();
	await recipient.goto(link);
	await expect(recipient.getByText('小明 王')).toBeVisible();
	await recipient.getByRole('button', { name: 'Verify' }).click();
	await expect(recipient.getByRole('listitem').filter({ hasText: /passed/i })).toHaveCount(5);
	const document = await recipient.request.get(`${link}.json`);
	expect(await document.text()).not.toContain('wang@');
});

test('step 19: the addresses that failed reach the admins', async ({ page }) => {
	const book = XLSX.read(readFileSync(workbook('first-aid-filled.xlsx')));
	const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
	XLSX.utils.sheet_add_aoa(sheet, [['nobody@bounce.example'], ['gone@late-bounce.example']], {
		origin: 'C2'
	});
	const bytes = XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;

	await signIn(page);
	await page.getByRole('link', { name: 'Bulk Issue Multiple Credentials' }).click();
	await page.locator('input[type=file]').setInputFiles({
		name: 'first-aid-bounces.xlsx',
		mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		buffer: bytes
	});
	await page.getByRole('button', { name: 'First Aid Level 2' }).click();
	await expect(page.getByText('25 ready').first()).toBeVisible();
	await issueDraft(page, 'Two addresses that bounce');
	await sendNow(page);

	const report = page.getByRole('region', { name: 'Error report' });
	await expect(report).toContainText('nobody@bounce.example', { timeout: 60_000 });
	await expect(report).toContainText('gone@late-bounce.example');
	await expect
		.poll(
			async () =>
				(await readMails(ADMIN)).filter((mail) => mail.text.includes('nobody@bounce.example')).length,
			{
				timeout: 60_000
			}
		)
		.toBe(1);
});
