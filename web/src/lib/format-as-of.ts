import { clockTime } from './expiration-words.ts';
import { localeTag, writeFirst } from './format-time.ts';
import { m } from '#lib/paraglide/messages.js';

/** "As of 14:32" of today, "As of 3 November" of an earlier day, with its year where that is another. Milliseconds. */
export function formatAsOf(at: number, now: number): string {
	const [then, today] = [new Date(at), new Date(now)];
	const format = (options: Intl.DateTimeFormatOptions) =>
		new Intl.DateTimeFormat(localeTag(), options).format(then);
	if (then.toDateString() === today.toDateString())
		return m.sync_as_of_time({ time: clockTime(then.toISOString()) });
	const year = then.getFullYear() === today.getFullYear() ? undefined : 'numeric';
	return m.sync_as_of_day({ day: writeFirst(format({ day: 'numeric', month: 'long', year })) });
}
