import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';
import { createServer } from 'vite';
import type { Definition } from '#shared/definition/definition.ts';
import { median, type Figure } from './figure.ts';
import { makeWorkbook } from './make-workbook.ts';
import type { Steps } from './steps.worker.ts';

const RUNS = 5;

/** Reading, merging and validating in a thread of Chromium, and SheetJS's bare read there as the peer. */
export async function measureThread(
	browser: Browser,
	sizes: number[],
	catalog: Definition[]
): Promise<Figure[]> {
	const server = await createServer({
		configFile: false,
		root: fileURLToPath(new URL('../..', import.meta.url)),
		logLevel: 'error',
		server: { port: 0, host: '127.0.0.1' },
		optimizeDeps: { include: ['xlsx', 'zod', 'temporal-polyfill'] }
	});
	await server.listen();
	try {
		const page = await browser.newPage();
		const port = (server.httpServer?.address() as { port: number }).port;
		await page.goto(`http://127.0.0.1:${port}/web/bench/index.html`);
		await page.waitForFunction('globalThis.measure');
		const figures: Figure[] = [];
		for (const rows of sizes) figures.push(...(await measureSize(page, rows, catalog)));
		return figures;
	} finally {
		await server.close();
	}
}

async function measureSize(
	page: Awaited<ReturnType<Browser['newPage']>>,
	rows: number,
	catalog: Definition[]
): Promise<Figure[]> {
	const base64 = Buffer.from(makeWorkbook(rows)).toString('base64');
	const runs: Steps[] = [];
	for (let run = 0; run <= RUNS; run += 1) {
		const steps = await page.evaluate(measureInPage, { base64, catalog });
		if (steps.ready !== rows) throw new Error(`${steps.ready} of ${rows} rows were ready`);
		// The first run pays for compiling the modules.
		if (run > 0) runs.push(steps);
	}
	const value = (step: keyof Steps) => median(runs.map((steps) => steps[step]));
	const against = `sheetjs-${rows}`;
	return [
		{ name: against, value: value('sheetjs'), unit: 'ms' },
		...(['read', 'merge', 'validate'] as const).map((step): Figure => ({
			name: `${step}-${rows}`,
			value: value(step),
			unit: 'ms',
			ratio: value(step) / value('sheetjs'),
			against
		}))
	];
}

async function measureInPage({ base64, catalog }: { base64: string; catalog: Definition[] }): Promise<Steps> {
	const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
	const { measure } = globalThis as unknown as {
		measure(bytes: Uint8Array, catalog: Definition[]): Promise<Steps>;
	};
	return measure(bytes, catalog);
}
