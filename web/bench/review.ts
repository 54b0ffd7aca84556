import type { Browser, Page } from '@playwright/test';
import { median, type Figure } from './figure.ts';
import { makeWorkbook } from './make-workbook.ts';

const RUNS = 5;

/** From choosing a workbook to the first rows of its review painted, in the built app. */
export async function measureReview(browser: Browser, origin: string, sizes: number[]): Promise<Figure[]> {
	const page = await (await browser.newContext()).newPage();
	await page.goto(`${origin}/sign-in`);
	await page.getByRole('button', { name: 'Use the demo' }).click();
	await page.getByRole('heading', { name: 'Credential Catalog' }).waitFor();
	const figures: Figure[] = [];
	for (const rows of sizes) {
		const runs: number[] = [];
		for (let run = 0; run <= RUNS; run += 1) {
			const taken = await paintReview(page, origin, rows, run);
			if (run > 0) runs.push(taken);
		}
		figures.push({ name: `review-${rows}`, value: median(runs), unit: 'ms' });
	}
	return figures;
}

async function paintReview(page: Page, origin: string, rows: number, run: number): Promise<number> {
	await page.goto(`${origin}/drafts/new`);
	const input = page.locator('input[type=file]');
	await input.waitFor({ state: 'attached' });
	await page.evaluate(watchForFirstPaint);
	await input.setInputFiles({
		name: `bench-${rows}-${run}.xlsx`,
		mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		buffer: Buffer.from(makeWorkbook(rows))
	});
	const painted = await page.waitForFunction(() => (globalThis as unknown as { painted: number }).painted);
	return (await painted.jsonValue()) as number;
}

/** Runs in the page: from the input's change event to the frame after the first row of the grid is there. */
function watchForFirstPaint(): void {
	const page = globalThis as unknown as { painted: number };
	page.painted = 0;
	document.addEventListener(
		'change',
		() => {
			const before = performance.now();
			const look = () => {
				if (document.querySelector('[role=gridcell]')) {
					requestAnimationFrame(() => setTimeout(() => (page.painted = performance.now() - before)));
				} else requestAnimationFrame(look);
			};
			look();
		},
		{ capture: true, once: true }
	);
}
