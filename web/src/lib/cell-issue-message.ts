import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { readExpiration } from '#shared/expiration/read-expiration.ts';
import type { CellIssue, CellIssueCode } from '#shared/validate/cell-issue.ts';
import { durationInWords } from './expiration-words.ts';
import { formatCount, formatDay } from './format-time.ts';

/** What a message is filled with: every parameter as a person reads it, '' where the issue has none of that name. */
interface Words {
	value: string;
	variable: string;
	name: string;
	definition: string;
	nearest: string;
	suggestion: string;
	domain: string;
	choices: string;
	example: string;
	number: string;
	exact: string;
	limit: string;
	length: string;
	/** Another row: its number, with its workbook and sheet where they are not the row's own. */
	row: string;
	year: string;
	date: string;
	readings: string;
	noSuchDay: string;
	validFrom: string;
	validUntil: string;
	count: number;
}

/** Letters in an address that may look like Latin ones. */
const OTHER_SCRIPT = /[\p{Script=Cyrillic}\p{Script=Greek}]\S*@|@\S*[\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** An address that nothing but a blank keeps from being one. */
const ONE_BLANK = /^(?=[^@]*@[^@]*$)\S+\s+\S+$/;

const MESSAGES: Record<CellIssueCode, (words: Words) => string> = {
	'definition-missing': m.issue_definition_missing,
	'definition-unknown': (words) =>
		words.nearest ? m.issue_definition_unknown_near(words) : m.issue_definition_unknown(words),
	'definition-archived': m.issue_definition_archived,
	'first-name-missing': m.issue_first_name_missing,
	'last-name-missing': m.issue_last_name_missing,
	'name-too-long': m.issue_name_too_long,
	'name-placeholder': m.issue_name_placeholder,
	'name-doubtful': m.issue_name_doubtful,
	'name-is-address': m.issue_name_is_address,
	'looks-like-formula': m.issue_looks_like_formula,
	'letters-lost': m.issue_letters_lost,
	'letters-garbled': m.issue_letters_garbled,
	'contact-missing': m.issue_contact_missing,
	'contact-invalid': (words) =>
		ONE_BLANK.test(words.value) ? m.issue_contact_blank(words) : m.issue_contact_invalid(words),
	'contact-several': m.issue_contact_several,
	'contact-typo': (words) =>
		OTHER_SCRIPT.test(words.value) ? m.issue_contact_other_script(words) : m.issue_contact_typo(words),
	'contact-look-alike': m.issue_contact_look_alike,
	'expiration-unreadable': (words) =>
		words.noSuchDay ? m.issue_expiration_no_such_day(words) : m.issue_expiration_unreadable(words),
	'expiration-ambiguous': m.issue_expiration_ambiguous,
	'expiration-past': m.issue_expiration_past,
	'expiration-year-only': m.issue_expiration_year_only,
	'expiration-two-digit-year': m.issue_expiration_two_digit_year,
	'expiration-from-number': m.issue_expiration_from_number,
	'expiration-other-weekday': m.issue_expiration_other_weekday,
	'value-missing': m.issue_value_missing,
	'value-error': (words) =>
		words.value.startsWith('##') ? m.issue_value_hashes(words) : m.issue_value_error(words),
	'value-too-long': m.issue_value_too_long,
	'value-too-short': m.issue_value_too_short,
	'value-control-character': m.issue_value_control_character,
	'text-is-date': m.issue_text_is_date,
	'number-invalid': m.issue_number_invalid,
	'number-too-low': m.issue_number_too_low,
	'number-too-high': m.issue_number_too_high,
	'number-percent': m.issue_number_percent,
	'number-decimal-comma': m.issue_number_decimal_comma,
	'number-rounded': m.issue_number_rounded,
	'number-lost-digits': (words) =>
		/E\+/i.test(words.value) ? m.issue_number_shortened(words) : m.issue_number_lost_digits(words),
	'pattern-mismatch': (words) =>
		words.example ? m.issue_pattern_mismatch_such_as(words) : m.issue_pattern_mismatch(words),
	'choice-unknown': m.issue_choice_unknown,
	'yes-no-unknown': m.issue_yes_no_unknown,
	'url-invalid': m.issue_url_invalid,
	'email-invalid': m.issue_email_invalid,
	'date-unreadable': (words) =>
		words.noSuchDay ? m.issue_date_no_such_day(words) : m.issue_date_unreadable(words),
	'date-ambiguous': m.issue_date_ambiguous,
	'date-year-only': m.issue_date_year_only,
	'date-two-digit-year': m.issue_date_two_digit_year,
	'date-from-number': m.issue_date_from_number,
	'date-other-weekday': m.issue_date_other_weekday,
	'value-ignored': m.issue_value_ignored,
	'row-identical': m.issue_row_identical,
	'row-repeated': m.issue_row_repeated,
	'row-summary': m.issue_row_summary,
	'already-holds': (words) =>
		words.validUntil ? m.issue_already_holds(words) : m.issue_already_holds_for_ever(words),
	renewal: m.issue_renewal,
	'already-issued': m.issue_already_issued,
	'row-refused': m.issue_row_refused
};

/** What is wrong at a cell and what to do, in the person's language. */
export function messageOf(issue: Pick<CellIssue, 'code' | 'params'>): string {
	const { params } = issue;
	return MESSAGES[issue.code]({
		value: shorten(textOf(params.value)),
		variable: textOf(params.variable) || m.issue_this_value(),
		name: shorten(textOf(params.name)) || m.issue_this_person(),
		definition: textOf(params.definition),
		nearest: textOf(params.nearest),
		suggestion: textOf(params.suggestion),
		domain: textOf(params.domain),
		choices: shorten(textOf(params.choices), LONGEST_CHOICES),
		example: textOf(params.example),
		number: textOf(params.number),
		exact: textOf(params.exact),
		limit: countOf(params.limit),
		length: countOf(params.length),
		row: wordsOfRow(params),
		year: textOf(params.year),
		date: wordsOfDay(textOf(params.date)),
		readings: listReadings(params),
		noSuchDay: wordsOfNoDay(params),
		validFrom: wordsOfDay(textOf(params.validFrom)),
		validUntil: wordsOfDay(textOf(params.validUntil)),
		count: Number(params.count ?? 0)
	});
}

function wordsOfRow(params: CellIssue['params']): string {
	if (params.added) return m.issue_other_row_added();
	const line = textOf(params.line);
	const workbook = textOf(params.workbook);
	const sheet = textOf(params.sheet);
	if (workbook === '') return m.issue_other_row({ line });
	return sheet === ''
		? m.issue_other_row_of({ line, workbook })
		: m.issue_other_row_of_sheet({ line, workbook, sheet });
}

/**
 * A fix as a button names it: a date in words, and of an expiration also a duration or "never"; anything else as it is
 * written into the cell.
 */
export function wordsOfFix(fix: string, code: CellIssueCode): string {
	if (isDay(fix)) return m.issue_reading({ date: wordsOfDay(fix) });
	const reading = code.startsWith('expiration-') ? readExpiration(fix, null) : null;
	if (reading?.kind !== 'expiration') return fix;
	const { expiration } = reading;
	if (expiration.kind === 'never') return m.issue_fix_never();
	return expiration.kind === 'duration' ? durationInWords(expiration.duration) : fix;
}

function isDay(text: string): boolean {
	return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

/** A calendar day in words; a text that is none stays. */
function wordsOfDay(text: string): string {
	return isDay(text) ? formatDay(text, 'UTC') : text;
}

/** "31 February 2027", which no calendar would write; '' where the issue names none. */
function wordsOfNoDay({ day, month, year }: CellIssue['params']): string {
	if (day === undefined || month === undefined) return '';
	const first = `${year}-${String(month).padStart(2, '0')}-01`;
	return formatDay(first, 'UTC').replace(/(?<!\d)1(?:er)?(?!\d)/, String(day));
}

/** "3 April 2028 or 4 March 2028": the days that a date can be. */
function listReadings({ dayFirst, monthFirst, yearFirst }: CellIssue['params']): string {
	const days = [dayFirst, monthFirst, yearFirst].filter((day) => day !== undefined).map(String);
	const words = [...new Set(days)].map((day) => m.issue_reading({ date: wordsOfDay(day) }));
	return new Intl.ListFormat(getLocale(), { type: 'disjunction' }).format(words);
}

/** A pasted page must not push the message off the screen. */
const LONGEST_VALUE = 80;
const LONGEST_CHOICES = 240;

function shorten(text: string, limit = LONGEST_VALUE): string {
	const characters = [...text];
	return characters.length > limit ? `${characters.slice(0, limit).join('')}…` : text;
}

function textOf(param: string | number | undefined): string {
	return param === undefined ? '' : String(param);
}

function countOf(param: string | number | undefined): string {
	return typeof param === 'number' ? formatCount(param) : textOf(param);
}
