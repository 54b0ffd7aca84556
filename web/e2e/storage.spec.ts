import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/contract/protocol.ts';
import { dropIntoNewDraft, useDemo, workbook } from './app.ts';

/** The text of a cell, by the row's line and the column's place in the grid. */
const cell = (page: Page, row: number, column: number) =>
	page.getByRole('grid').getByRole('row').nth(row).getByRole('gridcell').nth(column);

async function type(page: Page, row: number, column: number, text: string): Promise<void> {
	await cell(page, row, column).click();
	await page.keyboard.type(text);
	await page.keyboard.press('Enter');
	await expect(cell(page, row, column)).toContainText(text);
}

async function setQuota(page: Page, bytes: number | null): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const origin = new URL(page.url()).origin;
	await session.send(
		'Storage.overrideQuotaForOrigin',
		bytes === null ? { origin } : { origin, quotaSize: bytes }
	);
}

async function openDraft(page: Page): Promise<string> {
	await useDemo(page);
	await dropIntoNewDraft(page, workbook('merged-by-hand.xlsx'));
	await page.waitForURL(/\/drafts\/[0-9a-f-]{36}/);
	await expect(page.getByText('43 ready').first()).toBeVisible();
	return page.url();
}

test('on a full device what is typed stays, and is stored when there is space', async ({ page }) => {
	await openDraft(page);
	await setQuota(page, 1);
	const full = page.getByText('Your last changes are not stored yet: this device has no space left');
	// Chromium looks at the quota anew only every half minute.
	let typed = '';
	let times = 0;
	await expect
		.poll(
			async () => {
				if (await full.isVisible()) return true;
				typed = `Full ${(times += 1)}`;
				await type(page, 1, 3, typed);
				return false;
			},
			{ timeout: 60_000, intervals: [2000] }
		)
		.toBe(true);
	await expect(cell(page, 1, 3)).toContainText(typed);
	await type(page, 2, 3, 'Fuller');
	await expect(full).toBeVisible();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await page.getByRole('button', { name: 'Make space' }).click();
	await expect(page.getByRole('dialog').getByText('Workbooks of issued drafts')).toBeVisible();
	await page.keyboard.press('Escape');
	await setQuota(page, null);
	await expect(full).toBeHidden();
	await page.reload();
	await expect(cell(page, 1, 3)).toContainText(typed);
	await expect(cell(page, 2, 3)).toContainText('Fuller');
});

test('the settings say what lies on this device', async ({ page }) => {
	await openDraft(page);
	await page.goto('/settings');
	await expect(page.getByRole('heading', { name: 'On this device' })).toBeVisible();
	await expect(page.getByText(/^1 draft, about .* with workbooks/)).toBeVisible();
	expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('a draft goes to another device as a file, with no network there', async ({ page, browser }) => {
	await openDraft(page);
	await page.getByLabel('Batch Label').fill('Autumn');
	await page.getByLabel('Batch Label').blur();
	await type(page, 1, 3, 'Carried');
	await page.goto('/drafts');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Save Autumn as a file' }).click()
	]);
	expect(download.suggestedFilename()).toBe('Autumn.sheaf-draft');
	const path = await download.path();
	const device = await browser.newContext();
	const there = await device.newPage();
	await useDemo(there);
	await expect(there.getByText('First Aid Level 2').first()).toBeVisible();
	await there.evaluate(() => navigator.serviceWorker.ready);
	await device.setOffline(true);
	await dropIntoNewDraft(there, { name: 'Autumn.sheaf-draft', mimeType: '', buffer: readFileSync(path) });
	await expect(there.getByText('43 ready').first()).toBeVisible();
	await expect(there.getByText('These rows keep their identity')).toBeVisible();
	await expect(there.getByLabel('Batch Label')).toHaveValue('Autumn');
	await expect(cell(there, 1, 3)).toContainText('Carried');
	await there.reload();
	await expect(cell(there, 1, 3)).toContainText('Carried');
	await device.close();
});

