import type { WorkbookRefusal } from '../drafts/draft.ts';
import { keepKnownRecords } from './binary-records.ts';
import { isSoundXml } from './check-sheet-xml.ts';
import { decodeXml } from './decode-xml.ts';
import { inflateParts, type Parts } from './inflate-parts.ts';
import { MAX_WORKBOOK_BYTES } from './limits.ts';
import { readOds } from './ods/read-ods.ts';
import { packageKind } from './package-kind.ts';
import { readCompound } from './read-compound.ts';
import { readTextSheet } from './read-text-sheet.ts';
import { repairXml } from './repair-xml.ts';
import { writeStoredZip } from './stored-zip.ts';
import { refuseUnloaded } from './refuse-unloaded.ts';
import { workbookKind } from './workbook-kind.ts';
import type { WorkbookRead } from './workbook-read.ts';
import { readPlainXlsx, type ReadHooks } from './xlsx/read-xlsx.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

type Refusal = Omit<WorkbookRefusal, 'name'>;

/** Parts that hold no cells, and may be most of the bytes. */
const NO_CELLS =
	/^(?:xl\/(?:media|embeddings|drawings|printersettings)\/|pictures\/|thumbnails\/)|vbaproject\.bin$/i;

const END_MARK = 0x1a;

/** The sheets of a workbook as a person sees them, or why it cannot be read. */
export async function readWorkbook(
	bytes: Uint8Array,
	name: string,
	hooks: ReadHooks = {}
): Promise<WorkbookRead | WorkbookRefusal> {
	const read = await readBytes(bytes, { name, hooks }).catch(refuseUnloaded);
	if ('code' in read) return { name, ...read };
	const isEmpty = read.sheets.every((sheet) => sheet.lines.length === 0);
	return isEmpty ? { name, code: 'empty', params: {} } : read;
}

async function readBytes(
	bytes: Uint8Array,
	{ name, hooks }: { name: string; hooks: ReadHooks }
): Promise<WorkbookRead | Refusal> {
	if (bytes.length === 0) return refusal('empty');
	if (bytes.length > MAX_WORKBOOK_BYTES) return refusal('too-large', { limit: MAX_WORKBOOK_BYTES });
	const kind = workbookKind(withoutEndMark(bytes), name);
	switch (kind) {
		case 'zip':
			return readZip(bytes, hooks);
		case 'cfb':
			return readCompound(bytes);
		case 'text':
			return readTextSheet(withoutEndMark(bytes));
		default:
			return refusal(kind);
	}
}

/** Programs from the days of DOS end a text with Ctrl-Z. */
function withoutEndMark(bytes: Uint8Array): Uint8Array {
	return bytes.at(-1) === END_MARK ? bytes.subarray(0, -1) : bytes;
}

async function readZip(bytes: Uint8Array, hooks: ReadHooks): Promise<WorkbookRead | Refusal> {
	const entries = readZipDirectory(bytes);
	if (!Array.isArray(entries))
		return refusal(entries, entries === 'too-large' ? { limit: MAX_WORKBOOK_BYTES } : {});
	const read = await readPlainXlsx(entries, hooks);
	if (read !== 'step-aside') return read;
	const ods = await readOds(entries, hooks);
	return ods === 'step-aside' ? readOtherPackage(entries) : ods;
}

/** Anything else in a ZIP, checked in full before the library may see it. */
async function readOtherPackage(entries: readonly ZipEntry[]): Promise<WorkbookRead | Refusal> {
	const parts = await inflateParts(entries);
	if (!(parts instanceof Map)) return refusal(parts);
	for (const [name, part] of parts) {
		const xml = decodeXml(name, part);
		if (xml === null) return refusal('damaged');
		parts.set(name, xml);
	}
	const kind = packageKind([...parts.keys()], (name) =>
		new TextDecoder().decode(parts.get(name) ?? new Uint8Array())
	);
	if (kind !== 'workbook') return refusal(kind);
	const checked: Parts = new Map();
	for (const [name, part] of parts) {
		if (NO_CELLS.test(name)) continue;
		if (!isSoundXml(name, part)) return refusal('damaged');
		const repaired = /^xl\/.*\.bin$/i.test(name) ? keepKnownRecords(part) : repairXml(name, part);
		if (repaired === null) return refusal('damaged');
		checked.set(name, repaired);
	}
	return (await import('./read-with-sheetjs.ts')).readWithSheetJs(writeStoredZip(checked));
}

function refusal(code: Refusal['code'], params: Refusal['params'] = {}): Refusal {
	return { code, params };
}
