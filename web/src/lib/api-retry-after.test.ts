import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST_RETRY_AFTER_MS, readRetryAfter } from './api-retry-after.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');

function read(retryAfter: string | null, date?: string) {
	const headers = new Headers(date === undefined ? {} : { date });
	if (retryAfter !== null) headers.set('retry-after', retryAfter);
	return readRetryAfter(headers, NOW);
}

test.for<[string | null, number | null]>([
	[null, null],
	['', null],
	['0', 0],
	['7', 7000],
	['-1', null],
	['1.5', null],
	['soon', null],
	['Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
	['Monday, 23-Nov-26 12:00:30 GMT', 30_000],
	['Mon, 23 Nov 2026 11:00:00 GMT', 0],
	['99999999999999999999', LONGEST_RETRY_AFTER_MS],
	['Fri, 31 Dec 9999 23:59:59 GMT', LONGEST_RETRY_AFTER_MS]
])('%s is %s', ([text, wait]) => {
	expect(read(text)).toBe(wait);
});

test('a date is relative to the answer, whatever the device’s clock says', () => {
	const seconds = fc.integer({ min: 0, max: LONGEST_RETRY_AFTER_MS / 1000 });
	const answeredAt = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2100, 0) });
	fc.assert(
		fc.property(seconds, answeredAt, (wait, at) => {
			const date = new Date(at).toUTCString();
			const until = new Date(Date.parse(date) + wait * 1000).toUTCString();
			expect(read(until, date)).toBe(wait * 1000);
		})
	);
});

test('whatever stands there, the wait is none or between nothing and the longest', () => {
	fc.assert(
		fc.property(fc.stringMatching(/^[ -~]*$/), (text) => {
			const wait = read(text);
			if (wait === null) return;
			expect(wait).toBeGreaterThanOrEqual(0);
			expect(wait).toBeLessThanOrEqual(LONGEST_RETRY_AFTER_MS);
		})
	);
});
