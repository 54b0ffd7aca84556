import { afterEach, expect, test } from 'vitest';
import { formatDay } from './format-time.ts';
import { overwriteGetLocale } from './paraglide/runtime.js';

afterEach(() => overwriteGetLocale(() => 'en'));

test('in French the first of a month is counted, and no other day', () => {
	overwriteGetLocale(() => 'fr');
	expect(formatDay('2027-06-01', 'UTC')).toBe('1er juin 2027');
	expect(formatDay('2027-06-11', 'UTC')).toBe('11 juin 2027');
	expect(formatDay('2027-06-21', 'UTC')).toBe('21 juin 2027');
});
