import { existsSync } from 'node:fs';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';

/**
 * Launch options for Playwright: CHROMIUM_PATH, else Debian's Chromium, else Playwright's own.
 * The flags keep Chromium from calling home and let it run as root in a container.
 */
export function chromium(): { executablePath?: string; args: string[] } {
	const executablePath =
		process.env.CHROMIUM_PATH ?? (existsSync(DEBIAN_CHROMIUM) ? DEBIAN_CHROMIUM : undefined);
	return {
		...(executablePath ? { executablePath } : {}),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--disable-dev-shm-usage'
		]
	};
}
