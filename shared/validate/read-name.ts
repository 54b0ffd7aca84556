import { type Cell, textOf } from '../row/cell.ts';
import type { CellIssue } from './cell-issue.ts';
import { makeError } from './make-issue.ts';
import { checkText, countCharacters, isHarmless, oneLine } from './read-text.ts';

export const LONGEST_NAME = 200;
/** The name is published, the address must not be. */
const ADDRESS = /[^\s@]@[^\s@]+\.[^\s@]/;

/** Reads a first or last name into its canonical text, '' with an error where it cannot be used. */
export function readName(
	cell: Cell | undefined,
	column: number,
	which: 'first-name' | 'last-name',
	issues: CellIssue[]
): string {
	const text = textOf(cell);
	if (text.length <= LONGEST_NAME && isHarmless(text)) return text;
	const name = oneLine(text);
	if (name === '') {
		issues.push(makeError(column, `${which}-missing`, {}));
		return '';
	}
	if (name.length > LONGEST_NAME) {
		const length = countCharacters(name);
		if (length > LONGEST_NAME) {
			issues.push(makeError(column, 'name-too-long', { limit: LONGEST_NAME, length }));
			return '';
		}
	}
	if (ADDRESS.test(name)) {
		issues.push(makeError(column, 'name-is-address', { value: name }));
		return '';
	}
	const issue = checkText(name, column, 'name');
	if (issue) issues.push(issue);
	return name;
}
