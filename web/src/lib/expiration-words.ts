import { formatDay, localeTag } from '#lib/format-time.ts';
import { m } from '#lib/paraglide/messages.js';

/** `YYYY-MM-DD` as a person says it; a calendar date has no time zone, so none may shift it. */
export function dateInWords(date: string): string {
	return formatDay(date, 'UTC');
}

/** What an expiration was understood as: `YYYY-MM-DD`, an ISO 8601 duration or `never`. */
export function expirationInWords(expiration: string): string {
	if (expiration === 'never') return m.draft_expires_never();
	if (!expiration.startsWith('P')) return dateInWords(expiration);
	return m.draft_expires_after({ duration: durationInWords(expiration) });
}

/** The same as a sentence of its own, as a credential has it. */
export function endInWords(expiration: string): string {
	if (expiration === 'never' || expiration.startsWith('P')) return expirationInWords(expiration);
	return m.draft_valid_until({ date: dateInWords(expiration) });
}

/** "14:32" or "2:32 p.m.", as all other times of the page. It may end in a point, so none should follow it. */
export function clockTime(at: string | number): string {
	return new Intl.DateTimeFormat(localeTag(), { timeStyle: 'short' }).format(new Date(at));
}

const UNITS = { Y: 'year', M: 'month', W: 'week', D: 'day' } as const;

/** An ISO 8601 duration as a person says it. */
export function durationInWords(duration: string): string {
	const parts = [...duration.matchAll(/(\d+)([YMWD])/g)].map(([, count, unit]) =>
		new Intl.NumberFormat(localeTag(), {
			style: 'unit',
			unit: UNITS[unit as keyof typeof UNITS],
			unitDisplay: 'long'
		}).format(Number(count))
	);
	return new Intl.ListFormat(localeTag(), { type: 'conjunction' }).format(parts);
}
