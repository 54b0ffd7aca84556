import type { SheetColumn } from '#shared/column/column.ts';
import { findHeader, matchHeader, type MatchedHeader } from '#shared/column/match-columns.ts';
import { titleKey } from '#shared/column/title-key.ts';
import type { Definition } from '#shared/definition/definition.ts';
import { type Cell, textOf } from '#shared/row/cell.ts';
import type { WorkbookChoice } from '../drafts/draft.ts';
import { findRowKeys, isOwnColumn } from './export-titles.ts';
import { fillMerges } from './fill-merges.ts';
import { guessHeader, holdsAddress } from './guess-header.ts';
import { definitionsOf, findCandidates, findMissingVariables } from './missing-columns.ts';
import type { Line, Sheet } from './workbook-read.ts';

export interface ChosenSheet {
	name: string;
	/** The header's row number, as Excel shows it. */
	headerLine: number;
	/** Lines above the header that hold an address: they may be rows of a list that was not read. */
	peopleAbove: number;
	/** The header's texts, from A on. */
	titles: string[];
	/** What each column of the sheet means, from A on. */
	columns: SheetColumn[];
	/** Positions to be asked about. */
	doubtful: number[];
	/** Titles of required variables that no column is taken for. */
	missingVariables: string[];
	/** A person said what the columns of such a header mean. */
	isKnown: boolean;
	/** The lines under the header. */
	lines: Line[];
	hiddenColumns: number[];
	filtered: boolean;
	/** In an export of Sheaf, the key of the row at each line. */
	keys: ReadonlyMap<number, string>;
	/** And the marks of its cells as they were exported. */
	marks: ReadonlyMap<number, string>;
	/** Excel shows no tab for it and nobody chose it: all its lines count as hidden. */
	isHiddenSheet: boolean;
}

export interface ChooseOptions {
	/** What the person said of this workbook. */
	choice?: WorkbookChoice;
	/** What people said of headers before, by `headerShape`. */
	known?: ReadonlyMap<string, readonly SheetColumn[]>;
	/** The sheet that is chosen was found by Sheaf, hidden as it is. */
	isHiddenSheet?: boolean;
	/** Titles in words that are not known are not guessed at. */
	onlyKnown?: boolean;
	/** IDs of the definitions that its template remembers. */
	remembered?: readonly string[];
}

/** Lines in which a header that was seen before is looked for. */
const HEADER_LINES = 60;
const NOT_USED = 'ignored' as const;

/** `isKnown`: a person said what the columns of such a header mean. */
type FoundHeader = MatchedHeader & { index: number; isKnown?: true };

/**
 * The sheet that holds the recipients: the one that the person chose, or the visible one whose header says the most, before
 * all that there is a Contact and that rows stand under it. Lists and notes in other sheets are so left alone. Where no
 * visible sheet has rows, a hidden one with contacts is taken, and the person asked whether its rows are meant. Where no header
 * is known at all, the line above the first addresses is taken for it, and all of its columns are asked about.
 */
export function chooseSheet(
	sheets: readonly Sheet[],
	definitions: readonly Definition[],
	options: ChooseOptions = {}
): ChosenSheet | 'no-header' | 'no-rows' {
	const { choice = {} } = options;
	const { sheet: told } = choice;
	const among = sheets.filter(({ name, hidden }) => (told === undefined ? !hidden : name === told));
	let best = findBest(among, definitions, options);
	if (told === undefined && !best?.lines.length) {
		const unseen = sheets.filter(({ hidden }) => hidden);
		const hidden = findBest(unseen, definitions, options);
		if (hidden && isList(hidden)) best = asHidden(hidden);
	}
	best ??= options.onlyKnown ? null : findGuessed(among);
	if (best === null) return 'no-header';
	if (best.lines.length === 0) return 'no-rows';
	if (told !== undefined && options.isHiddenSheet) best = asHidden(best);
	return withCandidates(choice.columns ? withChosen(best, choice.columns) : best, definitions, options);
}

function findBest(
	sheets: readonly Sheet[],
	definitions: readonly Definition[],
	options: ChooseOptions
): ChosenSheet | null {
	let best: ChosenSheet | null = null;
	for (const sheet of sheets) {
		const header = findIn(sheet, definitions, options);
		if (header === null) continue;
		const chosen = chooseLines(sheet, header);
		if (best === null || isBetter(chosen, best)) best = chosen;
	}
	return best;
}

function findGuessed(sheets: readonly Sheet[]): ChosenSheet | null {
	for (const sheet of sheets) {
		const header = guessHeader(sheet.lines);
		if (header) return chooseLines(sheet, header);
	}
	return null;
}

function isList({ columns, lines }: ChosenSheet): boolean {
	return lines.length > 0 && columns.some(({ meaning }) => meaning === 'contact');
}

function asHidden(chosen: ChosenSheet): ChosenSheet {
	const lines = chosen.lines.map((line): Line => ({ ...line, hidden: true }));
	return { ...chosen, lines, isHiddenSheet: true };
}

/** The titles by which a header is known again. */
export function headerShape(titles: readonly string[]): string {
	return titles.map(titleKey).join('\n').trimEnd();
}

