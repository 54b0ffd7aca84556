import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as XLSX from 'xlsx';
import { chromium, expect, test } from '@playwright/test';
import { dropIntoNewDraft, issueDraft, readMails, sendNow, useDemo } from './app.ts';

const HEADER = ['ID', 'First Name', 'Last Name', 'Contact', 'Expiration Date/Duration', 'Hours'];
const ROWS = [
	['V8XM-94PV', 'Ragnhild', 'Bus', 'ragnhild@example.org', 'never', '6'],
	['V8XM-94PV', 'Vigdis', 'Bus', 'vigdis.example.org', 'never', '6'],
	['V8XM-94PV', 'Torbjørn', 'Bus', 'torbjorn@example.org', 'never', '6']
];

function madeInTheBus() {
	const book = XLSX.utils.book_new(XLSX.utils.aoa_to_sheet([HEADER, ...ROWS]));
	const buffer = XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
	return {
		name: 'bus.xlsx',
		mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		buffer
	};
}

test('open, drop, put right and issue without a connection, close the browser, open it with one: each mail arrives once', async ({
	launchOptions,
	baseURL,
	locale
}) => {
	const profile = mkdtempSync(join(tmpdir(), 'sheaf-profile-'));
	const open = () => chromium.launchPersistentContext(profile, { ...launchOptions, baseURL, locale });
	let context = await open();
	try {
		const before = await context.newPage();
		await useDemo(before);
		await before.evaluate(() => navigator.serviceWorker.ready);
		await context.close();

		context = await open();
		await context.setOffline(true);
		const page = await context.newPage();
		await page.goto('/');
		await expect(page.getByRole('heading', { name: 'Credential Catalog' })).toBeVisible();
		await dropIntoNewDraft(page, madeInTheBus());
		await expect(page.getByText('1 with errors').first()).toBeVisible();
		const wrong = page.getByRole('grid').getByRole('row').filter({ hasText: 'vigdis.example.org' });
		await wrong.getByRole('gridcell').filter({ hasText: 'vigdis.example.org' }).first().dblclick();
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.type('vigdis@example.org');
		await page.keyboard.press('Enter');
		await expect(page.getByText('3 ready').first()).toBeVisible();
		await issueDraft(page, 'From the bus');
		await expect(page.getByText(/Waiting for a connection/)).toBeVisible();
		const batch = page.url();
		await context.close();
		expect(await mailsOfTheBus()).toEqual([]);

		context = await open();
		const again = await context.newPage();
		await again.goto('/');
		await again.goto(batch);
		await expect(again.getByText(/Nothing is sent before/)).toBeVisible({ timeout: 30_000 });
		await sendNow(again);
		await expect(again.getByText('3 delivered').first()).toBeVisible({ timeout: 60_000 });
		expect(await mailsOfTheBus()).toEqual([
			'ragnhild@example.org',
			'torbjorn@example.org',
			'vigdis@example.org'
		]);
		// Whoever sends twice would do so on opening the app.
		await again.reload();
		await again.waitForTimeout(3000);
		expect(await mailsOfTheBus()).toHaveLength(3);
	} finally {
		await context.close();
		rmSync(profile, { recursive: true, force: true });
	}
});

async function mailsOfTheBus(): Promise<string[]> {
	const all = await Promise.all(ROWS.map(([, name]) => readMails(`${ascii(name!)}@example.org`)));
	return all.flatMap((mails) => mails.flatMap(({ to }) => to)).sort();
}

const ascii = (name: string) => name.toLowerCase().replace('ø', 'o');
