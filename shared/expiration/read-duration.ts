import { isOneSlip } from '../row/edit-distance.ts';
import { writeFigures } from './number-words.ts';

const UNITS: Record<string, 'Y' | 'M' | 'W' | 'D'> = {
	y: 'Y',
	yr: 'Y',
	yrs: 'Y',
	year: 'Y',
	years: 'Y',
	an: 'Y',
	ans: 'Y',
	annee: 'Y',
	annees: 'Y',
	m: 'M',
	mo: 'M',
	mos: 'M',
	mth: 'M',
	mths: 'M',
	month: 'M',
	months: 'M',
	mois: 'M',
	w: 'W',
	wk: 'W',
	wks: 'W',
	week: 'W',
	weeks: 'W',
	semaine: 'W',
	semaines: 'W',
	d: 'D',
	day: 'D',
	days: 'D',
	j: 'D',
	jr: 'D',
	jrs: 'D',
	jour: 'D',
	jours: 'D'
};
/** What a mistyped unit is taken for, those that people write most first. */
const GUESSED = 'years year months month weeks week days annees annee mois semaines semaine jours jour'.split(
	' '
);
const SHORTEST_GUESSED = 4;
/** A slip away from a unit, and none. */
const OTHER_WORDS = new Set(['hour', 'hours', 'heure', 'heures', 'cours', 'tours']);
const PREFIX =
	/^(?:(?:(?:expires|expire|expiry|expiration)(?: (?:in|after|dans|apres))?|valid for|valid|validity|valable|valide|validite|for|in|after|within|pour|pendant|dans|apres|duree de validite|duree de|duree|duration|period of)(?: ?: ?| )|\+ ?)/;
const SUFFIX =
	/ (?:(?:from|after|since) (?:the )?(?:date of )?(?:issue|issuance|issuing|now)(?: date)?|valid|validity|de validite)$/;
const FRENCH_SUFFIX =
	/ (?:apres|depuis|des|a (?:compter|partir) d[e']) ?(?:la |l['’ ])?(?:date (?:de la |de |d['’ ]))?(?:l['’ ])?(?:emission|delivrance)$/;
/** Durations that count from another day than that of issuing: "2 years from completion". */
const OTHER_START =
	/ (?:(?:from|after|since|post|following) |of (?=complet)|(?:apres|depuis|des|suivant|a (?:compter|partir) d[eu']) ?(?:l['’])?)[a-z'’ ]*\b(?:complet\w*|course|class|training|exam|test|pass\w*|certification|award\w*|achievement|graduation|obtention|reussite|formation|cours|examen|achevement|fin)\b[a-z'’ ]*$/;
/** "un an et demi", "one and a half years", "1 1/2 years", "half a year". */
const HALVES: [RegExp, string][] = [
	[/^(?:(?:a|1) )?(?:half|demie?)[ -](?:(?:a|of a) )?(?:year|annee)$/, '6 months'],
	[/^(\w+) years? and a half$/, '$1 years and 6 months'],
	[/ (ans?|annees?) et demie?$/, ' $1 et 6 mois'],
	[/^(\w+) and a half years?$/, '$1 years and 6 months'],
	[/^(\d{1,3}) 1\/2 (years?|ans?)$/, '$1.5 $2']
];
/** "three (3) years", "18 (eighteen) months". */
const SAID_TWICE = /^(\w+) \((\w+)\) /;
const PART =
	/^(\d{1,5}(?:[.,]\d{1,2})?|[a-z]+)\s*-?\s*([a-z]+)\.?(?:\(s\)|s\))?[\s,]*(?:(?:and|et|&|\+)\s+)?/;
const DASHES = /[\u2010-\u2015\u2212]/g;
const ISO = /^p(?=\d)(?:(\d{1,4})y)?(?:(\d{1,4})m)?(?:(\d{1,4})w)?(?:(\d{1,5})d)?$/;
/** Longer is a slip, and would leave the calendar. */
const LONGEST_YEARS = 200;

/**
 * "2 years", "18 mois", "1 an et 6 mois", "P1Y6M" as an ISO 8601 duration of whole years, months, weeks and days; the
 * text is folded. null where it is none, is nothing at all, or is more than 200 years.
 */
export function readDuration(folded: string): string | null {
	const iso = ISO.exec(folded.toLowerCase());
	if (iso) return writeDuration(iso.slice(1).map((amount) => Number(amount ?? 0)));
	let rest = tidy(folded);
	const amounts = [0, 0, 0, 0];
	let previous = -1;
	while (rest !== '') {
		const part = PART.exec(rest);
		if (!part) return null;
		const unit = Object.hasOwn(UNITS, part[2]!) ? 'YMWD'.indexOf(UNITS[part[2]!]!) : -1;
		const amount = readAmount(part[1]!);
		// From the longest unit to the shortest, each once.
		if (unit <= previous || amount === null) return null;
		if (!addAmount(amounts, unit, amount)) return null;
		previous = unit;
		rest = rest.slice(part[0].length);
	}
	return writeDuration(amounts);
}

/** The text with its mistyped unit ("yaers") as it was meant; null where no single word is a slip away from one. */
export function mendUnits(folded: string): string | null {
	let mended: string | null = null;
	for (const [word] of folded.matchAll(/[a-z]+/g)) {
		if (Object.hasOwn(UNITS, word) || word.length < SHORTEST_GUESSED || OTHER_WORDS.has(word)) continue;
		const unit = GUESSED.find((known) => isOneSlip(word, known));
		if (unit === undefined) continue;
		if (mended !== null) return null;
		mended = folded.replace(word, unit);
	}
	return mended;
}

/** "2 years from completion": the duration alone, which counts from issuing; null where the text says no such thing. */
export function dropStart(folded: string): string | null {
	return OTHER_START.test(folded) ? folded.replace(OTHER_START, '') : null;
}

function tidy(folded: string): string {
	let text = writeFigures(folded.replace(DASHES, '-'))
		.replace(PREFIX, '')
		.replace(SUFFIX, '')
		.replace(FRENCH_SUFFIX, '')
		.replace(/\s*\(s\)/g, '');
	for (const [half, whole] of HALVES) text = text.replace(half, whole);
	const said = SAID_TWICE.exec(text);
	if (said && readAmount(said[1]!) === readAmount(said[2]!))
		return `${said[1]} ${text.slice(said[0].length)}`;
	return text;
}

function readAmount(text: string): number | null {
	if (/^\d/.test(text)) return Number(text.replace(',', '.'));
	return text === 'a' || text === 'an' ? 1 : null;
}

/** Half a year is six months; no other fraction has a calendar meaning. */
function addAmount(amounts: number[], unit: number, amount: number): boolean {
	amounts[unit]! += Math.floor(amount);
	if (Number.isInteger(amount)) return true;
	if (unit !== 0 || !Number.isInteger(amount * 12)) return false;
	amounts[1]! += Math.round((amount % 1) * 12);
	return true;
}

function writeDuration(amounts: number[]): string | null {
	const [years = 0, months = 0, weeks = 0, days = 0] = amounts;
	const total = years + months / 12 + weeks / 52 + days / 365;
	if (total === 0 || total > LONGEST_YEARS) return null;
	return `P${amounts.map((amount, i) => (amount > 0 ? `${amount}${'YMWD'[i]}` : '')).join('')}`;
}
