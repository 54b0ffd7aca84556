/** Every code that a CellIssue can carry. Codes never change; the words for people live in the web room. */
export const CELL_ISSUE_CODES = [
	'definition-missing',
	'definition-unknown',
	'definition-archived',
	'first-name-missing',
	'last-name-missing',
	'name-too-long',
	'name-placeholder',
	'name-doubtful',
	'name-is-address',
	'looks-like-formula',
	'letters-lost',
	'letters-garbled',
	'contact-missing',
	'contact-invalid',
	'contact-several',
	'contact-typo',
	'contact-look-alike',
	'expiration-unreadable',
	'expiration-ambiguous',
	'expiration-past',
	'expiration-year-only',
	'expiration-two-digit-year',
	'expiration-from-number',
	'expiration-other-weekday',
	'value-missing',
	'value-error',
	'value-too-long',
	'value-too-short',
	'value-control-character',
	'text-is-date',
	'number-invalid',
	'number-too-low',
	'number-too-high',
	'number-percent',
	'number-decimal-comma',
	'number-rounded',
	'number-lost-digits',
	'pattern-mismatch',
	'choice-unknown',
	'yes-no-unknown',
	'url-invalid',
	'email-invalid',
	'date-unreadable',
	'date-ambiguous',
	'date-year-only',
	'date-two-digit-year',
	'date-from-number',
	'date-other-weekday',
	'value-ignored',
	'row-identical',
	'row-repeated',
	'row-summary',
	'already-holds',
	'renewal',
	// Only the device that issued the row says these two, of what the server answered.
	'already-issued',
	'row-refused'
] as const;
export type CellIssueCode = (typeof CELL_ISSUE_CODES)[number];

/** A problem at a cell. An error stops its row and no other; a warning does not stop it. Derived, never stored. */
export interface CellIssue {
	/** Index into the draft's columns; -1 when the whole row is meant. */
	column: number;
	level: 'error' | 'warning';
	code: CellIssueCode;
	/**
	 * What the message needs besides the place. `value` is the offending text, wherever there is one that is not too long,
	 * and `variable` the title of a variable's column; besides them: `nearest` (definition-unknown: a name or ''),
	 * `definition` (definition-archived, value-ignored), `suggestion` (contact-typo, letters-garbled, contact-look-alike with `domain` and
	 * the `count` of the common one), `limit` (bounds) with `length` (of texts), `choices` (choice-unknown), `example` (pattern-mismatch: a text of the right form or ''), `date` (as it
	 * was read: past, two-digit-year, from-number, other-weekday, text-is-date), those of `dayFirst`, `monthFirst` and `yearFirst` that exist (ambiguous), `year` (year-only),
	 * `day`, `month` and `year` (unreadable, where they are no day of the calendar), `number`
	 * (decimal-comma; percent, with `shown` and `fraction`; rounded, with `exact`), `line` and `index` of the earlier row (row-…),
	 * `name` and `validUntil` of what is held ('' for ever), with `validFrom` (already-holds, renewal): calendar dates in the
	 * organisation's zone.
	 */
	params: Record<string, string | number>;
	/** Texts that would put the cell right, the likeliest first; empty where none can be known. */
	fixes: string[];
}
