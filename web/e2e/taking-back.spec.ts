import { expect, test, type Page } from '@playwright/test';
import { dropIntoNewDraft, issueDraft, useDemo } from './app.ts';

async function issueHeld(page: Page, first: string): Promise<string> {
	await useDemo(page);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await dropIntoNewDraft(page, {
		name: `${first}.csv`,
		mimeType: 'text/csv',
		buffer: Buffer.from(
			`ID,First Name,Last Name,Contact,Expiration Date/Duration,Hours\nV8XM-94PV,${first},Wave,${first}@example.org,never,6`
		)
	});
	await expect(page.getByText('1 ready').first()).toBeVisible();
	await issueDraft(page, `Wanted back of ${first}`);
	await expect(page.getByRole('timer')).toBeVisible();
	return new URL(page.url()).pathname.split('/').at(-1)!;
}

test('a wish to take back that comes too late is told wherever one is, until it is read', async ({
	page,
	context
}) => {
	const batchId = await issueHeld(page, 'Ragnhild');
	await context.setOffline(true);
	await page.getByRole('button', { name: 'Take back' }).click();
	await expect(page.getByText(/The server holds the batch until/)).toBeVisible();
	await page.getByRole('link', { name: 'Batches' }).first().click();
	const released = await context.request.post(`/api/v1/batches/${batchId}/release`, {
		headers: { 'sheaf-protocol': '1', origin: new URL(page.url()).origin }
	});
	expect(released.ok()).toBe(true);
	await context.setOffline(false);
	const told = page.getByText('It was too late to take a batch back');
	await expect(told).toBeVisible({ timeout: 30_000 });
	await expect(page.getByText('“Wanted back of Ragnhild” had already been issued')).toBeVisible();
	await page.reload();
	await expect(told).toBeVisible();
	await page.getByRole('link', { name: 'Open the batch' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Wanted back of Ragnhild' })).toBeVisible();
	await page.getByRole('button', { name: 'Close' }).click();
	await expect(told).toHaveCount(0);
});

test('without a sign-in the page says that the mails will go, and takes the batch back after it', async ({
	page,
	context
}) => {
	const batchId = await issueHeld(page, 'Torbjorn');
	await context.clearCookies();
	await page.getByRole('button', { name: 'Take back' }).click();
	await expect(page.getByText(/Its mails go out at .+ unless you have signed in by then/)).toBeVisible();
	await expect(page.getByText('Sign in again to send this batch')).toHaveCount(0);
	await useDemo(page);
	await page.goto(`/batches/${batchId}`);
	await expect(page.getByText('This batch was taken back')).toBeVisible({ timeout: 30_000 });
});
