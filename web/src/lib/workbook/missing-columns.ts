import type { SheetColumn, SheetMeaning } from '#shared/column/column.ts';
import { textOf } from '#shared/row/cell.ts';
import type { Line } from './workbook-read.ts';

/** What every list of recipients has a column for. */
export type NeededMeaning = 'first-name' | 'last-name' | 'contact';

/** Lines that show what a column holds. */
const SAMPLED_LINES = 50;
/** More columns than these would be no question but a form. */
const MOST_ASKED = 6;
const ADDRESS = /^\s*\S+@\S+\.\S+\s*$/;
const NAME = /^[\p{L}\p{M}][\p{L}\p{M}\s.,'’-]*$/u;
const WHOLE_NAMES: SheetMeaning[] = ['full-name', 'reversed-name'];

/** What a list needs and none of the columns is taken for. */
export function findMissing(columns: readonly Pick<SheetColumn, 'meaning'>[]): NeededMeaning[] {
	const has = (...meanings: SheetMeaning[]) => columns.some(({ meaning }) => meanings.includes(meaning));
	const missing: NeededMeaning[] = [];
	if (!has('first-name', ...WHOLE_NAMES)) missing.push('first-name');
	if (!has('last-name', ...WHOLE_NAMES)) missing.push('last-name');
	if (!has('contact')) missing.push('contact');
	return missing;
}

/** Positions of the columns that are taken for nothing and hold what could be what is missing. */
export function findCandidates(columns: readonly SheetColumn[], lines: readonly Line[]): number[] {
	const missing = findMissing(columns);
	if (missing.length === 0) return [];
	const needsNames = missing.length > 1 || missing[0] !== 'contact';
	const fits = (text: string) =>
		ADDRESS.test(text) ? missing.includes('contact') : needsNames && NAME.test(text.trim());
	const sampled = lines.slice(0, SAMPLED_LINES);
	const found = columns.flatMap(({ meaning }, position) => {
		const texts = meaning === 'ignored' ? sampled.map(({ cells }) => textOf(cells[position])) : [];
		const filled = texts.filter((text) => text.trim() !== '');
		// A slip or a remark among them does not make it another column.
		return filled.length > 0 && filled.filter(fits).length > filled.length / 2 ? [position] : [];
	});
	return found.slice(0, MOST_ASKED);
}
