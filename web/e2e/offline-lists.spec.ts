import { expect, test, type Page } from '@playwright/test';
import { dropIntoNewDraft, issueDraft, sendNow, useDemo } from './app.ts';

/** Three mails: one arrives, one address does not exist, one domain puts it off. */
const WORKBOOK = {
	name: 'hall.csv',
	mimeType: 'text/csv',
	buffer: Buffer.from(
		[
			'ID,First Name,Last Name,Contact,Expiration Date/Duration,Hours',
			'V8XM-94PV,Marit,Solberg,marit@example.org,never,6',
			'V8XM-94PV,Jørgen,Ås,jorgen@bounce.example,never,6',
			'V8XM-94PV,Lys,Hallén,lys@example.org,2031-12-31,3'
		].join('\n')
	)
};

/** The lists of this device hold what became of the mails too; pages with a connection show it without them. */
async function waitUntilPulled(page: Page) {
	await page.goto('/recipients');
	await page.getByLabel('Search by name or contact').fill('jorgen@bounce');
	await expect(page.getByText('Jørgen Ås')).toBeVisible();
	await expect.poll(() => page.evaluate(readPulled)).toContain('jorgen@bounce.example bounced');
	await expect.poll(() => page.evaluate(readPulled)).toContain('lys@example.org delivered');
}

/** Runs in the page. */
function readPulled(): Promise<string[]> {
	return new Promise((resolve) => {
		const request = indexedDB.open('sheaf');
		request.onsuccess = () => {
			const all = request.result.transaction('issued').objectStore('issued').getAll();
			all.onsuccess = () => {
				request.result.close();
				resolve(
					all.result.flatMap(({ columns }) =>
						columns.contact.map((contact: string, at: number) => `${contact} ${columns.deliveryState[at]}`)
					)
				);
			};
		};
	});
}

test('batches, their rows and mails, and past recipients are there without a connection', async ({
	page,
	context
}) => {
	await useDemo(page);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await dropIntoNewDraft(page, WORKBOOK);
	await expect(page.getByText('3 ready').first()).toBeVisible();
	await issueDraft(page, 'Course in the hall');
	const address = page.url();
	await sendNow(page);
	await expect(page.getByText('2 delivered').first()).toBeVisible({ timeout: 60_000 });
	await expect(page.getByText('1 bounced').first()).toBeVisible({ timeout: 60_000 });
	await expect(page.getByRole('heading', { name: /Error report/ })).toBeVisible({ timeout: 90_000 });
	await waitUntilPulled(page);
	await page.goto('/batches');
	await expect(page.getByText('1 mail failed').first()).toBeVisible({ timeout: 20_000 });
	await expect(page.getByText(/^As of/)).toBeHidden();

	await context.setOffline(true);
	await page.goto('/batches');
	await expect(page.getByText(/^As of \d/)).toBeVisible();
	await page.getByLabel('Search by label').fill('IN THE HÁLL');
	await page.getByRole('link', { name: /Course in the hall/ }).click();

	await expect(page.getByText(/^As of \d/)).toBeVisible();
	await expect(
		page.getByText('The mailbox').or(page.getByText('There is no such address.')).first()
	).toBeVisible();
	await page.getByLabel('Search by name or contact').fill('hallen');
	await expect(page.getByRole('listitem').filter({ hasText: 'lys@example.org' })).toBeVisible();
	await expect(page.getByRole('listitem').filter({ hasText: 'marit@example.org' })).toHaveCount(0);
	await expect(page.getByRole('button', { name: 'Revoke the whole batch' })).toBeDisabled();
	await page.getByLabel('Search by name or contact').fill('');
	await page.getByRole('button', { name: '1 bounced' }).click();
	await expect(page.getByRole('region', { name: 'Credentials' }).getByRole('listitem')).toHaveCount(1);

	// By its address too, and the page of recipients.
	await page.goto(address);
	await expect(page.getByText('2 delivered').first()).toBeVisible();
	await page.goto('/recipients');
	await expect(page.getByText(/^As of \d/)).toBeVisible();
	await page.getByLabel('Search by name or contact').fill('SOLBERG');
	await expect(page.getByText('Marit Solberg')).toBeVisible();
	await expect(page.getByText('Jørgen Ås')).toBeHidden();

	await context.setOffline(false);
	await page.goto('/batches');
	await expect(page.getByText('1 mail failed').first()).toBeVisible();
	await expect(page.getByText(/^As of/)).toBeHidden();
});

test('a device that never fetched the lists says so, and does not call them empty', async ({
	page,
	context
}) => {
	await useDemo(page);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await page.route(/\/api\/v1\/(batches\/changes|history|recipients)/, (route) => route.abort());
	await page.reload();
	await expect(page.getByRole('article').first()).toBeVisible();
	await page.evaluate(async () => {
		for (const { name } of await indexedDB.databases()) {
			const opened = await new Promise<IDBDatabase>((resolve) => {
				const request = indexedDB.open(name!);
				request.onsuccess = () => resolve(request.result);
			});
			const lists = ['batches', 'pullCursors', 'issued', 'issuedCursors'];
			if (!lists.every((list) => opened.objectStoreNames.contains(list))) continue;
			const change = opened.transaction(lists, 'readwrite');
			for (const list of lists) change.objectStore(list).clear();
			await new Promise((resolve) => (change.oncomplete = resolve));
			opened.close();
		}
	});
	await context.setOffline(true);
	await page.goto('/batches');
	await expect(page.getByText('This device has not fetched the batches yet.')).toBeVisible();
	await page.goto('/recipients');
	await expect(page.getByText('This device has not fetched the recipients yet.')).toBeVisible();
	await expect(page.getByText('Nobody has a credential from you yet')).toBeHidden();
	await context.setOffline(false);
});
