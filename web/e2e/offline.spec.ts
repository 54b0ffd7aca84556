import { randomUUID } from 'node:crypto';
import * as XLSX from 'xlsx';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { dropIntoNewDraft, issueDraft, useDemo } from './app.ts';

const DEFINITION = 'V8XM-94PV';
const HEADER = ['ID', 'First Name', 'Last Name', 'Contact', 'Expiration Date/Duration', 'Hours'];

/** Recipients whose names are found nowhere else. */
const rowsOf = (...names: string[]) =>
	names.map((name) => [DEFINITION, name, 'Wave', `${name.toLowerCase()}@example.org`, 'never', '6']);

function csvOf(...names: string[]) {
	const lines = [HEADER, ...rowsOf(...names)].map((line) => line.join(','));
	return { name: `${names[0]}.csv`, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
}

/** The old binary kind, which is read by SheetJS: a chunk of the workbook thread that is loaded only then. */
function xlsOf(...names: string[]) {
	const book = XLSX.utils.book_new(XLSX.utils.aoa_to_sheet([HEADER, ...rowsOf(...names)]));
	const buffer = XLSX.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
	return { name: `${names[0]}.xls`, mimeType: 'application/vnd.ms-excel', buffer };
}

/** Signed in, with the catalog on the device and the app stored for use without a connection. */
async function visitOnce(page: Page): Promise<void> {
	await useDemo(page);
	await expect(page.getByText('First Aid Level 2').first()).toBeVisible();
	await page.evaluate(() => navigator.serviceWorker.ready);
}

const batchIdOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1)!;

/** What the server has of a batch, asked beside every page. */
async function stateOnServer(context: BrowserContext, batchId: string): Promise<string> {
	const answer = await context.request.get(`/api/v1/batches/${batchId}`, {
		headers: { 'sheaf-protocol': '1' }
	});
	return answer.ok() ? ((await answer.json()) as { state: string }).state : 'unknown';
}

test('after one visit every page opens without a connection, by its address too', async ({
	page,
	context
}) => {
	await visitOnce(page);
	await dropIntoNewDraft(page, csvOf('Marit'));
	await expect(page.getByText('1 ready').first()).toBeVisible();
	await issueDraft(page, 'Held while offline');
	const batch = new URL(page.url()).pathname;
	await context.setOffline(true);
	const pages: [path: string, heading: string | RegExp][] = [
		['/', 'Credential Catalog'],
		['/catalog', 'Credential Catalog'],
		['/catalog/define', /Define/],
		[`/catalog/${DEFINITION}/edit`, /./],
		['/drafts', 'Drafts'],
		['/drafts/new', /./],
		[`/drafts/${randomUUID()}`, /./],
		['/batches', 'Batches'],
		[batch, 'Held while offline'],
		['/recipients', 'Recipients'],
		['/settings', 'Settings'],
		['/verify', /Verify/],
		['/open', /Open/],
		['/sign-in', /./],
		[`/credentials/${randomUUID()}`, /./]
	];
	for (const [path, heading] of pages) {
		const opened = await context.newPage();
		const failures: string[] = [];
		opened.on('pageerror', (error) => failures.push(error.message));
		await opened.goto(path);
		await expect(opened.getByRole('heading', { level: 1, name: heading }).first(), path).toBeVisible();
		await expect(opened.getByText('This page could not be shown'), path).toHaveCount(0);
		expect(failures, path).toEqual([]);
		await opened.close();
	}
});

test('workbooks of every lane are read without a connection', async ({ page, context }) => {
	await visitOnce(page);
	await context.setOffline(true);
	await dropIntoNewDraft(page, xlsOf('Runa', 'Tove'));
	await expect(page.getByText('2 ready').first()).toBeVisible();
	await dropIntoNewDraft(page, csvOf('Liv'));
	await expect(page.getByText('1 ready').first()).toBeVisible();
});

test('a batch that was issued offline is sent once there is a network, with no page open', async ({
	page,
	context
}) => {
	await visitOnce(page);
	await context.setOffline(true);
	await dropIntoNewDraft(page, csvOf('Solfrid', 'Vidar'));
	await expect(page.getByText('2 ready').first()).toBeVisible();
	await issueDraft(page, 'With no page open');
	const batchId = batchIdOf(page);
	await expect(page.getByText(/Waiting for a connection/)).toBeVisible();
	await page.close();
	expect(await stateOnServer(context, batchId)).toBe('unknown');
	await context.setOffline(false);
	await expect.poll(() => stateOnServer(context, batchId), { timeout: 60_000 }).toBe('held');

	const later = await context.newPage();
	await later.goto(`/batches/${batchId}`);
	await expect(later.getByRole('button', { name: 'Take back' })).toBeVisible();
	await expect(later.getByText(/Nothing is sent before/)).toBeVisible();
});

test('two pages and the service worker send a batch once', async ({ page, context }) => {
	const requests: string[] = [];
	context.on('request', (request) => {
		const path = new URL(request.url()).pathname;
		if (request.method() !== 'GET' && /\/batches\/[^/]+(?:\/issue|\/chunks\/\d+)?$/.test(path))
			requests.push(`${request.method()} ${path.replace(/^.*\/batches\/[^/]+/, '')}`);
	});
	await visitOnce(page);
	const second = await context.newPage();
	await second.goto('/batches');
	await context.setOffline(true);
	await dropIntoNewDraft(page, csvOf('Jorunn'));
	await expect(page.getByText('1 ready').first()).toBeVisible();
	await issueDraft(page, 'By three senders');
	const batchId = batchIdOf(page);
	// What could not leave the device is no request that the server saw.
	requests.length = 0;
	await context.setOffline(false);
	await expect.poll(() => stateOnServer(context, batchId), { timeout: 60_000 }).toBe('held');
	await expect(page.getByText(/Nothing is sent before/)).toBeVisible();
	await expect(second.getByText('By three senders')).toBeVisible();
	// The others had their turn.
	await page.evaluate(() => navigator.locks.request('sheaf-outbox', () => undefined));
	expect(requests.filter((request) => request === 'POST /issue')).toHaveLength(1);
	expect(requests.filter((request) => request === 'PUT /chunks/0')).toHaveLength(1);
});

