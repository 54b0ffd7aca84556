import { existsSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium as playwright, type Page } from '@playwright/test';
import { build } from 'vite';
import { createTestHarness, unstable_readConfig } from 'wrangler';
import { chromium } from '../e2e/chromium.ts';
import { Switchboard } from './switchboard.ts';

const MEMORY = '/dev/shm';
const ROOM_BYTES = 1_000_000_000;

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One workerd, one Chromium and the switchboard between them, for all runs. */
export interface Started {
	switchboard: Switchboard;
	page: Page;
	/** Where the worker listens, and where the harness does. */
	worker: string;
	harness: string;
	origin: string;
	setupToken: string;
	end(): Promise<void>;
}

export async function startAll(): Promise<Started> {
	// Without a network wrangler would warn of what it could not fetch.
	process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false';
	useMemory();
	const switchboard = new Switchboard();
	const port = await switchboard.listen();
	const origin = `http://localhost:${port}`;
	const setupToken = 'the token of the harness';
	switchboard.serveTab(await bundleTab());
	const workerd = startWorker(origin, setupToken);
	const { url } = await workerd.listen();
	await workerd.getWorker().applyD1Migrations('DB');
	const browser = await playwright.launch(chromium());
	const page = await browser.newPage();
	await page.goto(origin);
	return {
		switchboard,
		page,
		worker: url.origin,
		harness: `http://127.0.0.1:${port}`,
		origin,
		setupToken,
		async end() {
			await browser.close();
			await workerd.close();
			switchboard.close();
		}
	};
}

/** The Worker of wrangler.toml with the entry that may end anywhere, and without the bindings that the harness stands for. */
function startWorker(origin: string, setupToken: string) {
	const { compatibility_date, compatibility_flags, define, d1_databases } = unstable_readConfig({
		config: join(root, 'wrangler.toml')
	});
	return createTestHarness({
		root,
		workers: [
			{
				config: {
					name: 'sheaf-chaos',
					main: 'worker/testing/chaos.ts',
					compatibility_date,
					compatibility_flags,
					define,
					d1_databases: d1_databases.map((database: object) => ({
						...database,
						migrations_dir: join(root, 'worker/migrations')
					})),
					vars: {
						ORIGIN: origin,
						MAIL_FROM: 'Sheaf <credentials@sheaf.example>',
						ERROR_REPORT_QUIET_SECONDS: '300',
						AUTH_SECRET: 'a secret that only the harness knows',
						KEY_SECRET: btoa('a secret that only the harness k'),
						SETUP_TOKEN: setupToken
					}
				}
			}
		]
	});
}

/** Nothing here outlives a run: where there is room, databases and profile lie in memory, and writes wait for no disk. */
function useMemory(): void {
	if (!existsSync(MEMORY)) return;
	const { bavail, bsize } = statfsSync(MEMORY);
	if (bavail * bsize > ROOM_BYTES) process.env.TMPDIR = MEMORY;
}

async function bundleTab(): Promise<string> {
	const built = await build({
		root,
		configFile: false,
		logLevel: 'error',
		build: {
			write: false,
			minify: true,
			target: 'esnext',
			rolldownOptions: { input: join(root, 'web/chaos/tab.worker.ts'), output: { format: 'es' } }
		}
	});
	const [output] = Array.isArray(built) ? built : [built];
	if (!output || !('output' in output)) throw new Error('The tab was not bundled');
	const chunks = output.output.filter((one) => one.type === 'chunk');
	if (chunks.length !== 1) throw new Error('The tab is more than one script');
	return chunks[0]!.code;
}
