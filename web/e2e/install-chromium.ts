import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium as playwrightChromium } from '@playwright/test';
import { chromium } from './chromium.ts';

const PLAYWRIGHT = join('node_modules', '@playwright', 'test', 'cli.js');

/** Whether the tests find the Chromium that they will look for: CHROMIUM_PATH, Debian's, or Playwright's own. */
export function hasChromium(): boolean {
	return existsSync(chromium().executablePath ?? playwrightChromium.executablePath());
}

/** Installs a Chromium where there is none, and says what it does. Throws when the installer fails. */
export function installChromium(): void {
	if (process.env.CHROMIUM_PATH) {
		throw new Error(`CHROMIUM_PATH is ${process.env.CHROMIUM_PATH}, and no such file is there.`);
	}
	const prefix = becomeRoot();
	if (prefix && existsSync('/usr/bin/apt-get')) {
		console.log(
			'No Chromium found. Installing the package chromium by apt-get, for the tests in the browser …'
		);
		run([...prefix, 'apt-get', 'update', '-qq']);
		run([...prefix, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium']);
		if (hasChromium()) return;
		// Ubuntu's package is only a pointer to a snap, which containers do not run.
	}
	console.log('No Chromium found. Installing Playwright’s own, for the tests in the browser …');
	run([process.execPath, PLAYWRIGHT, 'install', ...(prefix ? ['--with-deps'] : []), 'chromium']);
}

/** What is put before a command so that root runs it; null where that cannot be had without asking. */
function becomeRoot(): string[] | null {
	if (process.getuid?.() === 0) return [];
	return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : null;
}

function run([command = '', ...args]: string[]): void {
	execFileSync(command, args, {
		stdio: 'inherit',
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
	});
}
