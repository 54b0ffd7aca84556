import { readFileSync, writeFileSync } from 'node:fs';
import type { Browser } from '@playwright/test';

const RESET_PEAK = '5';

/**
 * The peak memory of a browser's pages in MB, since `reset`. Read from Linux' own account of the renderer processes (the
 * high-water mark of what is resident): null on other systems.
 */
export async function watchMemory(browser: Browser): Promise<{ reset(): void; peak(): number } | null> {
	const session = await browser.newBrowserCDPSession();
	const { processInfo } = await session.send('SystemInfo.getProcessInfo');
	const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
	if (process.platform !== 'linux') return null;
	return {
		reset() {
			for (const id of renderers) writeFileSync(`/proc/${id}/clear_refs`, RESET_PEAK);
		},
		peak: () => Math.max(...renderers.map(readPeak))
	};
}

function readPeak(id: number): number {
	const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
	return Number(kilobytes ?? 0) / 1024;
}
