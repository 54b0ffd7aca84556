import { localeTag } from './format-time.ts';

/**
 * What the organisation's zone and the device's are called, where their clocks differ now; null where they agree. Days are
 * told in the one, times in the other.
 */
export function zoneBeside(
	timeZone: string,
	now: number,
	ownZone?: string
): { organisation: string; device: string } | null {
	if (clockOf(now, timeZone) === clockOf(now, ownZone)) return null;
	return { organisation: nameOf(now, timeZone), device: nameOf(now, ownZone) };
}

function clockOf(now: number, timeZone?: string): string {
	return new Intl.DateTimeFormat('en', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(now);
}

function nameOf(now: number, timeZone?: string): string {
	const parts = new Intl.DateTimeFormat(localeTag(), { timeZone, timeZoneName: 'longGeneric' }).formatToParts(
		now
	);
	return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone ?? '';
}
