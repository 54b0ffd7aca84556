import { readContact } from '../contact/read-contact.ts';
import type { Variable } from '../definition/definition.ts';
import { readDate } from '../expiration/read-date.ts';
import { type Cell, textOf } from '../row/cell.ts';
import { paramsOf, type ValueCell, type ValueRule, type VariableSettings } from './value-cell.ts';
import { makeError, makeWarning } from './make-issue.ts';
import { compileChoice, readYesNo } from './read-choice.ts';
import { makeDateError, makeDateWarning } from './report-date.ts';

const LONGEST_URL = 2000;
/** A column has few dates; a hostile one must not fill the memory. */
const REMEMBERED = 2000;

export function compileDate({ order, latestYear }: VariableSettings): ValueRule {
	const remembered = new Map<string, string>();
	return { read, quick };

	function quick(cell: Cell): string | null {
		// A date cell reads as its date's text does; a number cell may be shown as some other day.
		if (typeof cell === 'string') return remembered.get(cell) ?? null;
		return cell.kind === 'date' ? (remembered.get(cell.date) ?? null) : null;
	}

	function read(value: ValueCell): string {
		const { cell, column, issues } = value;
		const reading = readDate(cell, order, latestYear);
		if (reading.kind === 'blank') return '';
		if (reading.kind !== 'date') {
			issues.push(makeDateError(column, 'date', reading, paramsOf(value)));
			return '';
		}
		if (reading.twoDigitYear || reading.fromNumber || reading.otherWeekday) {
			issues.push(makeDateWarning(column, 'date', reading, paramsOf(value)));
		} else if (typeof cell === 'string' || cell.kind === 'date') {
			if (remembered.size >= REMEMBERED) remembered.clear();
			remembered.set(textOf(cell), reading.date);
		}
		return reading.date;
	}
}

export function compileChoiceRule({ choices = [] }: Variable): ValueRule {
	const readChoice = compileChoice(choices);
	const listed = choices.join(', ');
	const exact = new Set(choices);
	return { read, quick: (cell) => (typeof cell === 'string' && exact.has(cell) ? cell : null) };

	function read(value: ValueCell): string {
		const { text, column, issues } = value;
		const reading = readChoice(text);
		if ('choice' in reading) return reading.choice;
		issues.push(
			makeError(column, 'choice-unknown', { ...paramsOf(value), choices: listed }, reading.nearest)
		);
		return '';
	}
}

export function compileYesNo(): ValueRule {
	return { read: readYesNoCell, quick: (cell) => (cell === 'yes' || cell === 'no' ? cell : null) };
}

function readYesNoCell(value: ValueCell): string {
	const { text, column, issues } = value;
	const answer = readYesNo(text);
	if (answer !== null) return answer;
	issues.push(makeError(column, 'yes-no-unknown', paramsOf(value)));
	return '';
}

/** Only what a browser opens safely: http and https with a host that has a dot. */
export function readUrl(value: ValueCell): string {
	const { text, column, issues } = value;
	if (isUrl(text)) return text;
	const compact = text.replace(/\s+/g, '');
	const attempts = [
		compact,
		`https://${compact.replace(/^\/+/, '')}`,
		compact.replace(/^(https?):?\/*/i, '$1://')
	];
	const fix = attempts.find((attempt) => isUrl(attempt) && !/^https?:\/\/https?\b/i.test(attempt));
	issues.push(makeError(column, 'url-invalid', paramsOf(value), fix === undefined ? [] : [fix]));
	return '';
}

function isUrl(text: string): boolean {
	if (text.length > LONGEST_URL || !/^https?:\/\/[^\s\p{Cc}\p{Cf}\p{Cs}]+$/iu.test(text)) return false;
	const url = URL.parse(text);
	if (url === null) return false;
	return /^[^.].*\.[^.]/.test(url.hostname) && !url.hostname.includes('@') && url.username === '';
}

export function readEmail(value: ValueCell): string {
	const { text, column, issues } = value;
	const reading = readContact(text);
	if (reading.kind === 'contact') {
		const { contact, suggestion } = reading;
		if (suggestion !== null) {
			issues.push(makeWarning(column, 'contact-typo', { ...paramsOf(value), suggestion }, [suggestion]));
		}
		return contact;
	}
	const fixes =
		reading.kind === 'several' ? reading.contacts : reading.kind === 'invalid' ? reading.fixes : [];
	issues.push(makeError(column, 'email-invalid', paramsOf(value), fixes));
	return '';
}
