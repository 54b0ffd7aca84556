import type { MatchedHeader } from '#shared/column/match-columns.ts';
import { readDefinitionId } from '#shared/definition/definition-id.ts';
import { type Cell, textOf } from '#shared/row/cell.ts';
import { trimText } from '#shared/row/fold-text.ts';
import type { Line } from './workbook-read.ts';

const SEARCHED_LINES = 60;
/** A line of titles names at least so many columns. */
const LEAST_TITLES = 2;
const LONGEST_TITLE = 60;
const ADDRESS = /^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$/;

/** Whether one of the line's cells is an address: it is a row of people, or of those who made the list. */
export function holdsAddress({ cells }: Line): boolean {
	return cells.some(isAddress);
}

function isAddress(cell: Cell): boolean {
	return typeof cell === 'string' && ADDRESS.test(cell);
}

/**
 * The titles of a list in words that Sheaf does not know ("Vorname", "Apellido"): the line above the first addresses, if it
 * names their column; IDs tell their column too. Each of its columns is asked about. null: nothing tells that the sheet is a list of people.
 */
export function guessHeader(lines: readonly Line[]): (MatchedHeader & { index: number }) | null {
	const first = lines.slice(0, SEARCHED_LINES).findIndex(holdsAddress);
	if (first < 1) return null;
	const titles = lines[first - 1]!.cells.map((cell) => trimText(textOf(cell)));
	const contact = lines[first]!.cells.findIndex(isAddress);
	const definition = lines[first]!.cells.findIndex((cell) => readDefinitionId(textOf(cell)) !== null);
	const named = titles.flatMap((title, position) => (title === '' ? [] : [position]));
	if (named.length < LEAST_TITLES || !titles[contact]) return null;
	if (titles.some((title) => title.length > LONGEST_TITLE)) return null;
	return {
		index: first - 1,
		columns: titles.map((title, position) => ({
			meaning: position === contact ? 'contact' : position === definition ? 'definition' : 'ignored',
			title
		})),
		doubtful: named
	};
}