test('a batch that is taken back offline stays taken back over a reload, and sends nothing', async ({
	page,
	context
}) => {
	await visitOnce(page);
	await context.setOffline(true);
	await dropIntoNewDraft(page, csvOf('Eivind'));
	await expect(page.getByText('1 ready').first()).toBeVisible();
	await issueDraft(page, 'Taken back offline');
	const batchId = batchIdOf(page);
	await page.getByRole('button', { name: 'Take back' }).click();
	await expect(page.getByText('1 ready').first()).toBeVisible();
	await page.reload();
	await expect(page.getByText('1 ready').first()).toBeVisible();
	await page.goto(`/batches/${batchId}`);
	await expect(page.getByText('nothing of it was issued')).toBeVisible();
	await context.setOffline(false);
	await page.goto('/batches');
	await expect(page.getByRole('heading', { level: 1, name: 'Batches' })).toBeVisible();
	// Nobody has to wonder what became of it, though the server never knew it.
	const line = page.getByRole('listitem').filter({ hasText: 'Taken back offline' });
	await expect.poll(() => stateOnServer(context, batchId)).toBe('unknown');
	await expect(line).toHaveCount(1);
	await expect(line).toContainText('Taken back');
	await line.getByRole('link').click();
	await expect(page.getByText('This batch was taken back')).toBeVisible();
	await expect(page.getByText('None of its 1 credential was issued')).toBeVisible();
	await page.getByRole('link', { name: 'Open the draft' }).click();
	await expect(page.getByText('1 ready').first()).toBeVisible();
});

test('a hold that is taken back offline: the wish is kept over a reload and done with the connection', async ({
	page,
	context
}) => {
	await visitOnce(page);
	await dropIntoNewDraft(page, csvOf('Gudrun'));
	await expect(page.getByText('1 ready').first()).toBeVisible();
	await issueDraft(page, 'Held, then taken back offline');
	const batchId = batchIdOf(page);
	await expect(page.getByText(/Nothing is sent before/)).toBeVisible();
	await context.setOffline(true);
	await page.getByRole('button', { name: 'Take back' }).click();
	await expect(page.getByText('Taken back as soon as there is a connection')).toBeVisible();
	await page.reload();
	await expect(page.getByText('Taken back as soon as there is a connection')).toBeVisible();
	await page.close();
	await context.setOffline(false);
	await expect.poll(() => stateOnServer(context, batchId), { timeout: 60_000 }).toBe('taken-back');
});

test('three batches wait in words that a person understands', async ({ page, context }) => {
	await visitOnce(page);
	await context.setOffline(true);
	for (const names of [['Aud', 'Bodil'], ['Cato'], ['Dagny']]) {
		await dropIntoNewDraft(page, csvOf(...names));
		await expect(page.getByText(`${names.length} ready`).first()).toBeVisible();
		await issueDraft(page, `In words ${names[0]}`);
	}
	await page.setViewportSize({ width: 1440, height: 900 });
	await expect(
		page.getByRole('status').getByText('3 batches, 4 credentials, waiting for a connection')
	).toBeVisible();
	await page.setViewportSize({ width: 820, height: 900 });
	await expect(page.getByRole('status').getByText('3 batches waiting')).toBeVisible();
	await context.setOffline(false);
	await page.goto('/batches');
	await expect(page.getByText(/^Held until \d{1,2}:\d\d [AP]M$/).nth(2)).toBeVisible();
});

test('an old copy that the server no longer understands says so once, and is updated without losing a draft', async ({
	browser
}) => {
	// Requests of a page with a service worker cannot be answered by a test.
	const context = await browser.newContext({ serviceWorkers: 'block' });
	const page = await context.newPage();
	await useDemo(page);
	await dropIntoNewDraft(page, csvOf('Hjordis'));
	await expect(page.getByText('1 ready').first()).toBeVisible();
	await page.route('**/api/v1/batches/*', (route) =>
		route.fulfill({
			status: 400,
			contentType: 'application/problem+json',
			headers: { 'x-request-id': 'made-by-the-test' },
			body: JSON.stringify({ type: 'about:blank', title: 'Old', status: 400, code: 'protocol-unsupported' })
		})
	);
	await issueDraftOfOldCopy(page);
	const told = page.getByRole('alert').filter({ hasText: 'too old for the server' });
	await expect(told).toBeVisible();
	await expect(page.getByText('goes by itself after the update')).toBeVisible();
	await page.unroute('**/api/v1/batches/*');
	await told.getByRole('button', { name: 'Update' }).click();
	await expect(page.getByText(/Nothing is sent before/)).toBeVisible();
	await expect(told).toHaveCount(0);
	await context.close();
});

/** As `issueDraft`, for a batch that never comes to where it can be taken back. */
async function issueDraftOfOldCopy(page: Page): Promise<void> {
	await page.getByLabel('Batch Label').fill('By an old copy');
	await page.getByRole('button', { name: 'Issue Multiple Credentials' }).click();
	const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
	await dialog.getByRole('button', { name: /^Issue/ }).click();
	await page.waitForURL(/\/batches\//);
}
