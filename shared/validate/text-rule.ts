import type { Variable } from '../definition/definition.ts';
import { compilePattern, PATTERN_TEXT_LIMIT } from './check-pattern.ts';
import type { ValueCell, ValueRule } from './compile-variable.ts';
import { makeError, makeWarning } from './make-issue.ts';
import { checkText, countCharacters, manyLines, oneLine } from './read-text.ts';

/** Where the definition sets no limit; 250 rows of the longest texts must still fit into a chunk's rows one by one. */
export const LONGEST_TEXT = 500;
export const LONGEST_LONG_TEXT = 5000;
/** The most digits that are worth padding with zeros. */
const LONGEST_PADDED = 20;

/** Reads a text or long text: its length, its pattern, and what would make it dangerous in a spreadsheet. */
export function compileText(variable: Variable): ValueRule {
	const { type, min = 0 } = variable;
	const pattern = variable.pattern === undefined ? null : compilePattern(variable.pattern);
	const ceiling = pattern ? PATTERN_TEXT_LIMIT : type === 'text' ? LONGEST_TEXT : LONGEST_LONG_TEXT;
	const max = Math.min(variable.max ?? ceiling, pattern ? PATTERN_TEXT_LIMIT : LONGEST_LONG_TEXT);

	return (value) => {
		const { issues, column, params } = value;
		const text = type === 'long-text' ? manyLines(value.text) : oneLine(value.text);
		const length = text.length > max || text.length < 2 * min ? countCharacters(text) : text.length;
		if (length > max) {
			const { variable: title } = params;
			issues.push(makeError(column, 'value-too-long', { variable: title, limit: max, length }));
			return '';
		}
		if (length < min) issues.push(makeError(column, 'value-too-short', { ...params, limit: min, length }));
		if (pattern && !pattern.test(text)) {
			issues.push(makeError(column, 'pattern-mismatch', params, offerMatches(text, pattern)));
			return text;
		}
		warnOfLostDigits(value);
		const issue = checkText(text, column, params, 'text');
		if (issue) issues.push(issue);
		return text;
	};
}

function warnOfLostDigits({ cell, column, params, issues }: ValueCell) {
	if (typeof cell !== 'string' && cell.kind === 'number' && cell.lostDigits) {
		issues.push(makeWarning(column, 'number-lost-digits', params));
	}
}

/** Excel drops leading zeros; people add blanks and forget capitals. */
function offerMatches(text: string, pattern: RegExp): string[] {
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