test('a second tab follows the first within a second, and takes the draft over', async ({
	page,
	context
}) => {
	const url = await openDraft(page);
	const other = await context.newPage();
	await other.goto(url);
	await expect(other.getByText('being edited in another tab')).toBeVisible();
	await expect(cell(other, 1, 3)).toBeVisible();
	await type(page, 1, 3, 'Followed');
	await expect(cell(other, 1, 3)).toContainText('Followed', { timeout: 1000 });
	// What is typed into a follower would be nobody's.
	await expect(other.getByLabel('Batch Label')).not.toBeEditable();
	await page.getByLabel('Batch Label').fill('Followed label');
	await expect(other.getByLabel('Batch Label')).toHaveValue('Followed label');
	await other.getByRole('button', { name: 'Edit here' }).click();
	await expect(other.getByLabel('Batch Label')).toBeEditable();
	await expect(other.getByText('being edited in another tab')).toBeHidden();
	await expect(page.getByText('being edited in another tab')).toBeVisible();
	await type(other, 2, 3, 'Taken over');
	await expect(cell(page, 2, 3)).toContainText('Taken over', { timeout: 1000 });
	await other.close();
	await expect(page.getByText('being edited in another tab')).toBeHidden();
	await type(page, 3, 3, 'Mine again');
});

test('signing out without a connection wipes the device, tells the other tabs, and ends the sign-in later', async ({
	page,
	context
}) => {
	const url = await openDraft(page);
	await page.evaluate(() => navigator.serviceWorker.ready);
	const other = await context.newPage();
	await other.goto('/drafts');
	await expect(other.getByRole('heading', { level: 1, name: 'Drafts' })).toBeVisible();
	await context.setOffline(true);
	await page.getByRole('button', { name: /, menu$/ }).click();
	await page.getByRole('menuitem', { name: 'Sign out' }).click();
	const dialog = page.getByRole('dialog');
	await expect(dialog.getByText('1 draft')).toBeVisible();
	await expect(dialog.getByText('43 rows')).toBeVisible();
	await dialog.getByRole('button', { name: 'Stay signed in' }).click();
	await expect(page).toHaveURL(url);
	await page.getByRole('button', { name: /, menu$/ }).click();
	await page.getByRole('menuitem', { name: 'Sign out' }).click();
	await dialog.getByRole('button', { name: 'Sign out and remove' }).click();
	for (const each of [page, other]) {
		await each.waitForURL(/\/sign-in/);
		await expect(each.getByLabel('E-mail')).toBeVisible();
	}
	const kept = await page.evaluate(async () => {
		const { result } = await new Promise<{ result: IDBDatabase }>((done) => {
			const opening = indexedDB.open('sheaf');
			opening.onsuccess = () => done(opening);
		});
		const counts: Record<string, number> = {};
		for (const name of result.objectStoreNames)
			counts[name] = await new Promise((done) => {
				const counting = result.transaction(name).objectStore(name).count();
				counting.onsuccess = () => done(counting.result);
			});
		result.close();
		return { counts, keys: Object.keys(localStorage) };
	});
	expect(Object.values(kept.counts).every((count) => count === 0)).toBe(true);
	expect(kept.keys.filter((key) => key.startsWith('sheaf-'))).toEqual(['sheaf-leaving']);
	await page.goto(url);
	await page.waitForURL(/\/sign-in/);
	await context.setOffline(false);
	// The cookie itself opens nothing any more.
	const headers = { [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) };
	await expect
		.poll(async () => (await context.request.get('/api/v1/session', { headers })).status())
		.toBe(401);
	await expect.poll(() => page.evaluate(() => localStorage.getItem('sheaf-leaving'))).toBeNull();
	await useDemo(page);
	await page.goto('/drafts');
	await expect(page.getByText('merged-by-hand')).toHaveCount(0);
});

test('a definition that was half written is there again after a reload, until the person starts over', async ({
	page
}) => {
	await useDemo(page);
	await page.goto('/catalog/define');
	const name = page.getByRole('textbox', { name: 'Name', exact: true });
	await name.fill('Ladder safety');
	// A person's pause; what was typed is kept within a fifth of a second.
	await page.waitForTimeout(500);
	page.on('dialog', (dialog) => void dialog.accept());
	await page.reload();
	await expect(page.getByText('What you wrote is back')).toBeVisible();
	await expect(name).toHaveValue('Ladder safety');
	await page.getByRole('button', { name: 'Start over' }).click();
	await expect(name).toHaveValue('');
	await page.reload();
	await expect(page.getByText('What you wrote is back')).toBeHidden();
	await expect(name).toHaveValue('');
});
