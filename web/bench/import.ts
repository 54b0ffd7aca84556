import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import type { Definition } from '#shared/definition/definition.ts';
import { chromium as launchOptions } from '../e2e/chromium.ts';
import { beside, figureOf, median, sizeName, type Figure } from './figure.ts';
import { countReady, makeWorkbook } from './make-workbook.ts';
import { watchMemory } from './memory.ts';
import { measureScroll } from './scroll.ts';
import { runSteps } from './thread.ts';

interface Imported {
	taken: number;
	longestTask: number;
	peak: number | null;
}

/**
 * From dropping a workbook to its validated review painted and the draft durable, in the built app; beside SheetJS's bare
 * read of the same bytes in a thread, each time in a browser of its own and in turn, so that both meet the same noise.
 */
export async function measureImports(
	{ origin, benchPage }: { origin: string; benchPage: string },
	sizes: number[],
	catalog: Definition[]
): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const rows of sizes) {
		const isLarge = rows >= 100_000;
		const runs = isLarge ? 3 : 5;
		const workbook = makeWorkbook(rows);
		const bare: { taken: number; peak: number | null }[] = [];
		const imported: Imported[] = [];
		const cold: Imported[] = [];
		for (let run = 0; run < runs; run += 1) {
			bare.push(await readBare(benchPage, workbook, catalog));
			imported.push(await importOnce(origin, { workbook, rows, run, installed: true }));
			if (!isLarge) cold.push(await importOnce(origin, { workbook, rows, run, installed: false }));
		}
		figures.push(...figuresOf(sizeName(rows), bare, imported));
		if (cold.length) figures.push(...coldFigures(sizeName(rows), cold));
		if (isLarge) figures.push(await measureScroll(origin, workbook));
	}
	return figures;
}

function figuresOf(
	size: string,
	bare: { taken: number; peak: number | null }[],
	imported: Imported[]
): Figure[] {
	const name = `import-${size}`;
	const peer: Figure = { name: `bare-${size}`, value: median(bare.map(({ taken }) => taken)), unit: 'ms' };
	const own = figureOf(
		name,
		imported.map(({ taken }) => taken)
	);
	const figures = [peer, beside(own, peer)];
	const peaks = imported.map(({ peak }) => peak).filter((peak) => peak !== null);
	const bares = bare.map(({ peak }) => peak).filter((peak) => peak !== null);
	if (peaks.length > 0 && bares.length > 0) {
		const memory: Figure = { name: `bare-${size}-memory`, value: median(bares), unit: 'MB' };
		figures.push(memory, beside({ name: `${name}-memory`, value: median(peaks), unit: 'MB' }, memory));
	}
	const longest = Math.max(...imported.map(({ longestTask }) => longestTask));
	figures.push({ name: `${name}-longest-task`, value: longest, unit: 'ms' });
	return figures;
}

/** The same within seconds of the app's first visit, while the service worker still stores the app. */
function coldFigures(size: string, cold: Imported[]): Figure[] {
	const name = `import-${size}-cold`;
	const longest = Math.max(...cold.map(({ longestTask }) => longestTask));
	const taken = figureOf(
		name,
		cold.map((each) => each.taken)
	);
	return [taken, { name: `${name}-longest-task`, value: longest, unit: 'ms' }];
}

async function readBare(benchPage: string, workbook: Uint8Array, catalog: Definition[]) {
	const browser = await chromium.launch(launchOptions());
	try {
		const page = await browser.newPage();
		await page.goto(benchPage);
		await page.waitForFunction('globalThis.measure');
		const memory = await watchMemory(browser);
		memory?.reset();
		const { sheetjs } = await runSteps(page, { workbook, catalog, bare: true });
		return { taken: sheetjs, peak: memory?.peak() ?? null };
	} finally {
		await browser.close();
	}
}

async function importOnce(
	origin: string,
	{ workbook, rows, run, installed }: { workbook: Uint8Array; rows: number; run: number; installed: boolean }
): Promise<Imported> {
	const browser = await chromium.launch(launchOptions());
	const folder = mkdtempSync(join(tmpdir(), 'sheaf-bench-'));
	try {
		const page = await (await browser.newContext({ viewport: { width: 1180, height: 820 } })).newPage();
		await openNewDraft(page, origin, { installed });
		const path = join(folder, `bench-${rows}-${run}.xlsx`);
		writeFileSync(path, workbook);
		const memory = await watchMemory(browser);
		memory?.reset();
		await page.evaluate(watchForFirstPaint);
		await page.locator('input[type=file]').setInputFiles(path);
		const painted = await page.waitForFunction(() => (globalThis as unknown as Watched).painted);
		const taken = (await painted.jsonValue()) as number;
		const peak = memory?.peak() ?? null;
		await checkReady(page, rows);
		const longestTask = await page.evaluate(() => (globalThis as unknown as Watched).longestTask);
		return { taken, longestTask, peak };
	} finally {
		await browser.close();
		rmSync(folder, { recursive: true });
	}
}

/** In a browser that has never imported. `installed`: the service worker has stored the app, as at every visit after the first. */
export async function openNewDraft(
	page: Page,
	origin: string,
	{ installed }: { installed: boolean }
): Promise<void> {
	await page.goto(`${origin}/sign-in`);
	await page.getByRole('button', { name: 'Use the demo' }).click();
	await page.getByRole('heading', { name: 'Credential Catalog' }).waitFor();
	if (installed) await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await page.getByRole('link', { name: 'Bulk Issue Multiple Credentials' }).first().click();
	await page.locator('input[type=file]').first().waitFor({ state: 'attached' });
	// A person takes longer than this to find the file.
	await page.waitForTimeout(2000);
}

async function checkReady(page: Page, rows: number): Promise<void> {
	const words = new Intl.NumberFormat('en').format(countReady(rows));
	await page.getByText(words, { exact: false }).first().waitFor();
}

interface Watched {
	painted: number;
	longestTask: number;
}

/** Runs in the page: from the input's change event until the frame with the first rows of the grid is painted. */
function watchForFirstPaint(): void {
	const page = globalThis as unknown as Watched;
	page.painted = 0;
	page.longestTask = 0;
	new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) page.longestTask = Math.max(page.longestTask, duration);
	}).observe({ type: 'longtask' });
	document.addEventListener(
		'change',
		() => {
			const before = performance.now();
			const look = () => {
				if (document.querySelector('[role=gridcell] input')) {
					// This frame paints them, and then timers run.
					setTimeout(() => (page.painted = performance.now() - before));
				} else requestAnimationFrame(look);
			};
			look();
		},
		{ capture: true, once: true }
	);
}
