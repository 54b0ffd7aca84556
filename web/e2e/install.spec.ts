import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { dropIntoNewDraft, useDemo, workbook } from './app.ts';

const IPHONE =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1';

/** Sends files as the system's share sheet does: a page is opened by a POST of a form. */
async function share(page: Page, ...files: { name: string; bytes: Buffer }[]): Promise<void> {
	const plain = files.map(({ name, bytes }) => ({ name, bytes: [...bytes] }));
	await Promise.all([
		page.waitForURL((url) => !url.pathname.startsWith('/verify')),
		page.evaluate((files) => {
			const form = document.createElement('form');
			Object.assign(form, { method: 'post', enctype: 'multipart/form-data', action: '/share' });
			const input = document.createElement('input');
			Object.assign(input, { type: 'file', name: 'workbooks', multiple: true });
			const chosen = new DataTransfer();
			for (const { name, bytes } of files) chosen.items.add(new File([new Uint8Array(bytes)], name));
			input.files = chosen.files;
			form.append(input);
			document.body.append(form);
			form.submit();
		}, plain)
	]);
}

const fixture = (name: string) => ({ name, bytes: readFileSync(workbook(name)) });

async function openVerify(page: Page): Promise<void> {
	await page.goto('/verify');
	await page.evaluate(() => navigator.serviceWorker.ready);
}

test('the browser finds no fault with the manifest, and its pictures are what it says', async ({ page }) => {
	await page.goto('/verify');
	const session = await page.context().newCDPSession(page);
	const { errors, data } = await session.send('Page.getAppManifest');
	expect(errors).toEqual([]);
	const manifest = JSON.parse(data ?? '{}') as Record<
		'icons' | 'screenshots',
		{ src: string; sizes: string }[]
	>;
	expect(manifest.screenshots.length).toBeGreaterThan(0);
	for (const { src, sizes } of [...manifest.icons, ...manifest.screenshots]) {
		const size = await page.evaluate(async (src) => {
			const image = new Image();
			image.src = src;
			await image.decode();
			return `${image.naturalWidth}x${image.naturalHeight}`;
		}, src);
		if (sizes !== 'any') expect(size, src).toBe(sizes);
	}
});

test('a shared workbook is a draft with its rows, and what is no workbook is refused there', async ({
	page,
	context
}) => {
	await useDemo(page);
	// Workbooks are read against the catalog: it must be on the device before the connection goes.
	await expect(page.getByText('First Aid Level 2').first()).toBeVisible();
	await openVerify(page);
	const posts: string[] = [];
	context.on('request', (request) => {
		if (request.method() === 'POST' && !request.serviceWorker() && !request.isNavigationRequest())
			posts.push(request.url());
	});
	await context.setOffline(true);
	await share(page, fixture('merged-by-hand.xlsx'), { name: 'notes.pdf', bytes: Buffer.from('%PDF-1.7\n') });
	await page.waitForURL(/\/drafts\/[0-9a-f-]{36}/);
	await expect(page.getByText('43 ready').first()).toBeVisible();
	await expect(page.getByText('notes.pdf').first()).toBeVisible();
	expect(posts).toEqual([]);
	await context.setOffline(false);
	await page.goto('/open');
	await expect(page.getByText('No file arrived here')).toBeVisible();
});

test('what is shared before signing in waits for it', async ({ page }) => {
	await openVerify(page);
	await share(page, fixture('in-a-hurry.xlsx'));
	await page.waitForURL(/\/sign-in\?to=%2Fopen/);
	await page.getByRole('button', { name: 'Use the demo' }).click();
	await page.waitForURL(/\/drafts\/[0-9a-f-]{36}/);
	await expect(page.getByRole('grid')).toBeVisible();
});

test('where no service worker is yet, a share ends on a page that asks for the file', async ({ browser }) => {
	const context = await browser.newContext({ serviceWorkers: 'block' });
	const page = await context.newPage();
	await useDemo(page);
	await page.goto('/verify');
	await share(page, fixture('in-a-hurry.xlsx'));
	await expect(page.getByText('No file arrived here')).toBeVisible();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await page.locator('input[type=file]').setInputFiles(workbook('in-a-hurry.xlsx'));
	await page.waitForURL(/\/drafts\/[0-9a-f-]{36}/);
	await expect(page.getByRole('grid')).toBeVisible();
	await context.close();
});

test('on an iPhone the hint comes after the first draft, and never again once it was sent away', async ({
	browser
}) => {
	const context = await browser.newContext({ userAgent: IPHONE });
	const page = await context.newPage();
	await useDemo(page);
	const hint = page.getByText('Add to Home Screen');
	await expect(page.getByRole('article').first()).toBeVisible();
	await expect(hint).toHaveCount(0);
	await dropIntoNewDraft(page, workbook('in-a-hurry.xlsx'));
	await expect(page.getByRole('grid')).toBeVisible();
	await expect(hint).toHaveCount(0);
	await page.goto('/drafts');
	await expect(hint).toBeVisible();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await page.getByRole('button', { name: 'Do not show again' }).click();
	await expect(hint).toHaveCount(0);
	await page.reload();
	await expect(page.getByRole('heading', { level: 1, name: 'Drafts' })).toBeVisible();
	await expect(hint).toHaveCount(0);
	await context.close();
});
