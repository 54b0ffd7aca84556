import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { chromium as launchOptions } from '../e2e/chromium.ts';
import { formatJson, formatTable, type Figure } from './figure.ts';
import { measureImports } from './import.ts';
import { measureIssuing } from './issuing.ts';
import { measureOffline } from './offline.ts';
import { startApp } from './started-app.ts';
import { measureThread, serveBenchPage } from './thread.ts';
import { measureUpload } from './upload.ts';

const THREAD_SIZES = [1_000, 10_000, 100_000];
const IMPORT_SIZES = [1_000, 100_000];
const ISSUE_SIZES = [1_000, 10_000];
/** Figures by what is run for them; a name may be asked for alone. */
const THREAD = ['sheetjs', 'read', 'merge', 'validate', 'revalidate-edit', 'template'];
const IMPORT = ['bare', 'import', 'scroll'];
const DEVICE = ['open-draft', 'edit-durable', 'cold-start-offline'];
const SLOW = ['upload-10k-slow', 'upload-bytes-per-row', 'resume-resent-chunks'];
const ISSUING = ['upload', 'issue'];

const { values } = parseArgs({
	options: { json: { type: 'boolean' }, only: { type: 'string' }, built: { type: 'boolean' } }
});
/** The app is built once for all that is measured, or not at all where it was built just before. */
let built = values.built ?? false;
const start = async () => {
	const app = await startApp({ built });
	built = true;
	return app;
};
const only = values.only?.split(',');
const isNamed = (name: string, asked: string) => name === asked || name.startsWith(`${asked}-`);
const wanted = (steps: string[]) => steps.some((step) => !only || only.some((name) => isNamed(name, step)));
if (!wanted([...THREAD, ...IMPORT, ...DEVICE, ...SLOW, ...ISSUING])) {
	const names = [...THREAD, ...IMPORT, ...DEVICE, ...SLOW, ...ISSUING].join(', ');
	console.error(
		`There is no figure "${values.only}". Choose one of ${names}, or one with its size: read-1k.`
	);
	process.exit(1);
}
const sizes = (all: number[]) => all.filter((rows) => !only || only.some((name) => isSizeAsked(name, rows)));
const isSizeAsked = (name: string, rows: number) =>
	!/-\d+k/.test(name) || name.split('-').includes(`${rows / 1000}k`);

const figures: Figure[] = [];
/** In an app of its own, with nothing in it from what was measured before. */
async function measureInApp(measure: (origin: string) => Promise<Figure[]>): Promise<void> {
	const app = await start();
	try {
		figures.push(...(await measure(app.origin)));
	} finally {
		await app.end();
	}
}
if (wanted([...THREAD, ...IMPORT])) {
	const benchPage = await serveBenchPage();
	try {
		if (wanted(THREAD)) {
			const browser = await chromium.launch(launchOptions());
			const page = await browser.newPage();
			await page.goto(benchPage.address);
			await page.waitForFunction('globalThis.measure');
			figures.push(...(await measureThread(page, sizes(THREAD_SIZES), DEMO_CATALOG)));
			await browser.close();
		}
		if (wanted(IMPORT)) {
			const at = (origin: string) => ({ origin, benchPage: benchPage.address });
			await measureInApp((origin) => measureImports(at(origin), sizes(IMPORT_SIZES), DEMO_CATALOG));
		}
	} finally {
		await benchPage.end();
	}
}
if (wanted(DEVICE)) await measureInApp((origin) => measureOffline(origin));
if (wanted(SLOW)) await measureInApp((origin) => measureUpload(origin));
if (wanted(ISSUING)) await measureInApp((origin) => measureIssuing(origin, sizes(ISSUE_SIZES)));

const asked = figures.filter(({ name }) => !only || only.some((each) => isNamed(name, each)));
// A peer stays in beside what was compared with it.
const chosen = figures.filter(
	(figure) => asked.includes(figure) || asked.some(({ against }) => against === figure.name)
);
console.log(values.json ? formatJson(chosen) : formatTable(chosen));
