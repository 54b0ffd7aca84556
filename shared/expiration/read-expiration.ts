import { type Cell, textOf } from '../row/cell.ts';
import { isOneSlip } from '../row/edit-distance.ts';
import { foldText } from '../row/fold-text.ts';
import type { DateOrder } from './date-order.ts';
import type { Expiration } from './expiration.ts';
import { type DateReading, readDate } from './read-date.ts';
import { dropStart, mendUnits, readDuration } from './read-duration.ts';

/** As `DateReading`, with an expiration in place of a date. A blank cell takes the definition's default. */
export type ExpirationReading =
	| {
			kind: 'expiration';
			expiration: Expiration;
			twoDigitYear?: true;
			fromNumber?: true;
			otherWeekday?: true;
	  }
	| Exclude<DateReading, { kind: 'date' }>;

const NEVER = new Set(
	[
		'never',
		'never expires',
		'no',
		'none',
		'no expiry',
		'no expiry date',
		'no expiration',
		'no expiration date',
		'no end',
		'no limit',
		'no time limit',
		'open ended',
		'without expiration',
		'without expiry',
		'wont expire',
		'will not expire',
		'no end date',
		'does not expire',
		'doesnt expire',
		'doesn t expire',
		'non expiring',
		'unlimited',
		'lifetime',
		'life',
		'for life',
		'for ever',
		'valid for life',
		'perpetual',
		'∞',
		'permanent',
		'forever',
		'indefinite',
		'indefinitely',
		'jamais',
		'n expire pas',
		'n expire jamais',
		'sans expiration',
		'sans date d expiration',
		'sans date limite',
		'sans limite de temps',
		'sans limite de duree',
		'sans echeance',
		'sans limite',
		'sans fin',
		'pas d expiration',
		'pas de date d expiration',
		'n a pas d expiration',
		'ne perime pas',
		'aucun',
		'aucune',
		'aucune expiration',
		'aucune date d expiration',
		'aucune echeance',
		'illimite',
		'illimitee',
		'a vie',
		'valable a vie',
		'valide a vie',
		'pour toujours',
		'perpetuel',
		'perpetuelle',
		'permanente',
		'indefini',
		'indefinie',
		'indefiniment',
		'duree indeterminee',
		'indetermine',
		'indeterminee'
	].map((words) => words.replaceAll(' ', ''))
);
/** What people put in a cell that they leave out; they may mean "never" or "as usual". */
const DASH =
	/^(?:[-–—/.]+|n\s*[/.]?\s*a\.?|s\s*[/.]?\s*o\.?|not applicable|sans objet|non applicable|tbd|tba|\?+)$/;
/** Raised and circled figures: made plain, "12¹ months" would be 121. */
const NOTE = /(?!½)\p{No}/u;
const LONGEST_EXPIRATION = 60;
/** Shorter words are a slip away from others. */
const SHORTEST_GUESSED = 5;
/** A bare count is offered as years up to here, beyond it as months. */
const MOST_YEARS = 10;
const MOST_MONTHS = 120;

/** Reads a date, a duration or "never", in English or French. Never throws. */
export function readExpiration(cell: Cell | undefined, order: DateOrder | null): ExpirationReading {
	if (cell === undefined || cell === '') return { kind: 'blank' };
	if (typeof cell === 'string' || cell.kind === 'boolean' || hasUnit(cell)) {
		const text = textOf(cell);
		if (NOTE.test(text)) return { kind: 'unreadable', fixes: [] };
		if (text.length <= LONGEST_EXPIRATION) {
			// NFKD would make eleven halves of 1½.
			const folded = foldText(text.replace(/(\d*)\s?½/g, (_, whole: string) => `${whole || 0}.5`));
			if (NEVER.has(bareWords(folded))) return never();
			if (DASH.test(folded)) return { kind: 'unreadable', fixes: ['never'] };
			const duration = readDuration(folded);
			if (duration !== null) return { kind: 'expiration', expiration: { kind: 'duration', duration } };
		}
	}
	const reading = readDate(cell, order);
	if (reading.kind === 'unreadable' && reading.fixes.length === 0) {
		return offerCount(textOf(cell)) ?? { kind: 'unreadable', fixes: offerSlip(foldText(textOf(cell))) };
	}
	if (reading.kind !== 'date') return reading;
	const { date, ...how } = reading;
	return { ...how, kind: 'expiration', expiration: { kind: 'date', date } };
}

/** `YYYY-MM-DD`, an ISO 8601 duration or `never`; `readExpiration` reads it back as the same expiration. */
export function writeExpiration(expiration: Expiration): string {
	if (expiration.kind === 'date') return expiration.date;
	return expiration.kind === 'duration' ? expiration.duration : 'never';
}

/** A number whose format writes the unit beside it, such as `0" months"`. */
function hasUnit(cell: Exclude<Cell, string>): boolean {
	return cell.kind === 'number' && /\p{L}/u.test(cell.text);
}

function never(): ExpirationReading {
	return { kind: 'expiration', expiration: { kind: 'never' } };
}

function bareWords(folded: string): string {
	return folded.replace(/[\s'’.!"“”«»\-]/g, '');
}

/** "nevr", "2 yaers", "2 years from completion": what is a slip away from a word that reads. */
function offerSlip(folded: string): string[] {
	if (folded.length > LONGEST_EXPIRATION) return [];
	const [, count] = /^(\d{1,3}) ?sem\.?$/.exec(folded) ?? [];
	// "semaines", "semestres"
	if (Number(count) > 0) return [`${count} weeks`, `${6 * Number(count)} months`];
	const bare = bareWords(folded);
	if ([...NEVER].some((words) => words.length >= SHORTEST_GUESSED && isOneSlip(bare, words)))
		return ['never'];
	const mended = dropStart(folded) ?? mendUnits(folded);
	return mended !== null && readDuration(mended) !== null ? [mended] : [];
}

function offerCount(text: string): ExpirationReading | null {
	const count = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
	const fixes: string[] = [];
	if (count > 0 && count <= MOST_YEARS) fixes.push(`${count} ${count === 1 ? 'year' : 'years'}`);
	if (count > 0 && count <= MOST_MONTHS) fixes.push(`${count} ${count === 1 ? 'month' : 'months'}`);
	return fixes.length ? { kind: 'unreadable', fixes } : null;
}