function findIn(
	sheet: Sheet,
	definitions: readonly Definition[],
	{ choice = {}, known }: ChooseOptions
): FoundHeader | null {
	const { headerLine } = choice;
	const told = headerLine === undefined ? -1 : sheet.lines.findIndex(({ line }) => line === headerLine);
	if (headerLine !== undefined && told === -1) return null;
	const first = Math.max(0, told);
	const last = told === -1 ? HEADER_LINES : told + 1;
	for (const [i, { cells }] of sheet.lines.slice(first, last).entries()) {
		const columns = known?.get(headerShape(cells.map(textOf)));
		if (columns)
			return { index: first + i, columns: columns.slice(0, cells.length), doubtful: [], isKnown: true };
	}
	if (told !== -1) return { index: told, ...matchHeader(sheet.lines[told]!.cells, definitions) };
	return findHeader(
		sheet.lines.map((line) => line.cells),
		definitions
	);
}

function chooseLines(sheet: Sheet, { index, columns, doubtful, isKnown }: FoundHeader): ChosenSheet {
	const header = sheet.lines[index]!;
	const titles = header.cells.map(textOf);
	const below = fillMerges(sheet.lines.slice(index + 1), sheet.merges);
	const own = titles.flatMap((title, position) => (isOwnColumn(title) ? [position] : []));
	const hidden = new Set(sheet.hiddenColumns);
	return {
		name: sheet.name,
		headerLine: header.line,
		peopleAbove: sheet.lines.slice(0, index).filter(holdsAddress).length,
		titles,
		columns: columns.map((column, position) =>
			own.includes(position) ? { meaning: NOT_USED, title: '' } : column
		),
		doubtful: columns.flatMap(({ meaning }, position) =>
			doubtful.includes(position) || (hidden.has(position) && meaning !== NOT_USED) ? [position] : []
		),
		lines: withoutOwn(
			below.filter(({ cells }) => !repeatsHeader(cells, titles)),
			own
		),
		hiddenColumns: sheet.hiddenColumns,
		filtered: sheet.filtered,
		isHiddenSheet: false,
		missingVariables: [],
		isKnown: isKnown === true,
		...readKeys(below, findRowKeys(titles))
	};
}

/** What Sheaf itself wrote beside the rows is no data. */
function withoutOwn(lines: Line[], own: readonly number[]): Line[] {
	if (own.length === 0) return lines;
	return lines.map((line) => ({
		...line,
		cells: line.cells.map((cell, i) => (own.includes(i) ? '' : cell))
	}));
}

function readKeys(lines: readonly Line[], position: number): Pick<ChosenSheet, 'keys' | 'marks'> {
	const keys = new Map<number, string>();
	const marks = new Map<number, string>();
	for (const { line, cells } of position === -1 ? [] : lines) {
		const [key = '', own] = textOf(cells[position]).trim().split(' ');
		if (key !== '') keys.set(line, key);
		if (own) marks.set(line, own);
	}
	return { keys, marks };
}

/** Lists that were printed page by page, or put together by hand, have their header again between the rows. */
function repeatsHeader(cells: readonly Cell[], titles: readonly string[]): boolean {
	const first = titles.findIndex((title) => title !== '');
	if (textOf(cells[first]) !== titles[first]) return false;
	return titles.every((title, i) => textOf(cells[i]) === title);
}

function withChosen(chosen: ChosenSheet, told: NonNullable<WorkbookChoice['columns']>): ChosenSheet {
	const columns = chosen.columns.slice();
	for (const { position, column } of told) {
		while (columns.length <= position) columns.push({ meaning: NOT_USED, title: '' });
		columns[position] = column;
	}
	const answered = new Set(told.map(({ position }) => position));
	return { ...chosen, columns, doubtful: chosen.doubtful.filter((position) => !answered.has(position)) };
}

/** What the list needs and no column is taken for may stand in one that is taken for nothing. */
function withCandidates(
	chosen: ChosenSheet,
	catalog: readonly Definition[],
	{ choice = {}, remembered = [] }: ChooseOptions
): ChosenSheet {
	const { columns, lines, doubtful, isKnown } = chosen;
	const definitions = definitionsOf(columns, lines, { catalog, remembered });
	const variables = findMissingVariables(columns, definitions);
	const answered = new Set(choice.columns?.map(({ position }) => position));
	const candidates = isKnown
		? []
		: findCandidates(columns, lines, variables).filter((each) => !answered.has(each));
	const all = [...new Set([...doubtful, ...candidates])].sort((a, b) => a - b);
	return { ...chosen, doubtful: all, missingVariables: variables.map(({ title }) => title) };
}

function isBetter(one: ChosenSheet, other: ChosenSheet): boolean {
	const a = rank(one);
	const b = rank(other);
	const differs = a.findIndex((value, i) => value !== b[i]);
	return differs !== -1 && a[differs]! > b[differs]!;
}

function rank({ columns, lines }: ChosenSheet): number[] {
	const hasContact = columns.some((column) => column.meaning === 'contact');
	const recognised = columns.filter((column) => column.meaning !== 'ignored').length;
	return [Number(hasContact), Number(lines.length > 0), recognised, lines.length];
}
