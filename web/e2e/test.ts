import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge, readPlaywright, readVitest, type Counts } from './counts.ts';
import { hasChromium, installChromium } from './install-chromium.ts';

// `npm test`: every check and every test, and at the end one line with their numbers.

const folder = mkdtempSync(join(tmpdir(), 'sheaf-test-'));
const vitestReport = join(folder, 'vitest.json');
const playwrightReport = join(folder, 'playwright.json');
const total: Counts = { passed: 0, failed: 0 };

/** Runs a command with its output streaming; 1 when it cannot be started or was ended by a signal. */
function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
	const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
	return new Promise((resolve) => {
		child.once('exit', (code) => resolve(code ?? 1));
		child.once('error', () => resolve(1));
	});
}

/** Runs a tool of node_modules by this very Node. */
function runTool(script: string, args: string[], env: Record<string, string> = {}): Promise<number> {
	return run(process.execPath, [join('node_modules', script), ...args], env);
}

function count(title: string, { passed, failed }: Counts): void {
	total.passed += passed;
	total.failed += failed;
	console.log(`\n${title}: ${passed} passed, ${failed} failed\n`);
}

function ensureChromium(): boolean {
	if (hasChromium()) return true;
	try {
		installChromium();
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
	}
	return hasChromium();
}

const browser = ensureChromium();
if (!browser) count('Chromium', { passed: 0, failed: 1 });

const checked = await run('npm', ['run', '--silent', 'check']);
count('Types and format', checked === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

// The worker's tests and the end-to-end tests both serve the built app.
const built = await runTool('vite/bin/vite.js', ['build', '--logLevel', 'error']);
count('Build', built === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

const unit = await runTool('vitest/vitest.mjs', [
	'run',
	'--reporter=default',
	'--reporter=json',
	`--outputFile.json=${vitestReport}`
]);
count('Unit tests', judge(readVitest(vitestReport), unit));

const endToEnd = await runTool('@playwright/test/cli.js', ['test', '-c', 'web/e2e'], {
	E2E_REPORT: playwrightReport,
	E2E_BUILT: '1'
});
count('End-to-end tests', judge(readPlaywright(playwrightReport), endToEnd));

rmSync(folder, { recursive: true, force: true });
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
