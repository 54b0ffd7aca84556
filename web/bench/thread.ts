import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { createServer } from 'vite';
import type { Definition } from '#shared/definition/definition.ts';
import { beside, median, sizeName, type Figure } from './figure.ts';
import { countReady, makeWorkbook } from './make-workbook.ts';
import type { Steps } from './steps.worker.ts';

/** A page on which steps run in a thread of their own. */
export interface BenchPage {
	address: string;
	end(): Promise<void>;
}

export async function serveBenchPage(): Promise<BenchPage> {
	const server = await createServer({
		configFile: false,
		root: fileURLToPath(new URL('../..', import.meta.url)),
		logLevel: 'error',
		server: { port: 0, host: '127.0.0.1' },
		optimizeDeps: { include: ['xlsx', 'zod', 'temporal-polyfill', 'hucre/xlsx', 'hucre/csv', 'dexie'] }
	});
	await server.listen();
	const { port } = server.httpServer?.address() as { port: number };
	return { address: `http://127.0.0.1:${port}/web/bench/index.html`, end: () => server.close() };
}

/** Reading, merging and validating in a thread of Chromium, and SheetJS's bare read there as the peer. */
export async function measureThread(page: Page, sizes: number[], catalog: Definition[]): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const rows of sizes) figures.push(...(await measureSize(page, rows, catalog)));
	return figures;
}

async function measureSize(page: Page, rows: number, catalog: Definition[]): Promise<Figure[]> {
	const workbook = makeWorkbook(rows);
	const times = rows > 10_000 ? 3 : 5;
	const runs: Steps[] = [];
	for (let run = 0; run <= times; run += 1) {
		const steps = await runSteps(page, { workbook, catalog, bare: false });
		if (steps.ready !== countReady(rows)) throw new Error(`${steps.ready} of ${rows} rows were ready`);
		// The first run pays for compiling the modules.
		if (run > 0) runs.push(steps);
	}
	const size = sizeName(rows);
	const figure = (name: string, step: keyof Steps): Figure => ({
		name: `${name}-${size}`,
		value: median(runs.map((steps) => steps[step])),
		unit: 'ms'
	});
	const peer = figure('sheetjs', 'sheetjs');
	const measured = [
		peer,
		...(['read', 'merge', 'validate'] as const).map((step) => beside(figure(step, step), peer))
	];
	const largest = rows >= 100_000;
	if (largest) measured.push({ ...figure('', 'revalidate'), name: 'revalidate-edit' });
	if (largest) measured.push({ ...figure('', 'template'), name: 'template' });
	return measured;
}

/** Runs the steps once, each time in a fresh thread of the page. */
export function runSteps(
	page: Page,
	{ workbook, catalog, bare }: { workbook: Uint8Array; catalog: Definition[]; bare: boolean }
): Promise<Steps> {
	const base64 = Buffer.from(workbook).toString('base64');
	return page.evaluate(measureInPage, { base64, catalog, bare });
}

async function measureInPage({
	base64,
	catalog,
	bare
}: {
	base64: string;
	catalog: Definition[];
	bare: boolean;
}): Promise<Steps> {
	const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
	const { measure } = globalThis as unknown as { measure(asked: object): Promise<Steps> };
	return measure({ bytes, catalog, bare });
}
