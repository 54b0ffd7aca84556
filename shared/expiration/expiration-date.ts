import { Temporal } from 'temporal-polyfill';
import type { Expiration } from './expiration.ts';

/**
 * The last day of a credential issued at `from` (milliseconds since the epoch), `YYYY-MM-DD`, or null for never. A
 * duration counts from the calendar day of issuing in the IANA `timeZone`; a day that the month lacks becomes its last.
 */
export function expirationDate(expiration: Expiration, from: number, timeZone: string): string | null {
	if (expiration.kind === 'never') return null;
	if (expiration.kind === 'date') return expiration.date;
	return dateIn(from, timeZone).add(Temporal.Duration.from(expiration.duration)).toString();
}

/** The instant at which that day ends (23:59:59 in the zone), RFC 3339 in UTC; null for never. */
export function validUntil(expiration: Expiration, from: number, timeZone: string): string | null {
	const date = expirationDate(expiration, from, timeZone);
	return date === null ? null : endOfDay(date, timeZone);
}

/** 23:59:59 of the day in the zone, RFC 3339 in UTC. */
export function endOfDay(date: string, timeZone: string): string {
	const plain = Temporal.PlainDate.from(date).toPlainDateTime({ hour: 23, minute: 59, second: 59 });
	return plain.toZonedDateTime(timeZone).toInstant().toString();
}

/** Whether a day has ended before `now`; cheap for many days, because only today needs the clock's time. */
export function compilePast(now: number, timeZone: string): (date: string) => boolean {
	const today = dateIn(now, timeZone).toString();
	const todayEnded = Date.parse(endOfDay(today, timeZone)) < now;
	return (date) => (date === today ? todayEnded : date < today);
}

/** The last day, `YYYY-MM-DD`, that has ended in the IANA `timeZone` by `now` (milliseconds since the epoch). */
export function lastEndedDay(now: number, timeZone: string): string {
	const today = dateIn(now, timeZone);
	const hasEnded = Date.parse(endOfDay(today.toString(), timeZone)) <= now;
	return (hasEnded ? today : today.subtract({ days: 1 })).toString();
}

/** The calendar day in the zone at an instant (RFC 3339), `YYYY-MM-DD`. */
export function dateOf(instant: string, timeZone: string): string {
	return dateIn(Date.parse(instant), timeZone).toString();
}

function dateIn(instant: number, timeZone: string): Temporal.PlainDate {
	return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate();
}
