import { afterEach, beforeEach, expect, test } from 'vitest';
import { Installation } from './install.svelte.ts';

let end = () => {};
let installation: Installation;

function start() {
	installation = new Installation();
	end = installation.watch();
}

beforeEach(() => {
	localStorage.clear();
	start();
});
afterEach(() => end());

/** As Chromium offers it; it cannot be made to on a test's page. */
function offer(outcome: 'accepted' | 'dismissed'): Event {
	const event = new Event('beforeinstallprompt', { cancelable: true });
	dispatchEvent(Object.assign(event, { prompt: () => Promise.resolve({ outcome }) }));
	return event;
}

test('the browser’s own banner is held back and asked for later, once', async () => {
	expect(installation.way).toBe(null);
	expect(offer('accepted').defaultPrevented).toBe(true);
	expect(installation.way).toBe('prompt');
	await installation.ask();
	expect(installation.way).toBe(null);
});

test('a no holds for good', async () => {
	offer('dismissed');
	await installation.ask();
	end();
	start();
	offer('accepted');
	expect(installation.way).toBe(null);
});

test('what is dismissed here is dismissed for good', () => {
	offer('accepted');
	installation.dismiss();
	expect(installation.way).toBe(null);
	end();
	start();
	offer('accepted');
	expect(installation.way).toBe(null);
});

test('installed from the browser’s menu, the hint goes', () => {
	offer('accepted');
	dispatchEvent(new Event('appinstalled'));
	expect(installation.way).toBe(null);
});
