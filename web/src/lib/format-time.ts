import { getLocale } from '#lib/paraglide/runtime.js';

/** Making one takes longer than all else in a row of the review. */
const days = new Map<string, Intl.DateTimeFormat>();

/** "31 December 2028", in the person's language and the zone given (else the device's own). */
export function formatDay(at: string | number, timeZone?: string): string {
	const key = `${getLocale()} ${timeZone}`;
	let format = days.get(key);
	if (!format) {
		format = new Intl.DateTimeFormat(localeTag(), { dateStyle: 'long', timeZone });
		days.set(key, format);
	}
	return writeFirst(format.format(new Date(at)));
}

/** "31 December 2028, 14:32". */
export function formatMoment(at: string | number, timeZone?: string): string {
	return writeFirst(
		new Intl.DateTimeFormat(localeTag(), { dateStyle: 'long', timeStyle: 'short', timeZone }).format(
			new Date(at)
		)
	);
}

/** French counts the first day of a month and no other: "1er juin". Intl does not know. */
export function writeFirst(date: string): string {
	return getLocale() === 'fr' ? date.replace(/^1(?=\s\p{L})/u, '1er') : date;
}

export function formatCount(count: number): string {
	return new Intl.NumberFormat(localeTag()).format(count);
}

/** The browser's own variety of the chosen language ("en-CA") where it has one, so that dates look as at home. */
export function localeTag(): string {
	const locale = getLocale();
	const own =
		typeof navigator === 'undefined' ? undefined : navigator.languages.find((tag) => tag.startsWith(locale));
	return own ?? (locale === 'en' ? 'en-GB' : locale);
}
