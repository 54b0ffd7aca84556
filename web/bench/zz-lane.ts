import { chromium } from '@playwright/test';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { chromium as launchOptions } from '../e2e/chromium.ts';
import { measureThread } from './thread.ts';
const browser = await chromium.launch(launchOptions());
try {
	for (const f of await measureThread(browser, process.argv.slice(2).map(Number), DEMO_CATALOG))
		console.log(f.name, f.value.toFixed(0), f.ratio?.toFixed(3) ?? '');
} finally {
	await browser.close();
}
