import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST_RETRY_AFTER_MS } from '../api-retry-after.ts';
import { dueTime, isDue } from './due.ts';
import { LONGEST_DELAY_MS, retryDelay } from './retry-delay.ts';

const NOW = 1_800_000_000_000;
const HOUR_MS = 60 * 60_000;
const retryAfter = fc.option(fc.integer({ min: 0, max: LONGEST_RETRY_AFTER_MS }));
/** A batch after a failed attempt at NOW, as `flushOutbox` records it. */
const failed = fc
	.tuple(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), retryAfter)
	.map(([failures, random, wait]) => ({
		dueAt: NOW + retryDelay(failures, random, wait),
		notBeforeAt: wait === null ? 0 : NOW + wait
	}));

test('with a clock that goes right a batch is due when its wait is over, and not before', () => {
	fc.assert(
		fc.property(failed, fc.nat(2 * HOUR_MS), (entry, later) => {
			expect(isDue(entry, NOW + later, false)).toBe(NOW + later >= entry.dueAt);
			expect(isDue(entry, NOW + later, true)).toBe(NOW + later >= entry.notBeforeAt);
		})
	);
});

test('however the clock is set, no batch lies for longer than the longest wait', () => {
	fc.assert(
		fc.property(failed, fc.integer({ min: -1e12, max: 1e12 }), (entry, jump) => {
			const now = NOW + jump;
			const longest = entry.notBeforeAt > 0 ? LONGEST_RETRY_AFTER_MS : LONGEST_DELAY_MS;
			expect(dueTime(entry, now) - now).toBeLessThanOrEqual(longest);
			expect(isDue(entry, Math.max(now, dueTime(entry, now)), false)).toBe(true);
			expect(isDue(entry, now, false) || isDue(entry, now + longest, false)).toBe(true);
			expect(isDue(entry, now, true) || isDue(entry, now + LONGEST_RETRY_AFTER_MS, true)).toBe(true);
		})
	);
});

test('set back by a day, it is due at once', () => {
	const entry = { dueAt: NOW + LONGEST_DELAY_MS, notBeforeAt: 0 };
	expect(isDue(entry, NOW - 24 * HOUR_MS, false)).toBe(true);
});

test('wanted back while the server asks for patience, it still waits for that', () => {
	const entry = { dueAt: 0, notBeforeAt: NOW + 30_000 };
	expect(dueTime(entry, NOW)).toBe(NOW + 30_000);
	expect(isDue(entry, NOW, false)).toBe(false);
});
