import { afterEach, expect, test } from 'vitest';
import { formatAsOf } from './format-as-of.ts';
import { overwriteGetLocale } from './paraglide/runtime.js';

afterEach(() => overwriteGetLocale(() => 'en'));

const NOW = new Date(2026, 10, 23, 16, 5).getTime();
const words = (at: Date) => formatAsOf(at.getTime(), NOW);

test('a time of today is told by the clock, an earlier one by its day', () => {
	expect(words(new Date(2026, 10, 23, 14, 32))).toMatch(/^As of (14:32|2:32\sPM)$/);
	expect(words(new Date(2026, 10, 3, 14, 32))).toMatch(/^As of (3 November|November 3)$/);
	expect(words(new Date(2025, 10, 23, 14, 32))).toMatch(/^As of .*November.*2025$/);
});

test('in French the first of a month is counted', () => {
	overwriteGetLocale(() => 'fr');
	expect(words(new Date(2026, 10, 1, 14, 32))).toContain('1er novembre');
	expect(words(new Date(2025, 1, 1, 14, 32))).toContain('1er février 2025');
});
