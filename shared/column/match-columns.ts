import type { Definition } from '../definition/definition.ts';
import { type Cell, textOf } from '../row/cell.ts';
import { trimText } from '../row/fold-text.ts';
import type { SheetColumn } from './column.ts';
import { indexVariables, matchAgainst, SURE, type TitleMatch } from './match-title.ts';
import { findWholeNames } from './whole-names.ts';

export { matchTitle } from './match-title.ts';

/** Lines that are searched for the header; whoever writes more above it is asked. */
const HEADER_LINES = 60;
const WIDEST_HEADER = 500;
/** A single recognised title may be chance. */
const LEAST_TITLES = 2;
/** "Manager e-mail": nobody's contact until the person says so, but no chance either. */
const OTHERS_ADDRESS = /^(?=.{1,40}$).*(?:\be-?mail\b|\bcourriel\b)/i;

/**
 * What each title means, in their order. Each meaning and each variable goes to the surest title, the leftmost where
 * they are alike; a column that gets none is `ignored`.
 */
export function matchColumns(titles: readonly string[], definitions: readonly Definition[]): SheetColumn[] {
	return assign(titles, indexVariables(definitions)).columns;
}

/** The titles of a sheet's header as they were understood. */
export interface MatchedHeader {
	/** One for each of the header's cells. */
	columns: SheetColumn[];
	/** Positions that are taken for something they are only like, or that others could be as well: to be asked about. */
	doubtful: number[];
}

/** What the titles of a line mean that the person said is the header. */
export function matchHeader(titles: readonly Cell[], definitions: readonly Definition[]): MatchedHeader {
	const { columns, doubtful } = assign(
		titles.slice(0, WIDEST_HEADER).map(textOf),
		indexVariables(definitions)
	);
	return { columns, doubtful };
}

/**
 * The header among the lines: the one with the most recognised titles, the first where they are alike. null where no line
 * has two recognised titles.
 */
export function findHeader(
	lines: readonly (readonly Cell[])[],
	definitions: readonly Definition[]
): (MatchedHeader & { index: number }) | null {
	const variables = indexVariables(definitions);
	let best: (MatchedHeader & { index: number; score: number }) | null = null;
	for (const [index, line] of lines.slice(0, HEADER_LINES).entries()) {
		// Addresses stand below a header, never in it.
		if (line.some((cell) => /^\s*\S+@\S+\.\S+\s*$/.test(textOf(cell)))) continue;
		const { columns, doubtful, score } = assign(line.slice(0, WIDEST_HEADER).map(textOf), variables);
		const recognised = columns.filter(
			({ meaning, title }) => meaning !== 'ignored' || OTHERS_ADDRESS.test(title)
		).length;
		if (recognised >= LEAST_TITLES && score > (best?.score ?? 0)) best = { index, columns, doubtful, score };
	}
	return best && { index: best.index, columns: best.columns, doubtful: best.doubtful };
}

function assign(titles: readonly string[], variables: ReadonlyMap<string, string>) {
	const claims: { position: number; match: TitleMatch }[] = [];
	for (const [position, title] of titles.entries()) {
		for (const match of matchAgainst(title, variables)) claims.push({ position, match });
	}
	claims.sort((a, b) => b.match.sureness - a.match.sureness || a.position - b.position);
	const columns: SheetColumn[] = titles.map((title) => ({ meaning: 'ignored', title: trimText(title) }));
	const given = new Map<string, { position: number; sureness: number }>();
	const doubtful = new Set<number>();
	let score = 0;
	for (const { position, match } of claims) {
		const place = match.meaning === 'variable' ? `variable ${match.title}` : match.meaning;
		if (columns[position]!.meaning !== 'ignored') continue;
		const winner = given.get(place);
		// Two columns that both say "E-mail", or "Contact": the left one is taken, and asked about.
		// So is "Contact" beside "Email": either may hold the addresses.
		const isOther = match.meaning === 'contact' && match.sureness >= SURE.plural;
		if (winner && (isOther || winner.sureness === match.sureness)) doubtful.add(winner.position);
		if (winner) continue;
		// "Name" is the last name only beside a first name; alone it is the whole name.
		if (match.meaning === 'last-name' && match.sureness === SURE.weak && !given.has('first-name')) continue;
		given.set(place, { position, sureness: match.sureness });
		if (isDoubtful(match)) doubtful.add(position);
		score += match.sureness;
		columns[position] = { meaning: match.meaning, title: match.title };
	}
	const whole = findWholeNames(columns);
	if (whole) {
		columns[whole.position] = whole.column;
		score += SURE.wordier;
		if (whole.isDoubtful) doubtful.add(whole.position);
	}
	return { columns, doubtful: [...doubtful].sort((a, b) => a - b), score };
}

/** "Name" beside a first name is the last name; other titles that are only like a meaning, or often something else, may not be. */
function isDoubtful({ meaning, sureness }: TitleMatch): boolean {
	return sureness <= SURE.mistyped && !(meaning === 'last-name' && sureness === SURE.weak);
}
