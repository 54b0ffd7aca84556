import type { Variable } from '../definition/definition.ts';
import { exampleOfPattern } from '../definition/pattern-example.ts';
import type { Cell } from '../row/cell.ts';
import { compilePattern, PATTERN_TEXT_LIMIT } from './check-pattern.ts';
import { paramsOf, type ValueCell, type ValueRule } from './value-cell.ts';
import { makeError, makeWarning } from './make-issue.ts';
import { checkText, countCharacters, isHarmless, manyLines, oneLine } from './read-text.ts';

/** Where the definition sets no limit; 250 rows of the longest texts must still fit into a chunk's rows one by one. */
export const LONGEST_TEXT = 500;
export const LONGEST_LONG_TEXT = 5000;
/** The most digits that are worth padding with zeros. */
const LONGEST_PADDED = 20;
/** Offers are for codes; on longer texts each try would cost as much as the check itself. */
const LONGEST_REPAIRED = 40;

/** Reads a text or long text: its length, its pattern, and what would make it dangerous in a spreadsheet. */
export function compileText(definedAs: Variable): ValueRule {
	const { type, min = 0 } = definedAs;
	const pattern = definedAs.pattern === undefined ? null : compilePattern(definedAs.pattern);
	const ceiling = pattern ? PATTERN_TEXT_LIMIT : type === 'text' ? LONGEST_TEXT : LONGEST_LONG_TEXT;
	const max = Math.min(definedAs.max ?? ceiling, pattern ? PATTERN_TEXT_LIMIT : LONGEST_LONG_TEXT);

	/** Where a date is wanted, or has the form that is wanted, Excel was meant to keep one. */
	const saysDate = pattern !== null || /\bdates?\b/i.test(definedAs.title);
	let example: string | undefined;

	return { read, quick };

	/** What a message shows; made only once a text is wrong. */
	function exampleText(): string {
		const made = (definedAs.pattern !== undefined && exampleOfPattern(definedAs.pattern)) || '';
		return made.length >= min && made.length <= max ? made : '';
	}

	function quick(cell: Cell): string | null {
		if (typeof cell !== 'string' && (cell.kind !== 'number' || cell.lostDigits)) return null;
		const text = typeof cell === 'string' ? cell : cell.text;
		if (text.length > max || text.length < min || !isHarmless(text)) return null;
		return pattern === null || pattern.test(text) ? text : null;
	}

	function read(value: ValueCell): string {
		const { issues, column, variable } = value;
		const text = type === 'long-text' ? manyLines(value.text) : oneLine(value.text);
		const length = text.length > max || text.length < 2 * min ? countCharacters(text) : text.length;
		if (length > max) {
			issues.push(makeError(column, 'value-too-long', { variable, limit: max, length }));
			return '';
		}
		if (length < min)
			issues.push(makeError(column, 'value-too-short', { ...paramsOf(value), limit: min, length }));
		if (pattern && !pattern.test(text)) {
			example ??= exampleText();
			const params = { ...paramsOf(value), example };
			issues.push(makeError(column, 'pattern-mismatch', params, offerMatches(text, pattern)));
			return text;
		}
		warnOfLostDigits(value);
		if (!saysDate) warnOfDate(value);
		const issue = checkText(text, column, 'text');
		if (issue) issues.push({ ...issue, params: { ...issue.params, ...paramsOf(value) } });
		return text;
	}
}

function warnOfLostDigits(value: ValueCell) {
	const { cell, column, issues } = value;
	if (typeof cell !== 'string' && cell.kind === 'number' && cell.lostDigits) {
		issues.push(makeWarning(column, 'number-lost-digits', paramsOf(value)));
	}
}

/** Excel makes dates of 1-3 and MAR1; what was typed is lost, and nobody but the person knows it. */
function warnOfDate(value: ValueCell) {
	const { cell, column, issues } = value;
	if (typeof cell === 'string' || cell.kind !== 'date') return;
	issues.push(makeWarning(column, 'text-is-date', { ...paramsOf(value), date: cell.date }));
}

/** Excel drops leading zeros; people add blanks and forget capitals. */
function offerMatches(text: string, pattern: RegExp): string[] {
	if (text.length > LONGEST_REPAIRED) return [];
	const attempts: string[] = [];
	if (/^\d+$/.test(text)) {
		for (let length = text.length + 1; length <= LONGEST_PADDED; length++) {
			attempts.push(text.padStart(length, '0'));
		}
	}
	const compact = text.replace(/\s+/g, '');
	const bare = text.replace(/[\s\p{Pd}./]+/gu, '');
	attempts.push(
		text.toUpperCase(),
		text.toLowerCase(),
		compact,
		compact.toUpperCase(),
		bare,
		bare.toUpperCase()
	);
	const match = attempts.find((attempt) => pattern.test(attempt));
	return match === undefined ? [] : [match];
}
