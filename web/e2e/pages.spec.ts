import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { dropIntoNewDraft, signIn, useDemo, workbook } from './app.ts';

async function findViolations(page: Page): Promise<string[]> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations.map(
		({ id, nodes }) => `${page.url()} ${id}: ${nodes.map(({ html }) => html).join(' | ')}`
	);
}

const PAGES = [
	'/catalog',
	'/catalog/define',
	'/drafts',
	'/drafts/new',
	'/batches',
	'/recipients',
	'/settings',
	'/verify'
];

for (const colorScheme of ['light', 'dark'] as const) {
	test(`axe finds nothing on any page, ${colorScheme}`, async ({ page }) => {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await page.goto('/sign-in');
		await expect(page.getByLabel('E-mail')).toBeVisible();
		const violations = await findViolations(page);
		await useDemo(page);
		for (const path of PAGES) {
			await page.goto(path);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			violations.push(...(await findViolations(page)));
		}
		await dropIntoNewDraft(page, workbook('in-a-hurry.xlsx'));
		await expect(page.getByRole('grid')).toBeVisible();
		violations.push(...(await findViolations(page)));
		expect(violations).toEqual([]);
	});
}

test('no page is wider than a phone', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await useDemo(page);
	for (const path of PAGES) {
		await page.goto(path);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
	}
});

test('the interface speaks French', async ({ page }) => {
	await useDemo(page);
	await page.getByRole('button', { name: 'Demo Admin, menu' }).click();
	await page.getByText('Français').click();
	await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
	await expect(page.getByRole('navigation').getByRole('link', { name: 'Lots' }).first()).toBeVisible();
});

test('the shell opens without a connection, deep links too', async ({ page, context }) => {
	await useDemo(page);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await page.reload();
	await expect(page.getByRole('article').first()).toBeVisible();
	await context.setOffline(true);
	await page.goto('/catalog');
	await expect(page.getByRole('article', { name: 'First Aid Level 2' })).toBeVisible();
	await page.goto('/drafts');
	await expect(page.getByRole('heading', { level: 1, name: 'Drafts' })).toBeVisible();
	await context.setOffline(false);
});

test('an issuer issues, an admin also settles who belongs to the organisation', async ({ page, browser }) => {
	await useDemo(page);
	await page.goto('/settings');
	await page.getByRole('button', { name: 'Add a member' }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByLabel('Name').fill('Ines Faria');
	await dialog.getByLabel('E-mail').fill('ines@harbour-skills.example');
	await dialog.getByRole('button', { name: 'Add' }).click();
	await expect(page.getByText('ines@harbour-skills.example').first()).toBeVisible();

	const other = await (await browser.newContext()).newPage();
	await signIn(other, 'ines@harbour-skills.example');
	await other.goto('/settings');
	await expect(other.getByText('Only an admin can change this.').first()).toBeVisible();
	await expect(other.getByRole('button', { name: 'Add a member' })).toHaveCount(0);
});
