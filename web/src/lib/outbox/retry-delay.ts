const FIRST_MS = 1_000;
/** A batch waits no longer than this unless the server asks for it. */
export const LONGEST_DELAY_MS = 5 * 60_000;

/**
 * Milliseconds to wait after `failures` failed attempts in a row: doubling, and spread over the upper half of each
 * step, so that devices that lost the same connection do not come back in the same second. A server that named a time
 * is never asked earlier.
 */
export function retryDelay(failures: number, random: number, retryAfterMs: number | null): number {
	const step = Math.min(LONGEST_DELAY_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
	const wait = step / 2 + (step / 2) * random;
	return Math.max(wait, retryAfterMs ?? 0);
}
