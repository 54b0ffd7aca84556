import type { Cell } from '#shared/row/cell.ts';
import { markOf } from './cell-marks.ts';
import { cellXml, textXml, writtenText } from './export-cell.ts';
import type { collectStyles, Shade } from './export-styles.ts';

/** A row of a draft as an export shows it; the words are the person's. */
export interface ExportRow {
	key: string;
	/** In the order of the draft's columns; a missing trailing cell is blank. */
	cells: Cell[];
	/** Where the row was read from; '' where it was added in Sheaf. */
	source: string;
	state: string;
	excluded: boolean;
	/** `column` is -1 where the whole row is meant. */
	problems: { column: number; level: 'error' | 'warning'; message: string }[];
}

/** What all rows of an export have in common. */
export interface RowFrame {
	/** The titles of the draft's columns. */
	titles: string[];
	/** The letters of these columns, and then of the four that are added. */
	letters: string[];
	styles: ReturnType<typeof collectStyles>;
}

/** Of the problems' column, with room for wide letters. */
const LINE_CHARACTERS = 54;
/** In points; Excel takes no more than the latter. */
const LINE_HEIGHT = 15;
const TALLEST = 409;

/** The XML of a row: the draft's cells, what is wrong with them, the row's state, where it came from, and its key with the cells' marks. */
export function rowXml(row: ExportRow, line: number, { titles, letters, styles }: RowFrame): string {
	const shades = shadesOf(row);
	const shadeAt = (i: number) => (row.excluded ? 'excluded' : (shades?.get(i) ?? 'plain'));
	const problems = problemsOf(row, titles);
	let xml = `<row r="${line}"${heightFor(problems)}>`;
	for (let i = 0; i < titles.length; i++) {
		xml += cellXml(letters[i]! + line, row.cells[i] ?? '', { styles, shade: shadeAt(i) });
	}
	const [problemsAt, stateAt, sourceAt, keyAt] = letters.slice(titles.length).map((own) => own + line);
	const look = { styles, shade: shadeAt(titles.length) };
	xml += problems === '' ? cellXml(problemsAt!, '', look) : textXml(problemsAt!, problems, styles.wrapped);
	xml += cellXml(stateAt!, row.state, look) + cellXml(sourceAt!, row.source, look);
	const marks = titles.map((title, i) => markOf(title, writtenText(row.cells[i] ?? ''))).join('');
	return `${xml}${textXml(keyAt!, `${row.key} ${marks}`, styles.key)}</row>`;
}

/** The worst problem of each cell. */
function shadesOf({ problems }: ExportRow): Map<number, Shade> | null {
	if (problems.length === 0) return null;
	const shades = new Map<number, Shade>();
	for (const { column, level } of problems) if (shades.get(column) !== 'error') shades.set(column, level);
	return shades;
}

/** One line each, beginning with the title of the column where there is one; many messages do so by themselves. */
function problemsOf({ problems }: ExportRow, titles: string[]): string {
	return problems
		.map(({ column, message }) =>
			column < 0 || message.startsWith(titles[column]!) ? message : `${titles[column]}: ${message}`
		)
		.join('\n');
}

/** Excel and LibreOffice give a row that says nothing of its height one line, whatever wraps in it. */
function heightFor(problems: string): string {
	if (problems === '') return '';
	const lines = problems.split('\n').reduce((sum, line) => sum + Math.ceil(line.length / LINE_CHARACTERS), 0);
	return lines < 2 ? '' : ` ht="${Math.min(TALLEST, lines * LINE_HEIGHT)}" customHeight="1"`;
}
