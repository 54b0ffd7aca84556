import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { chromium as launchOptions } from '../e2e/chromium.ts';
import { figureOf, type Figure } from './figure.ts';
import { openNewDraft } from './import.ts';
import { makeWorkbook } from './make-workbook.ts';

const RUNS = 5;
const ROWS = 100_000;
/** What the app does by itself after its start is over then. */
const SETTLE_MS = 1500;
const VIEWPORT = { width: 1180, height: 820 };

/**
 * What the device does alone: a large draft opened from the list, an edit until it is in IndexedDB, and the app's start without
 * a connection by the address of a page, in a browser that was closed meanwhile.
 */
export async function measureOffline(origin: string): Promise<Figure[]> {
	const folder = mkdtempSync(join(tmpdir(), 'sheaf-bench-'));
	const open = () =>
		chromium.launchPersistentContext(join(folder, 'profile'), { ...launchOptions(), viewport: VIEWPORT });
	const figures: Figure[] = [];
	let context = await open();
	try {
		const page = await context.newPage();
		await openNewDraft(page, origin, { installed: true });
		const path = join(folder, 'large.xlsx');
		writeFileSync(path, makeWorkbook(ROWS));
		await page.locator('input[type=file]').first().setInputFiles(path);
		await page.locator('[role=gridcell] input').first().waitFor({ timeout: 60_000 });
		const draft = new URL(page.url()).pathname;
		const opened: number[] = [];
		const durable: number[] = [];
		for (let run = 0; run < RUNS; run += 1) {
			opened.push(await openFromList(page, `${origin}/drafts`, draft));
			durable.push(await editOnce(page, `Edit ${run}`));
		}
		figures.push(figureOf('open-draft-100k', opened), figureOf('edit-durable', durable));
		const starts: number[] = [];
		for (let run = 0; run < RUNS; run += 1) {
			await context.close();
			context = await open();
			starts.push(await startOffline(context, `${origin}/batches`));
		}
		figures.push(figureOf('cold-start-offline', starts));
	} finally {
		await context.close();
		rmSync(folder, { recursive: true });
	}
	return figures;
}

/** The list is loaded anew, so that nothing of the draft is in memory. From the click until the frame that shows a row is painted. */
async function openFromList(page: Page, list: string, draft: string): Promise<number> {
	await page.goto(list);
	const link = page.locator(`main a[href="${draft}"]`).first();
	await link.waitFor();
	await page.waitForTimeout(SETTLE_MS);
	await page.evaluate(() => {
		const own = globalThis as unknown as { painted: number };
		own.painted = 0;
		const begin = () => {
			const before = performance.now();
			const look = () => {
				if (document.querySelector('[role=gridcell] input')) {
					setTimeout(() => (own.painted = performance.now() - before));
				} else requestAnimationFrame(look);
			};
			look();
		};
		document.addEventListener('click', begin, { capture: true, once: true });
	});
	await link.click();
	const painted = await page.waitForFunction(() => (globalThis as unknown as { painted: number }).painted);
	return (await painted.jsonValue()) as number;
}

/** From Enter in the cell's editor until another connection to IndexedDB reads the text. */
async function editOnce(page: Page, text: string): Promise<number> {
	await page.waitForTimeout(SETTLE_MS);
	await page.locator('[data-row="0"] > [aria-colindex="4"]').click();
	await page.keyboard.press('Enter');
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type(text);
	await page.evaluate(watchEdits, text);
	await page.keyboard.press('Enter');
	const done = await page.waitForFunction(() => (globalThis as unknown as { durable: number }).durable);
	return (await done.jsonValue()) as number;
}

/** Runs in the page. */
function watchEdits(text: string): Promise<void> {
	const own = globalThis as unknown as { durable: number };
	own.durable = 0;
	return new Promise((resolve) => {
		const asked = indexedDB.open('sheaf');
		asked.onsuccess = () => {
			const database = asked.result;
			const look = (since: number) => {
				const all = database.transaction('draftEdits').objectStore('draftEdits').getAll();
				all.onsuccess = () => {
					if (!JSON.stringify(all.result).includes(text)) return look(since);
					own.durable = performance.now() - since;
					database.close();
				};
			};
			const begin = (event: KeyboardEvent) => event.key === 'Enter' && look(performance.now());
			document.addEventListener('keydown', begin, { capture: true, once: true });
			resolve();
		};
	});
}

/** In a browser that has just been opened, from the navigation's start to the frame that shows the page's heading. */
async function startOffline(context: BrowserContext, address: string): Promise<number> {
	await context.setOffline(true);
	const page = await context.newPage();
	await page.addInitScript(() => {
		const own = globalThis as unknown as { headed: number };
		const look = () => {
			if (document.querySelector('main h1')?.textContent?.trim()) {
				setTimeout(() => (own.headed = performance.now()));
			} else requestAnimationFrame(look);
		};
		look();
	});
	await page.goto(address);
	const headed = await page.waitForFunction(() => (globalThis as unknown as { headed: number }).headed);
	return (await headed.jsonValue()) as number;
}
