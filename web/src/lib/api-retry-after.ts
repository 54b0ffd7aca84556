/** Whatever a gateway or a portal names: a batch is not left lying for longer because of it. */
export const LONGEST_RETRY_AFTER_MS = 60 * 60_000;

/**
 * `Retry-After` as milliseconds from now, null where there is none that can be read (RFC 9110, 10.2.3): seconds, or a
 * date, which is taken relative to the answer's own `Date`, because the device's clock may be wrong.
 */
export function readRetryAfter(headers: Headers, now: number): number | null {
	const text = headers.get('retry-after')?.trim() ?? '';
	if (/^\d+$/.test(text)) return Math.min(LONGEST_RETRY_AFTER_MS, Number(text) * 1000);
	// A date names its month in letters; `Date.parse` takes much else besides, such as `-1`.
	if (!/[a-z]{3}/i.test(text)) return null;
	const until = Date.parse(text);
	if (Number.isNaN(until)) return null;
	const answeredAt = Date.parse(headers.get('date') ?? '');
	const wait = until - (Number.isNaN(answeredAt) ? now : answeredAt);
	return Math.min(LONGEST_RETRY_AFTER_MS, Math.max(0, wait));
}
