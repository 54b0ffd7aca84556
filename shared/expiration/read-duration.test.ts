import { describe, expect, it } from 'vitest';
import { readExpiration } from './read-expiration.ts';

const read = (text: string) => readExpiration(text, null);

describe('readExpiration: durations and never', () => {
	it.each([
		['2 years', 'P2Y'],
		['2 YEARS', 'P2Y'],
		['2years', 'P2Y'],
		['2-year', 'P2Y'],
		['2 year(s)', 'P2Y'],
		['two years', 'P2Y'],
		['a year', 'P1Y'],
		['18 months', 'P18M'],
		['18 mos.', 'P18M'],
		['90 days', 'P90D'],
		['6 weeks', 'P6W'],
		['1 year and 6 months', 'P1Y6M'],
		['1 year, 6 months', 'P1Y6M'],
		['1.5 years', 'P1Y6M'],
		['P1Y6M', 'P1Y6M'],
		['p18m', 'P18M'],
		['P3Y', 'P3Y'],
		['2 ans', 'P2Y'],
		['un an', 'P1Y'],
		['18 mois', 'P18M'],
		['1 an et 6 mois', 'P1Y6M'],
		['2 années', 'P2Y'],
		['30 jours', 'P30D'],
		['valid for 2 years', 'P2Y'],
		['pendant 3 ans', 'P3Y'],
		['un an et demi', 'P1Y6M'],
		['2 années et demie', 'P2Y6M'],
		['one and a half years', 'P1Y6M'],
		['1 1/2 years', 'P1Y6M'],
		['1½ years', 'P1Y6M'],
		['½ an', 'P6M'],
		['three (3) years', 'P3Y'],
		['18 (eighteen) months', 'P18M'],
		['730 jrs', 'P730D'],
		['validité : 2 ans', 'P2Y'],
		['Validity: 2 years', 'P2Y'],
		['durée de validité 2 ans', 'P2Y'],
		['2 years from the date of issue', 'P2Y'],
		["2 ans après l'émission", 'P2Y'],
		['2 ans à compter de la date de délivrance', 'P2Y'],
		['2 ans à partir de la date d’émission', 'P2Y'],
		['2 years from the issue date', 'P2Y'],
		['expires after 2 years', 'P2Y'],
		['expire dans 18 mois', 'P18M'],
		['thirty days', 'P30D'],
		['ninety (90) days', 'P90D'],
		['Thirty-Six months', 'P36M'],
		['twenty four months', 'P24M'],
		['one hundred and eighty days', 'P180D'],
		['six mois', 'P6M'],
		['dix-huit mois', 'P18M'],
		['trente et un jours', 'P31D'],
		['quatre-vingt-dix jours', 'P90D'],
		['cent vingt jours', 'P120D'],
		['half a year', 'P6M'],
		['half-year', 'P6M'],
		['une demi-année', 'P6M'],
		['a year and a half', 'P1Y6M'],
		['2‑year', 'P2Y'],
		['２ ｙｅａｒｓ', 'P2Y']
	])('reads %j as %s', (text, duration) => {
		expect(read(text)).toEqual({ kind: 'expiration', expiration: { kind: 'duration', duration } });
	});

	it.each([
		'0 years',
		'-2 years',
		'201 years',
		'P',
		'PT5H',
		'2',
		'years',
		'6 months 1 year',
		'2 parsecs',
		'1.3 months',
		'1/2 years',
		'three (4) years',
		'two six months',
		'thirty twelve days',
		'dix cinq jours',
		'2–3 years'
	])('does not make a duration of %j', (text) => expect(read(text).kind).not.toBe('expiration'));

	it.each([
		'never',
		'Never ',
		'Never!',
		'jamais.',
		'« jamais »',
		'NO EXPIRY',
		'no expiration',
		"doesn't expire",
		'does not expire',
		'Jamais',
		"n'expire pas",
		'N’expire jamais',
		'sans expiration',
		'à vie',
		'illimité',
		'lifetime',
		'∞',
		'perpétuel',
		'Pas de date d’expiration',
		'n’a pas d’expiration',
		'sans limite de temps',
		'open-ended',
		"won't expire"
	])('reads %j as never', (text) =>
		expect(read(text)).toEqual({ kind: 'expiration', expiration: { kind: 'never' } })
	);

	it.each(['', ' ', '\u00a0', '\u200b'])('finds %j blank', (text) =>
		expect(read(text)).toEqual({ kind: 'blank' })
	);
});
