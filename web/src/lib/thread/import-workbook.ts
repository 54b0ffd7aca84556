import { sha256Hex } from '#shared/batch/digest.ts';
import type { SheetColumn } from '#shared/column/column.ts';
import { likelyDefinitions } from '#shared/column/likely-definitions.ts';
import type { Definition } from '#shared/definition/definition.ts';
import { textOf } from '#shared/row/cell.ts';
import { isBlankCell } from '#shared/row/is-blank.ts';
import type {
	DraftWorkbook,
	HiddenRows,
	WorkbookChoice,
	WorkbookColumn,
	WorkbookRefusal,
	WorkbookSheet
} from '../drafts/draft.ts';
import { chooseSheet, type ChosenSheet } from '../workbook/choose-sheet.ts';
import { MAX_WORKBOOK_BYTES } from '../workbook/limits.ts';
import { staleDefinitions } from '../workbook/stale.ts';
import type { Remembered, WorkbookRead } from '../workbook/workbook-read.ts';

/** A workbook whose sheet and header are found. */
export interface FoundWorkbook {
	workbook: DraftWorkbook;
	sheet: ChosenSheet;
	/** The draft that it was exported from. */
	draftId: string | null;
	/** How many rows that had when it was exported, the deleted ones among them; null where it does not say. */
	draftRows: number | null;
}

export interface UnderstandOptions {
	catalog: Definition[];
	/** What people said of headers before, by their shape. */
	known: ReadonlyMap<string, readonly SheetColumn[]>;
	/** The sheet is hidden in Excel, and the person has not chosen it. */
	isHiddenSheet?: boolean;
	/** What the person said it is for. */
	definitionId?: string | null;
}

/** Lines in which an example for each column is looked for. */
const EXAMPLE_LINES = 200;

/** The bytes of a workbook and their digest; refused where they are too many or gone. */
export async function loadBytes(
	file: Blob,
	name: string
): Promise<{ bytes: Uint8Array<ArrayBuffer>; digest: string } | WorkbookRefusal> {
	if (file.size > MAX_WORKBOOK_BYTES)
		return { name, code: 'too-large', params: { limit: MAX_WORKBOOK_BYTES } };
	try {
		const bytes = new Uint8Array(await file.arrayBuffer());
		return { bytes, digest: await sha256Hex(bytes) };
	} catch {
		// The file is gone, or was changed since it was chosen.
		return { name, code: 'damaged', params: {} };
	}
}

/** What a workbook that was read holds, up to what its columns mean, as far as the person has not said so. */
export function understandWorkbook(
	{ read, digest, name }: { read: WorkbookRead; digest: string; name: string },
	{ catalog, known, isHiddenSheet, definitionId }: UnderstandOptions,
	choice: WorkbookChoice = {}
): FoundWorkbook | WorkbookRefusal {
	const remembered = definitionId ? [definitionId] : read.remembered?.definitions.map(({ id }) => id);
	const sheet = chooseSheet(read.sheets, catalog, { choice, known, isHiddenSheet, remembered });
	if (typeof sheet === 'string') return { name, code: sheet, params: {} };
	const hidden = sheet.lines.filter((line) => line.hidden).length;
	return {
		sheet,
		draftId: read.remembered?.draftId ?? null,
		draftRows: read.remembered?.draftRows ?? null,
		workbook: {
			name,
			digest,
			sheet: sheet.name,
			headerLine: sheet.headerLine,
			peopleAbove: sheet.peopleAbove,
			rowsRead: 0,
			...tellWhich(sheet, read.remembered, catalog),
			columns: describeColumns(sheet),
			...(sheet.missingVariables.length > 0 ? { missingVariables: sheet.missingVariables } : {}),
			sheets: listSheets(read, sheet.name, catalog),
			hiddenRows: hidden === 0 ? null : tellHidden(sheet, hidden),
			stale: read.remembered ? staleDefinitions(read.remembered, catalog) : [],
			...(read.letters ? { letters: read.letters } : {})
		}
	};
}

function tellHidden({ isHiddenSheet, filtered }: ChosenSheet, count: number): HiddenRows {
	const rows = { count, filtered: filtered && !isHiddenSheet, taken: null };
	return isHiddenSheet ? { ...rows, sheet: true } : rows;
}

/** Another list of recipients in the same workbook is asked about, hidden or not: it may be last year's. */
function listSheets({ sheets }: WorkbookRead, chosen: string, catalog: Definition[]): WorkbookSheet[] {
	return sheets
		.filter(({ lines }) => lines.length > 0)
		.map((sheet) => {
			const { name, hidden, lines } = sheet;
			const other =
				name === chosen
					? 'no-header'
					: chooseSheet([sheet], catalog, { choice: { sheet: name }, onlyKnown: true });
			const isList = typeof other !== 'string' && other.columns.some(({ meaning }) => meaning === 'contact');
			return isList
				? { name, hidden, lines: other.lines.length, alsoList: 'asked' as const }
				: { name, hidden, lines: lines.length };
		});
}

function describeColumns(sheet: ChosenSheet): WorkbookColumn[] {
	const sampled = sheet.lines.slice(0, EXAMPLE_LINES);
	return sheet.columns.flatMap((column, position) => {
		const example = sampled.find(({ cells }) => !isBlankCell(cells[position]));
		const title = sheet.titles[position] ?? '';
		if (title.trim() === '' && !example) return [];
		return [
			{
				position,
				title,
				column,
				asked: sheet.doubtful.includes(position),
				hidden: sheet.hiddenColumns.includes(position),
				example: textOf(example?.cells[position])
			}
		];
	});
}

/**
 * The definition of a sheet without an ID column: the one that its template remembers, or else the person is asked. Guessing
 * by the columns would be right nearly always, and once send the wrong credential to everybody.
 */
function tellWhich(
	sheet: ChosenSheet,
	remembered: Remembered | null,
	catalog: Definition[]
): Pick<DraftWorkbook, 'definitionId' | 'candidates'> {
	if (sheet.columns.some((column) => column.meaning === 'definition'))
		return { definitionId: null, candidates: [] };
	const only = remembered?.definitions.length === 1 ? remembered.definitions[0]!.id : null;
	if (only !== null && catalog.some((definition) => definition.id === only)) {
		return { definitionId: only, candidates: [] };
	}
	const candidates = likelyDefinitions(sheet.columns, catalog).map((definition) => definition.id);
	return { definitionId: null, candidates };
}
