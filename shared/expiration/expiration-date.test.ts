import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastDay } from './calendar.ts';
import { compilePast, expirationDate, lastEndedDay, validUntil } from './expiration-date.ts';

const zone = 'America/Toronto';
const after = (duration: string, from: string, timeZone = zone) =>
	expirationDate({ kind: 'duration', duration }, Date.parse(from), timeZone);

describe('expirationDate', () => {
	it.each([
		['P2Y', '2026-11-23T12:00Z', '2028-11-23'],
		['P1M', '2027-01-31T12:00Z', '2027-02-28'],
		['P1M', '2028-01-31T12:00Z', '2028-02-29'],
		['P1Y', '2028-02-29T12:00Z', '2029-02-28'],
		['P4Y', '2028-02-29T12:00Z', '2032-02-29'],
		['P1Y6M', '2026-08-31T12:00Z', '2028-02-29'],
		['P90D', '2026-11-23T12:00Z', '2027-02-21'],
		['P6W', '2026-11-23T12:00Z', '2027-01-04']
	])('%s from %s is %s', (duration, from, date) => {
		expect(after(duration, from)).toBe(date);
	});

	it('counts from the calendar day in the zone', () => {
		expect(after('P1D', '2027-01-01T03:00Z')).toBe('2027-01-01');
		expect(after('P1D', '2027-01-01T03:00Z', 'Asia/Tokyo')).toBe('2027-01-02');
	});

	it('keeps a date and knows never', () => {
		expect(expirationDate({ kind: 'date', date: '2028-12-31' }, 0, zone)).toBe('2028-12-31');
		expect(expirationDate({ kind: 'never' }, 0, zone)).toBeNull();
	});

	it('adds months by the calendar', () => {
		const day = fc.integer({ min: 0, max: 36_500 });
		fc.assert(
			fc.property(day, fc.integer({ min: 1, max: 600 }), (days, months) => {
				const from = new Date(days * 86_400_000);
				const index = from.getUTCFullYear() * 12 + from.getUTCMonth() + months;
				const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
				const last = Math.min(from.getUTCDate(), lastDay(year, month));
				const expected = new Date(Date.UTC(year, month - 1, last)).toISOString().slice(0, 10);
				expect(after(`P${months}M`, from.toISOString(), 'UTC')).toBe(expected);
			})
		);
	});
});

describe('validUntil', () => {
	it.each([
		['2028-12-31', zone, '2029-01-01T04:59:59Z'],
		['2028-07-01', zone, '2028-07-02T03:59:59Z'],
		['2028-12-31', 'Pacific/Kiritimati', '2028-12-31T09:59:59Z'],
		['2028-12-31', 'UTC', '2028-12-31T23:59:59Z'],
		['2028-12-31', 'Asia/Kolkata', '2028-12-31T18:29:59Z']
	])('%s in %s is %s', (date, timeZone, instant) => {
		expect(validUntil({ kind: 'date', date }, 0, timeZone)).toBe(instant);
	});

	it('is null for never', () => {
		expect(validUntil({ kind: 'never' }, 0, zone)).toBeNull();
	});
});

describe('compilePast', () => {
	it('ends a day with its last second in the zone', () => {
		const end = Date.parse('2026-11-24T04:59:59Z');
		expect(compilePast(end, zone)('2026-11-23')).toBe(false);
		expect(compilePast(end + 1, zone)('2026-11-23')).toBe(true);
		expect(compilePast(end + 1000, zone)('2026-11-23')).toBe(true);
		expect(compilePast(end, zone)('2026-11-22')).toBe(true);
		expect(compilePast(end + 1000, zone)('2026-11-24')).toBe(false);
	});

	it('agrees with the instant', () => {
		const instant = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) });
		fc.assert(
			fc.property(
				instant,
				fc.integer({ min: -2, max: 2 }),
				fc.constantFrom(zone, 'Asia/Tokyo', 'UTC'),
				(now, days, at) => {
					const date = new Date(now + days * 86_400_000).toISOString().slice(0, 10);
					const ended = Date.parse(validUntil({ kind: 'date', date }, 0, at)!) < now;
					expect(compilePast(now, at)(date)).toBe(ended);
				}
			)
		);
	});
});

describe('lastEndedDay', () => {
	it.each([
		['2026-11-24T04:59:58Z', '2026-11-22'],
		['2026-11-24T04:59:59Z', '2026-11-23'],
		['2026-11-24T05:00:00Z', '2026-11-23'],
		['2027-01-01T12:00:00Z', '2026-12-31']
	])('at %s it is %s', (now, day) => {
		expect(lastEndedDay(Date.parse(now), zone)).toBe(day);
	});
});
