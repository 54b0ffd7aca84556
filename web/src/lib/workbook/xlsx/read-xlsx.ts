import type { WorkbookRefusal } from '../../drafts/draft.ts';
import { textShownBy } from '../format-section.ts';
import { loadShowNumber } from '../number-text.ts';
import { readRemembered } from '../remembered.ts';
import { streamEntry } from '../stream-entry.ts';
import type { Sheet, WorkbookRead } from '../workbook-read.ts';
import type { ZipEntry } from '../zip-directory.ts';
import type { CellContext } from './cell-values.ts';
import { contentTypeOf } from './content-types.ts';
import { readCustomProperties } from './custom-properties.ts';
import { hasTableFilter } from './table-filter.ts';
import { PackageParts, type Relationship } from './package-parts.ts';
import { readSharedStrings } from './shared-strings.ts';
import { SheetReader } from './sheet-reader.ts';
import { readCellFormats } from './styles.ts';
import { readWorkbookPart, type NamedSheet } from './workbook-part.ts';

type Refusal = Omit<WorkbookRefusal, 'name'>;

export interface ReadHooks {
	/** Called now and then with the rows read so far. */
	onRows?: (rows: number) => void;
}

const DAMAGED: Refusal = { code: 'damaged', params: {} };
/** xlsx, xlsm and their templates; not xlsb. */
const WORKBOOK =
	/spreadsheetml\.(?:sheet|template)\.main\+xml|ms-excel\.(?:sheet|template)\.macroEnabled\.main\+xml/i;
/** Rows between two calls of `onRows`. */
const ROWS_STEP = 4096;

/**
 * Reads a plain xlsx as it streams out of its ZIP: no sheet is ever whole in memory. `step-aside` where there is anything that
 * is not known for sure; a kept library is then to read it.
 */
export async function readPlainXlsx(
	entries: readonly ZipEntry[],
	hooks: ReadHooks = {}
): Promise<WorkbookRead | Refusal | 'step-aside'> {
	const parts = new PackageParts(entries);
	const links = await parts.relationships('');
	if (links === 'damaged') return DAMAGED;
	const main = links?.find(({ type }) => type === 'officeDocument')?.part;
	if (main === undefined || !parts.has(main)) return 'step-aside';
	const type = await contentTypeOf(parts, main);
	if (type === 'damaged') return DAMAGED;
	if (type === null || !WORKBOOK.test(type)) return 'step-aside';
	const [root, own, properties] = await Promise.all([
		parts.xml(main),
		parts.relationships(main),
		readCustomProperties(parts, links!)
	]);
	if (root === 'damaged' || own === 'damaged' || properties === 'damaged') return DAMAGED;
	if (!root || own === null || properties === null) return 'step-aside';
	const workbook = readWorkbookPart(root, own);
	if (workbook === null) return 'step-aside';
	const context = await readContext(parts, own, workbook.date1904);
	if (context === 'step-aside' || 'code' in context) return context;

	const sheets: Sheet[] = [];
	let rowsBefore = 0;
	for (const named of workbook.sheets) {
		const onRows = hooks.onRows && ((rows: number) => hooks.onRows!(rowsBefore + rows));
		const sheet = await readSheet(parts, named, { context, onRows });
		if (sheet === 'step-aside' || 'code' in sheet) return sheet;
		sheets.push(sheet);
		rowsBefore += sheet.lines.length;
	}
	// A flipped bit anywhere is told, though it changed no cell: the file is not what was saved.
	for (const entry of parts.rest()) if (!(await streamEntry(entry, () => true))) return DAMAGED;
	return { sheets, remembered: readRemembered(properties) };
}

async function readContext(
	parts: PackageParts,
	links: readonly Relationship[],
	date1904: boolean
): Promise<CellContext | Refusal | 'step-aside'> {
	const partOf = (type: string) => links.find((link) => link.type === type)?.part;
	const stylesPart = partOf('styles');
	const styles = stylesPart === undefined ? undefined : await parts.xml(stylesPart);
	if (styles === 'damaged') return DAMAGED;
	if (styles === null) return 'step-aside';
	const stringsEntry = parts.take(partOf('sharedStrings') ?? '');
	const strings = stringsEntry === undefined ? [] : await readSharedStrings(stringsEntry);
	if (!Array.isArray(strings)) return strings;
	const formats = readCellFormats(styles ?? null);
	const texts = formats.map(textShownBy);
	return { strings, formats, texts, date1904, show: await loadShowNumber(formats) };
}

async function readSheet(
	parts: PackageParts,
	named: NamedSheet,
	{ context, onRows }: { context: CellContext; onRows?: ((rows: number) => void) | undefined }
): Promise<Sheet | Refusal | 'step-aside'> {
	const entry = parts.take(named.part);
	if (entry === undefined) return { code: 'damaged', params: { sheet: named.name } };
	const reader = new SheetReader(named.name, context);
	let told = 0;
	const whole = await streamEntry(entry, (bytes) => {
		const goesOn = reader.push(bytes);
		if (onRows && reader.rowsRead >= told + ROWS_STEP) onRows((told = reader.rowsRead));
		return goesOn;
	});
	if (whole === false) return DAMAGED;
	const sheet = reader.finish({ name: named.name, hidden: named.hidden });
	if (sheet === 'step-aside' || 'code' in sheet || sheet.filtered) return sheet;
	if (!sheet.lines.some((line) => line.hidden)) return sheet;
	const filtered = await hasTableFilter(parts, named.part);
	if (filtered === 'damaged') return DAMAGED;
	return filtered === null ? 'step-aside' : { ...sheet, filtered };
}
