import type { SheetColumn, SheetMeaning } from '#shared/column/column.ts';
import { titleKey } from '#shared/column/title-key.ts';
import type { Definition, Variable } from '#shared/definition/definition.ts';
import { compileResolver } from '#shared/definition/resolve-definition.ts';
import { type Cell, textOf } from '#shared/row/cell.ts';
import { isBlankCell } from '#shared/row/is-blank.ts';
import type { CellIssue } from '#shared/validate/cell-issue.ts';
import { compileVariable } from '#shared/validate/compile-variable.ts';
import type { Line } from './workbook-read.ts';

/** What every list of recipients has a column for. */
export type NeededMeaning = 'first-name' | 'last-name' | 'contact';

/** Lines that show what a column holds. */
const SAMPLED_LINES = 50;
/** Whichever: only whether it is a date is looked for. */
const LATEST_YEAR = 2099;
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

/** The definitions that a sheet is for, as its ID column says; without one, those that its template remembers. */
export function definitionsOf(
	columns: readonly SheetColumn[],
	lines: readonly Line[],
	{ catalog, remembered }: { catalog: readonly Definition[]; remembered: readonly string[] }
): Definition[] {
	const position = columns.findIndex(({ meaning }) => meaning === 'definition');
	if (position === -1) return catalog.filter(({ id }) => remembered.includes(id));
	const resolve = compileResolver(catalog);
	const texts = new Set(lines.slice(0, SAMPLED_LINES).map(({ cells }) => textOf(cells[position])));
	return [...new Set([...texts].flatMap((text) => resolve(text).definition ?? []))];
}

/** Required variables of these definitions that none of the columns is taken for. */
export function findMissingVariables(
	columns: readonly SheetColumn[],
	definitions: readonly Definition[]
): Variable[] {
	const taken = columns.flatMap(({ meaning, title }) => (meaning === 'variable' ? [titleKey(title)] : []));
	const missing = new Map<string, Variable>();
	for (const variable of definitions.flatMap(({ variables }) => variables)) {
		const key = titleKey(variable.title);
		if (variable.required && !taken.includes(key) && !missing.has(key)) missing.set(key, variable);
	}
	return [...missing.values()];
}

/** Positions of the columns that are taken for nothing and hold what could be what is missing. */
export function findCandidates(
	columns: readonly SheetColumn[],
	lines: readonly Line[],
	variables: readonly Variable[] = []
): number[] {
	const missing = findMissing(columns);
	if (missing.length + variables.length === 0) return [];
	const needsNames = missing.some((meaning) => meaning !== 'contact');
	const kinds = variables.map(compileFit);
	const fits = (cell: Cell) => {
		const text = textOf(cell).trim();
		if (ADDRESS.test(text) ? missing.includes('contact') : needsNames && NAME.test(text)) return true;
		return kinds.some((fitsKind) => fitsKind(cell));
	};
	const sampled = lines.slice(0, SAMPLED_LINES);
	const found = columns.flatMap(({ meaning }, position) => {
		const cells = meaning === 'ignored' ? sampled.map((line) => line.cells[position]) : [];
		const filled = cells.filter((cell) => cell !== undefined && !isBlankCell(cell)) as Cell[];
		// A slip or a remark among them does not make it another column.
		return filled.length > 0 && filled.filter(fits).length > filled.length / 2 ? [position] : [];
	});
	return found.slice(0, MOST_ASKED);
}

/** Whether a cell could stand under the variable. */
function compileFit(variable: Variable): (cell: Cell) => boolean {
	const read = compileVariable(variable, { column: 0, order: 'day-first', latestYear: LATEST_YEAR });
	return (cell) => {
		const issues: CellIssue[] = [];
		read(cell, issues);
		return issues.every(({ level }) => level !== 'error');
	};
}
