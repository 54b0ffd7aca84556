import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../fixtures/any-text.ts';
import type { Cell } from '../row/cell.ts';
import { calendarDate } from './calendar.ts';
import { tellOrder } from './date-order.ts';
import { expirationDate } from './expiration-date.ts';
import { readDate } from './read-date.ts';
import { readExpiration, writeExpiration } from './read-expiration.ts';

const read = (cell: Cell) => readExpiration(cell, null);
const written = (cell: Cell) => {
	const reading = read(cell);
	return reading.kind === 'expiration' ? writeExpiration(reading.expiration) : reading;
};
const number = (value: number): Cell => ({ kind: 'number', value, text: String(value) });

describe('readExpiration: dates', () => {
	it.each([
		'31 December 2028',
		'31 december, 2028',
		'Dec 31, 2028',
		'December 31st, 2028',
		'the 31st of December 2028',
		'Sunday, 31 December 2028',
		'31 déc. 2028',
		'31 décembre 2028',
		'le dimanche 31 decembre 2028',
		'31-Dec-2028',
		'31Dec2028',
		'2028 Dec 31',
		'2028-12-31',
		'2028/12/31',
		'2028.12.31',
		'20281231',
		'31/12/2028',
		'12/31/2028',
		'31.12.2028',
		'31-12-2028',
		'31 12 2028',
		' 31 / 12 / 2028 ',
		'2028-12-31T23:30:00-05:00',
		'2028-12-31 00:00:00',
		'31/12/2028 11:59 PM',
		'until 31 December 2028',
		'valid until 31/12/2028',
		"valable jusqu'au 31 décembre 2028",
		'expire le 31/12/2028',
		'Exp. 31/12/2028',
		'dimanche 31/12/2028',
		'dim. 31 déc. 2028',
		'31 décembre 2028 à 23 h 59',
		'(31/12/2028)',
		'31\\12\\2028',
		'2028_12_31',
		'31/12/2028 Sunday',
		'31/12/2028 (dim.)',
		'31/12/2028 inclusive',
		'31/12/2028 5pm',
		'31/12/2028, 5 p.m. EST',
		'31/12/2028 midnight',
		'31 décembre 2028 à minuit',
		'31/12/2028 at noon',
		'31/12/2028 EOD',
		'Valid thru 31 Dec 2028',
		'Valid through 31/12/2028',
		'Échéance : 31/12/2028',
		'３１／１２／２０２８',
		'31−12−2028',
		'31⁄12⁄2028'
	])('reads %j', (text) => {
		expect(read(text)).toEqual({ kind: 'expiration', expiration: { kind: 'date', date: '2028-12-31' } });
	});

	it.each([
		['1er janvier 2029', '2029-01-01'],
		['1 er janvier 2029', '2029-01-01'],
		['14 juill. 2028', '2028-07-14'],
		['1ᵉʳ mars 2028', '2028-03-01'],
		['5 sept. 2028', '2028-09-05'],
		['3 août 2028', '2028-08-03'],
		['15 févr. 2028', '2028-02-15'],
		['May 5 2028', '2028-05-05'],
		['29 February 2028', '2028-02-29'],
		['04/04/2028', '2028-04-04'],
		['2028-3-4', '2028-03-04']
	])('reads %j as %s', (text, date) => {
		expect(written(text)).toBe(date);
	});

	it('reads a date cell, whatever the column says', () => {
		expect(read({ kind: 'date', date: '2028-04-03' })).toEqual({
			kind: 'expiration',
			expiration: { kind: 'date', date: '2028-04-03' }
		});
	});

	it.each([
		'2028-13-01',
		'2028-00-10',
		'32/01/2028',
		'00/01/2028',
		'01/01/0001',
		'31/12/0028',
		'31 December 0028',
		'31/12/1899',
		'next year-ish',
		'soon',
		'0028-01-01',
		'31/12',
		'Dec 28',
		'1/2/3',
		'1 Jan 2027 to 31 Dec 2028',
		'avant le 31/12/2028',
		'31/12/2028 ?',
		'31/12/2028 or later',
		'midnight',
		'a5/03/2028',
		'd1/03/2028',
		'l.x/03/2028',
		'Dec 2028/29',
		'déc. 2028-29',
		'__proto__',
		'constructor'
	])('does not make a date of %j', (text) => {
		expect(read(text)).toEqual({ kind: 'unreadable', fixes: [] });
	});

	it.each([
		['30 February 2028', '2028-02-29', 30, 2],
		['30/02/2028', '2028-02-29', 30, 2],
		['2/30/2028', '2028-02-29', 30, 2],
		['2028-02-30', '2028-02-29', 30, 2],
		['31.04.28', '2028-04-30', 31, 4]
	])('says of %j that there is no such day, and offers the month’s last', (text, last, day, month) => {
		const noSuchDay = { day, month, year: 2028 };
		expect(read(text)).toEqual({ kind: 'unreadable', fixes: [last], noSuchDay });
	});

	it('takes a year of two digits, or of four from 1900 on', () => {
		const figure = fc.integer({ min: 0, max: 9999 });
		const written = fc.constantFrom('31/12/', '12-31-', '31 Dec ', '31.12.');
		fc.assert(
			fc.property(written, figure, (day, year) => {
				const reading = readDate(`${day}${String(year).padStart(4, '0')}`, null);
				const date = `${year}-12-31`;
				expect(reading).toEqual(year < 1900 ? { kind: 'unreadable', fixes: [] } : { kind: 'date', date });
			})
		);
	});

	it.each([
		['December 2028', ['2028-12-31']],
		['févr. 2028', ['2028-02-29']],
		['12/2028', ['2028-12-31']],
		['2028-02', ['2028-02-29']],
		['fin décembre 2028', ['2028-12-31']],
		['end of February 2028', ['2028-02-29']],
		['31 Decmber 2028', ['2028-12-31']],
		['3 fevier 2028', ['2028-02-03']],
		['30 Febuary 2028', []],
		['31122028', ['2028-12-31']],
		['03042028', ['2028-04-03', '2028-03-04']],
		['s.o.', ['never']],
		['sans objet', ['never']],
		['2', ['2 years', '2 months']],
		['18', ['18 months']],
		['N/A', ['never']],
		['l5/12/2028', ['2028-12-15']],
		['le l5/12/2028', ['2028-12-15']],
		['I5 Dec 2O28', ['2028-12-15']],
		['l2-10-2028', ['2028-10-12', '2028-12-10']],
		['24 hours', []],
		['24 heures', []],
		['24 hour', []],
		['|5/12/2028', ['2028-12-15']],
		['!5/12/2028', []],
		['2 sem', ['2 weeks', '12 months']],
		['3 sem.', ['3 weeks', '18 months']],
		['31//12/2028', ['2028-12-31']],
		['31.12/2028', ['2028-12-31']],
		['03//04/2028', ['2028-04-03', '2028-03-04']],
		['2 years from completion', ['2 years']],
		['18 months after the date of completion', ['18 months']],
		['2 ans après l’obtention', ['2 ans']],
		['2 years from 1 May 2027', []],
		['nevr', ['never']],
		['Jammais', ['never']],
		['unlimted', ['never']],
		['2 yaers', ['2 years']],
		['18 monts', ['18 months']],
		['valid for 2 yers', ['valid for 2 years']],
		['2 anneés 6 moiss', ['2 annees 6 mois']],
		['2 nuits', []],
		['fever', ['never']],
		['-', ['never']]
	])('offers for %j: %j', (text, fixes) => {
		expect(read(text)).toEqual({ kind: 'unreadable', fixes });
	});

	it('drops a lone letter before figures only where it is a word', () => {
		const asDayFirst = (text: string) => readExpiration(text, 'day-first');
		for (const text of ['l5/12/2028', 'd1/03/2028', 'a5/03/2028', 'l2-10-2028', 'jusqu’à5/03/2028'])
			expect(asDayFirst(text).kind).toBe('unreadable');
		expect(asDayFirst('l5/12/2028')).toEqual({ kind: 'unreadable', fixes: ['2028-12-15'] });
		for (const text of ["l'5/12/2028", 'jusqu’à 5/12/2028', 'jusqu’à: 5/12/2028', 'le 5/12/2028'])
			expect(asDayFirst(text)).toMatchObject({ expiration: { date: '2028-12-05' } });
	});

	it('leaves a day and month that can be swapped to the column', () => {
		const readings = { 'day-first': '2028-04-03', 'month-first': '2028-03-04' };
		expect(read('03/04/2028')).toEqual({ kind: 'ambiguous', readings });
		expect(read('3.4.28')).toEqual({ kind: 'ambiguous', readings });
		const dateOf = (text: string, order: 'day-first' | 'month-first') => readDate(text, order);
		expect(dateOf('03/04/2028', 'day-first')).toEqual({ kind: 'date', date: '2028-04-03' });
		expect(dateOf('03/04/2028', 'month-first')).toEqual({ kind: 'date', date: '2028-03-04' });
		expect(dateOf('31/12/2028', 'month-first')).toEqual({ kind: 'date', date: '2028-12-31' });
		expect(dateOf('2028/03/04', 'day-first')).toEqual({ kind: 'date', date: '2028-03-04' });
	});

	it('lets only clear dates with four-digit years tell of their column', () => {
		expect(tellOrder('31/12/2028')).toBe('day-first');
		expect(tellOrder(' 12-31-2028 ')).toBe('month-first');
		expect(tellOrder('03/04/2028')).toBe('either');
		expect(tellOrder('31/12/28')).toBe('against-month-first');
		expect(tellOrder('12/31/28')).toBe('against-day-first');
		expect(tellOrder('３１/１２/２０２８')).toBe('day-first');
		for (const text of ['03/04/28', '04/04/2028', '2028-12-31', '31 Dec 2028', '32/12/2028', '']) {
			expect(tellOrder(text)).toBeNull();
		}
		expect(tellOrder({ kind: 'date', date: '2028-12-31' })).toBeNull();
	});

	it('leaves to the column whether two digits with a dash are the year', () => {
		const readings = { 'day-first': '2031-12-27', 'year-first': '2027-12-31' };
		expect(read('27-12-31')).toEqual({ kind: 'ambiguous', readings });
		expect(read('27–02–30')).toMatchObject({ expiration: { date: '2030-02-27' }, twoDigitYear: true });
		expect(read('35-12-31')).toMatchObject({ expiration: { date: '2035-12-31' }, twoDigitYear: true });
		expect(read('27/12/31')).toMatchObject({ expiration: { date: '2031-12-27' }, twoDigitYear: true });
		expect(readDate('27-12-31', 'year-first')).toMatchObject({ date: '2027-12-31', twoDigitYear: true });
		expect(readDate('27-12-31', 'day-first')).toMatchObject({ date: '2031-12-27', twoDigitYear: true });
		expect(readDate('03/04/2028', 'year-first').kind).toBe('ambiguous');
		expect(['27-12-31', '35-12-31', '27-12-99', '12-27-99', '28-28-28'].map(tellOrder)).toEqual([
			'open-year',
			'dashed-year-first',
			'dashed-day-first',
			'dashed-month-first',
			null
		]);
	});

	it('holds the day of the week against the date', () => {
		const third = { kind: 'expiration', expiration: { kind: 'date', date: '2029-03-03' } };
		for (const text of ['Saturday 3 March 2029', 'sam. 3 mars 2029', '3 March 2029 (Sat)', 'sam. 03/03/2029'])
			expect(read(text)).toEqual(third);
		for (const text of [
			'Tuesday 3 March 2029',
			'mar. 3 mars 2029',
			'3 March 2029, Tue',
			'mar. 03/03/2029',
			'03/03/2029 Tue',
			'03/03/2029 (mar.)'
		])
			expect(read(text)).toEqual({ ...third, otherWeekday: true });
		expect(written('mar. 6 mars 2029')).toBe('2029-03-06');
		expect(written('Mar. 6 2029')).toBe('2029-03-06');
		expect(written('le mar 6 mars 2029')).toBe('2029-03-06');
		// 3 April is a Tuesday, 4 March a Sunday.
		expect(written('mar. 03/04/2029')).toBe('2029-04-03');
		expect(written('Sunday 03/04/2029')).toBe('2029-03-04');
		expect(written('03/04/2029 Sunday')).toBe('2029-03-04');
		expect(read('Friday 03/04/2029').kind).toBe('ambiguous');
	});

	it('says how two digits and numbers were read', () => {
		const date = (date: string) => ({ kind: 'expiration', expiration: { kind: 'date', date } });
		expect(read('31/12/28')).toEqual({ ...date('2028-12-31'), twoDigitYear: true });
		expect(read('31-Dec-28')).toEqual({ ...date('2028-12-31'), twoDigitYear: true });
		expect(read(number(47483))).toEqual({ ...date('2029-12-31'), fromNumber: true });
		expect(read('47483')).toEqual({ ...date('2029-12-31'), fromNumber: true });
		expect(readDate('31/12/98', null, 2046)).toEqual({
			kind: 'date',
			date: '1998-12-31',
			twoDigitYear: true
		});
		expect(readDate(number(42248), null)).toEqual({ kind: 'date', date: '2015-09-01', fromNumber: true });
	});

	it('takes a bare year for no date', () => {
		for (const cell of ['2028', number(2028), 'fin 2028', 'end of 2028', 'until 2028'])
			expect(read(cell)).toEqual({ kind: 'year-only', year: '2028' });
		expect(read(number(3)).kind).toBe('unreadable');
	});
});

