import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { chromium } from './chromium.ts';

/** Ports beside those of `npm start`, so that the tests run while somebody works with it. */
const ports = {
	PORT: process.env.E2E_PORT ?? '8797',
	MAIL_PORT: process.env.E2E_MAIL_PORT ?? '2535',
	MAILBOX_PORT: process.env.E2E_MAILBOX_PORT ?? '8035'
};

// Playwright reads this file again in each of its processes: the first one makes the state, the teardown removes it.
process.env.SHEAF_E2E_STATE ??= mkdtempSync(join(tmpdir(), 'sheaf-e2e-'));
Object.assign(process.env, ports);

const origin = `http://localhost:${ports.PORT}`;

/** Where `npm test` wants the report from which it counts. */
const report = process.env.E2E_REPORT;

export default defineConfig({
	testDir: '.',
	testMatch: '**/*.spec.ts',
	outputDir: './results',
	globalTeardown: './remove-state.ts',
	// One app with one database is shared by all, and a test that passes only when repeated has found something.
	workers: 1,
	retries: 0,
	forbidOnly: true,
	timeout: 120_000,
	expect: { timeout: 15_000 },
	reporter: report ? [['list'], ['json', { outputFile: report }]] : [['list']],
	use: {
		baseURL: origin,
		// Whatever the machine speaks.
		locale: 'en-US',
		launchOptions: chromium(),
		trace: 'retain-on-failure',
		screenshot: 'only-on-failure'
	},
	webServer: {
		command: `"${process.execPath}" worker/local/start.ts${process.env.E2E_BUILT ? ' --built' : ''}`,
		cwd: fileURLToPath(new URL('../..', import.meta.url)),
		env: { ...ports, SHEAF_STATE: process.env.SHEAF_E2E_STATE },
		// The last thing that the start does before it says where everything is.
		wait: { stdout: /To sign in/ },
		timeout: 240_000,
		stdout: 'ignore',
		stderr: 'pipe',
		gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 }
	}
});
