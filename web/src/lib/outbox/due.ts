import { LONGEST_RETRY_AFTER_MS } from '../api-retry-after.ts';
import type { OutboxBatch } from './outbox-batch.ts';
import { LONGEST_DELAY_MS } from './retry-delay.ts';

type Waiting = Pick<OutboxBatch, 'dueAt' | 'notBeforeAt'>;

/**
 * When the next attempt is due (milliseconds since the epoch, by the device's clock). No wait was ever made longer than
 * the longest: one that seems longer was made before the clock was set back, and is over.
 */
export function dueTime(entry: Waiting, now: number): number {
	const longest = entry.notBeforeAt > 0 ? LONGEST_RETRY_AFTER_MS : LONGEST_DELAY_MS;
	const dueAt = Math.max(entry.dueAt, entry.notBeforeAt);
	return dueAt - now > longest ? now : dueAt;
}

/** `evenBeforeDue`: something changed that makes it worth trying at once; only the server's own wish is still heeded. */
export function isDue(entry: Waiting, now: number, evenBeforeDue: boolean): boolean {
	if (!evenBeforeDue) return dueTime(entry, now) <= now;
	return entry.notBeforeAt <= now || entry.notBeforeAt - now > LONGEST_RETRY_AFTER_MS;
}
