import { CFB } from 'xlsx';
import type { WorkbookRefusal } from '../drafts/draft.ts';
import { inflateParts, type Parts } from './inflate-parts.ts';
import { MAX_WORKBOOK_BYTES } from './limits.ts';
import { collectLines } from './read-lines.ts';
import { readText } from './read-text.ts';
import { readWithSheetJs } from './read-with-sheetjs.ts';
import { repairXml } from './repair-xml.ts';
import { writeStoredZip } from './stored-zip.ts';
import { workbookKind } from './workbook-kind.ts';
import type { WorkbookRead } from './workbook-read.ts';
import { readZipDirectory } from './zip-directory.ts';

type Refusal = Omit<WorkbookRefusal, 'name'>;

/** Parts that hold no cells, and may be most of the bytes. */
const NO_CELLS =
	/^(?:xl\/(?:media|embeddings|drawings|printersettings)\/|pictures\/|thumbnails\/)|vbaproject\.bin$/i;
const ODS = 'application/vnd.oasis.opendocument.spreadsheet';

/** The sheets of a workbook as a person sees them, or why it cannot be read. `name` goes into the refusal, nothing else. */
export async function readWorkbook(bytes: Uint8Array, name: string): Promise<WorkbookRead | WorkbookRefusal> {
	const read = await readBytes(bytes);
	if ('code' in read) return { name, ...read };
	const isEmpty = read.sheets.every((sheet) => sheet.lines.length === 0);
	return isEmpty ? { name, code: 'empty', params: {} } : read;
}

async function readBytes(bytes: Uint8Array): Promise<WorkbookRead | Refusal> {
	if (bytes.length === 0) return refusal('empty');
	if (bytes.length > MAX_WORKBOOK_BYTES) return refusal('too-large', { limit: MAX_WORKBOOK_BYTES });
	switch (workbookKind(bytes)) {
		case 'zip':
			return readZip(bytes);
		case 'cfb':
			return readCfb(bytes);
		case 'text':
			return readTextSheet(bytes);
		case 'other':
			return refusal('not-a-workbook');
	}
}

async function readZip(bytes: Uint8Array): Promise<WorkbookRead | Refusal> {
	const entries = readZipDirectory(bytes);
	if (!Array.isArray(entries))
		return refusal(entries, entries === 'too-large' ? { limit: MAX_WORKBOOK_BYTES } : {});
	const parts = await inflateParts(entries);
	if (!(parts instanceof Map)) return refusal(parts);
	const kind = packageKind(parts);
	if (kind !== 'workbook') return refusal(kind);
	const checked: Parts = new Map();
	for (const [name, part] of parts) if (!NO_CELLS.test(name)) checked.set(name, repairXml(name, part));
	return readWithSheetJs(writeStoredZip(checked));
}

/** Office packages say what they are in their content types, OpenDocument in its first entry. */
function packageKind(parts: Parts): 'workbook' | 'encrypted' | 'not-a-workbook' {
	const text = (name: string) => new TextDecoder().decode(parts.get(name) ?? new Uint8Array());
	if (text('mimetype').startsWith(ODS)) {
		return text('META-INF/manifest.xml').includes('encryption-data') ? 'encrypted' : 'workbook';
	}
	const types = text('[Content_Types].xml');
	return /spreadsheetml\.(?:sheet|template)\.main|ms-excel\.(?:sheet|template)\./i.test(types)
		? 'workbook'
		: 'not-a-workbook';
}

/** The compound file of Office before 2007; a workbook with a password is one too, whatever its age. */
function readCfb(bytes: Uint8Array): WorkbookRead | Refusal {
	let streams: string[];
	try {
		streams = CFB.read(bytes, { type: 'array' }).FullPaths as string[];
	} catch {
		return refusal('damaged');
	}
	const has = (name: string) => streams.some((path) => path.toLowerCase().endsWith(`/${name}`));
	if (has('encryptedpackage') || has('encryptioninfo')) return refusal('encrypted');
	if (!has('workbook') && !has('book')) return refusal('not-a-workbook');
	return readWithSheetJs(bytes);
}

function readTextSheet(bytes: Uint8Array): WorkbookRead | Refusal {
	const collected = collectLines('');
	for (const [i, row] of readText(bytes).entries()) {
		const refused = collected.add(i + 1, row.entries());
		if (refused) return refused;
	}
	return { sheets: [{ name: '', hidden: false, lines: collected.lines }], remembered: null };
}

function refusal(code: Refusal['code'], params: Refusal['params'] = {}): Refusal {
	return { code, params };
}