describe('properties', () => {
	const figure = fc.nat(40).map(String);
	const separator = fc.constantFrom('/', '-', '.', ' ', '');
	const year = fc.oneof(fc.integer({ min: 1, max: 9999 }), fc.nat(99)).map(String);
	const month = fc.constantFrom('Feb', 'Febuary', 'février', 'déc.', 'June', 'sept', '2', '02');
	const typed = fc.oneof(
		fc.tuple(figure, separator, fc.oneof(figure, month), year).map(([a, s, b, y]) => `${a}${s}${b}${s}${y}`),
		fc.tuple(year, separator, month, figure).map(([y, s, a, b]) => `${y}${s}${a}${s}${b}`),
		fc
			.tuple(fc.nat(300), fc.constantFrom('years', 'mois', 'days', 'P1Y', 'ans'))
			.map(([n, u]) => `${n} ${u}`),
		anyText
	);
	const cell: fc.Arbitrary<Cell> = fc.oneof(typed, fc.double().map(number), fc.integer().map(number));

	it('takes two digits for a year of the hundred that end with the latest', () => {
		const latest = fc.integer({ min: 2000, max: 2099 });
		fc.assert(
			fc.property(fc.nat(99), latest, (short, latest) => {
				const reading = readDate(`31 Dec ${String(short).padStart(2, '0')}`, null, latest);
				const year = reading.kind === 'date' ? Number(reading.date.slice(0, 4)) : NaN;
				expect(reading).toMatchObject({ date: `${year}-12-31`, twoDigitYear: true });
				expect([year % 100, year <= latest, year > latest - 100]).toEqual([short, true, true]);
			})
		);
	});

	it('offers only what reads without a question', () => {
		fc.assert(
			fc.property(cell, (some) => {
				const reading = readExpiration(some, null);
				const fixes = reading.kind === 'unreadable' ? reading.fixes : [];
				for (const fix of fixes)
					expect(read(fix)).toEqual({ kind: 'expiration', expiration: expect.anything() });
			}),
			{ numRuns: 2000 }
		);
	});

	it('never gives a date that does not exist, and reads what it wrote as the same', () => {
		fc.assert(
			fc.property(cell, fc.constantFrom(null, 'day-first', 'month-first'), (some, order) => {
				const reading = readExpiration(some, order);
				if (reading.kind !== 'expiration') return;
				const { expiration } = reading;
				if (expiration.kind === 'date') {
					const [y, m, d] = expiration.date.split('-').map(Number) as [number, number, number];
					expect(calendarDate(y, m, d)).toBe(expiration.date);
					expect(new Date(`${expiration.date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(expiration.date);
				}
				expect(readExpiration(writeExpiration(expiration), null)).toEqual({ kind: 'expiration', expiration });
				const end = expirationDate(expiration, Date.UTC(2026, 10, 23), 'America/Toronto');
				expect(end === null || /^\d{4}-\d\d-\d\d$/.test(end)).toBe(true);
			}),
			{ numRuns: 2000 }
		);
	});

	it.each([
		['24 months', 24, 'P24M'],
		['2 ans', 2, 'P2Y'],
		['36 pcs', 36, { kind: 'unreadable', fixes: [] }]
	])('reads the unit that a number format writes: %s', (text, value, expected) => {
		expect(written({ kind: 'number', value, text })).toEqual(expected);
	});
});

it.each(['12¹ months', '2² years', '1① dec 2028', '31/12/2028²'])(
	'makes no figures of the note in %j',
	(text) => {
		expect(readExpiration(text, null)).toEqual({ kind: 'unreadable', fixes: [] });
	}
);

it('reads a half written as one sign', () => {
	expect(readExpiration('1½ years', null)).toMatchObject({ expiration: { duration: 'P1Y6M' } });
});
