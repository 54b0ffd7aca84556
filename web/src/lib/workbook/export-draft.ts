import { writeXlsx } from 'hucre/xlsx';
import type { Column } from '#shared/column/column.ts';
import { columnLetters } from './column-letters.ts';
import { textXml } from './export-cell.ts';
import { rowXml, type ExportRow } from './export-row.ts';
import { collectStyles, TEXT } from './export-styles.ts';
import { ROW_KEY_TITLE } from './export-titles.ts';
import { writePackedZip } from './packed-zip.ts';
import { partsOfZip } from './parts-of-zip.ts';
import { DRAFT_PROPERTY, REMEMBERED_PROPERTY, ROWS_PROPERTY, writeRemembered } from './remembered.ts';
import type { Remembered } from './workbook-read.ts';

export type { ExportRow } from './export-row.ts';

/** What an export needs to know of its draft. */
export interface ExportedDraft {
	id: string;
	/** With the deleted ones, which keep their places. */
	rowCount: number;
	columns: Column[];
	/** The definitions of its rows, as they are now. */
	definitions: Remembered['definitions'];
}

/** The titles of the added columns must be ones that `isOwnColumn` knows. */
export interface ExportWords {
	sheet: string;
	problems: string;
	state: string;
	source: string;
}

const SHEET = 'xl/worksheets/sheet1.xml';
const STYLES = 'xl/styles.xml';
const NOWHERE = 'A1:A1';
/** Characters of XML that are packed together. */
const PIECE = 1 << 17;
const WIDTHS: Partial<Record<Column['meaning'], number>> = {
	definition: 14,
	'first-name': 18,
	'last-name': 18,
	contact: 30,
	expiration: 26
};
const LEAST_WIDTH = 12;
const WIDEST = 40;
const OWN_WIDTHS = { problems: 60, state: 14, source: 36, key: 10 };

/**
 * The draft as an xlsx to be corrected in Excel and dropped in again: its columns in their order, then what is wrong with
 * each row, its state, where it came from, and last its key. A cell that is left alone reads as it was: text as text, a
 * number or a date as one that is seen in the same way.
 */
export async function writeExport(
	draft: ExportedDraft,
	rows: Iterable<ExportRow>,
	words: ExportWords
): Promise<Uint8Array<ArrayBuffer>> {
	const styles = collectStyles();
	const titles = [
		...draft.columns.map(({ title }) => title),
		...[words.problems, words.state, words.source, ROW_KEY_TITLE]
	];
	const letters = titles.map((_, column) => columnLetters(column));
	const parts = await partsOfZip(await writeFrame(draft, words.sheet));
	const [head, tail] = new TextDecoder()
		.decode(parts.get(SHEET))
		.split(/<sheetData>.*<\/sheetData>|<sheetData\/>/s);
	if (head === undefined || tail === undefined) throw new Error('The written frame has no rows to replace.');
	const text = styles.styleOf(TEXT, 'plain')!;
	const frame = { titles: titles.slice(0, draft.columns.length), letters, styles };

	function* sheetXml(): Iterable<string> {
		yield head!
			.replace(/<dimension [^>]*>/, '')
			.replace(/(<col )(?=[^>]*max="(\d+)")/g, (col, _, max: string) => {
				return Number(max) <= draft.columns.length ? `${col}style="${text}" ` : col;
			});
		yield '<sheetData>';
		yield `<row r="1">${titles.map((title, i) => textXml(`${letters[i]}1`, title, styles.header)).join('')}</row>`;
		let line = 1;
		for (const row of rows) yield rowXml(row, ++line, frame);
		yield '</sheetData>';
		yield tail!.replace(NOWHERE, `A1:${letters.at(-1)}${line}`);
	}

	const rest = [...parts].filter(([name]) => name !== SHEET && name !== STYLES);
	return writePackedZip([
		...rest.map(([name, bytes]) => [name, [bytes as Uint8Array<ArrayBuffer>]] as const),
		[SHEET, encodePieces(sheetXml())],
		[STYLES, encodePieces(once(() => styles.toXml()))]
	]);
}

/** The workbook around the rows; the rows and the styles are put into it afterwards. */
function writeFrame(draft: ExportedDraft, sheet: string): Promise<Uint8Array> {
	const { problems, state, source, key } = OWN_WIDTHS;
	const widths = [...draft.columns.map(widthOf), problems, state, source, key];
	const custom: Record<string, string> = {
		[DRAFT_PROPERTY]: draft.id,
		[ROWS_PROPERTY]: String(draft.rowCount)
	};
	if (draft.definitions.length > 0) custom[REMEMBERED_PROPERTY] = writeRemembered(draft.definitions);
	return writeXlsx({
		sheets: [
			{
				name: sheet,
				columns: widths.map((width) => ({ width })),
				rows: [],
				freezePane: { rows: 1 },
				autoFilter: { range: NOWHERE }
			}
		],
		properties: { creator: 'Sheaf', custom }
	});
}

function widthOf({ meaning, title }: Column): number {
	return WIDTHS[meaning] ?? Math.min(WIDEST, Math.max(LEAST_WIDTH, title.length + 4));
}

function* once(make: () => string): Iterable<string> {
	yield make();
}

function* encodePieces(texts: Iterable<string>): Iterable<Uint8Array<ArrayBuffer>> {
	const encoder = new TextEncoder();
	let piece = '';
	for (const text of texts) {
		piece += text;
		if (piece.length < PIECE) continue;
		yield encoder.encode(piece);
		piece = '';
	}
	if (piece !== '') yield encoder.encode(piece);
}
