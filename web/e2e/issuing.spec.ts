import { expect, test } from '@playwright/test';
import { dropIntoNewDraft, issueDraft, readMails, sendNow, useDemo, waitForMails } from './app.ts';

/** A workbook of two recipients whose names are found nowhere else. */
function workbookOf(first: string, second: string) {
	const lines = [
		'ID,First Name,Last Name,Contact,Expiration Date/Duration,Hours',
		`V8XM-94PV,${first},Berg,${first.toLowerCase()}@example.org,never,6`,
		`V8XM-94PV,${second},Lund,${second.toLowerCase()}@example.org,2031-12-31,3`
	];
	return { name: `${first}.csv`, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
}

const mailsTo = async (address: string) => (await readMails(address)).length;

test.beforeEach(async ({ page }) => {
	await useDemo(page);
});

test('a batch that is taken back sends nothing and becomes a draft again', async ({ page }) => {
	await dropIntoNewDraft(page, workbookOf('Ingrid', 'Sven'));
	await expect(page.getByText('2 ready').first()).toBeVisible();
	await issueDraft(page, 'Taken back');
	await page.getByRole('button', { name: 'Take back' }).click();
	await expect(page.getByText('2 ready').first()).toBeVisible();
	expect(await mailsTo('ingrid@example.org')).toBe(0);

	await issueDraft(page, 'Issued after all');
	await sendNow(page);
	await expect.poll(() => mailsTo('ingrid@example.org'), { timeout: 60_000 }).toBe(1);
	await expect(page.getByText('2 delivered').first()).toBeVisible({ timeout: 60_000 });
	expect(await mailsTo('sven@example.org')).toBe(1);
});

test('a revoked credential says so to whoever checks it', async ({ page, context }) => {
	await dropIntoNewDraft(page, workbookOf('Astrid', 'Olaf'));
	await expect(page.getByText('2 ready').first()).toBeVisible();
	await issueDraft(page, 'One is revoked');
	await sendNow(page);
	await expect(page.getByText('2 delivered').first()).toBeVisible({ timeout: 60_000 });

	// Opened before the revocation: what the browser kept then must not answer for it afterwards.
	const outsider = await context.newPage();
	await outsider.goto(await credentialLinkOf('astrid@example.org'));
	await outsider.getByRole('button', { name: 'Verify', exact: true }).click();
	await expect(outsider.getByText('The issuer has not revoked it')).toBeVisible();

	await page.getByRole('checkbox', { name: /Astrid/ }).check();
	await page.getByRole('button', { name: /^Revoke 1/ }).click();
	const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
	await dialog.getByLabel('Reason').fill('Issued to the wrong person');
	await dialog.getByRole('button', { name: /^Revoke/ }).click();
	await expect(page.getByText('Issued to the wrong person').first()).toBeVisible();

	await outsider.getByRole('button', { name: 'Verify again' }).click();
	await expect(outsider.getByText('Astrid Berg')).toBeVisible();
	await expect(outsider.getByText('Revoked by its issuer').first()).toBeVisible();

	await outsider.goto(await credentialLinkOf('olaf@example.org'));
	await expect(outsider.getByText('Olaf Lund')).toBeVisible();
	await expect(outsider.getByText('Valid until December 31, 2031').first()).toBeVisible();
});

/** The address of the credential that was mailed to somebody last. */
async function credentialLinkOf(contact: string): Promise<string> {
	const [mail] = await readMails(contact);
	return /https?:\/\/\S+\/credentials\/[0-9a-f-]{36}/.exec(mail?.text ?? '')?.[0] ?? '';
}

test('Issue One sends one credential', async ({ page }) => {
	await page
		.getByRole('article', { name: 'Spring Conference 2026' })
		.getByRole('button', { name: 'Issue One' })
		.click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('First Name').fill('Solveig');
	await dialog.getByLabel('Last Name').fill('Dahl');
	await dialog.getByLabel('Contact').fill('solveig@example.org');
	await dialog.getByLabel('Hours').fill('4');
	await dialog.getByRole('button', { name: /^Issue/ }).click();
	await page.getByRole('button', { name: 'Open the batch' }).click();
	await sendNow(page);
	const [mail] = await waitForMails(/Spring Conference 2026/, 1 + (await conferenceMails('solveig')));
	expect(mail?.to).toEqual(['solveig@example.org']);
});

/** Mails about the same definition that other tests have caused. */
async function conferenceMails(except: string): Promise<number> {
	const mails = await readMails();
	return mails.filter(({ subject, to }) => /Spring Conference/.test(subject) && !to.join().startsWith(except))
		.length;
}
