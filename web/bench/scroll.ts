import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromium as launchOptions } from '../e2e/chromium.ts';
import type { Figure } from './figure.ts';
import { openNewDraft } from './import.ts';

/** Frames of a fling through the rows, and how far each goes: a screenful, as fast as a finger can. */
const FRAMES = 240;
const STEP_PX = 600;

/** The longest time between two frames while the grid is scrolled through a hundred thousand rows. */
export async function measureScroll(origin: string, workbook: Uint8Array): Promise<Figure> {
	const browser = await chromium.launch(launchOptions());
	const folder = mkdtempSync(join(tmpdir(), 'sheaf-bench-'));
	try {
		const page = await (await browser.newContext({ viewport: { width: 1180, height: 820 } })).newPage();
		await openNewDraft(page, origin, { installed: true });
		const path = join(folder, 'scroll.xlsx');
		writeFileSync(path, workbook);
		await page.locator('input[type=file]').setInputFiles(path);
		await page.locator('[role=gridcell] input').first().waitFor({ timeout: 60_000 });
		await page.waitForTimeout(1000);
		const longest = await page.evaluate(scrollThrough, { frames: FRAMES, stepPx: STEP_PX });
		return { name: 'scroll-100k-longest-frame', value: longest, unit: 'ms' };
	} finally {
		await browser.close();
		rmSync(folder, { recursive: true });
	}
}

/** Runs in the page. */
function scrollThrough({ frames, stepPx }: { frames: number; stepPx: number }): Promise<number> {
	const grid = document.querySelector('[role=grid]')!;
	grid.scrollIntoView();
	return new Promise((resolve) => {
		let longest = 0;
		let before = 0;
		let done = 0;
		const next = (now: number) => {
			if (before > 0) longest = Math.max(longest, now - before);
			before = now;
			if (done++ === frames) return resolve(longest);
			grid.scrollTop += stepPx;
			requestAnimationFrame(next);
		};
		requestAnimationFrame(next);
	});
}
