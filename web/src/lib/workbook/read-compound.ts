import type { WorkbookRefusal } from '../drafts/draft.ts';
import { hasWholeRecords } from './check-biff.ts';
import { hasSoundDirectory } from './check-compound.ts';
import { pageOf } from './code-page.ts';
import { markUncalculated } from './mark-uncalculated.ts';
import { readRemembered } from './remembered.ts';
import { readUserProperties } from './user-properties.ts';
import type { WorkbookRead } from './workbook-read.ts';

/** What SheetJS makes of a compound file; it has no types for it. */
interface Container {
	FullPaths: string[];
}

/** A workbook's first record, and its version from Excel 5 on and before ([MS-XLS] 2.4.21). */
const BEGIN = 0x09;
const VERSION = 0x08;
const OLD_VERSIONS = [0x00, 0x02, 0x04];

/** The compound file of Office before 2007; a workbook with a password is one too, whatever its age. */
export async function readCompound(bytes: Uint8Array): Promise<WorkbookRead | Omit<WorkbookRefusal, 'name'>> {
	if (!hasSoundDirectory(bytes)) return { code: 'damaged', params: {} };
	const { CFB } = await import('xlsx');
	let container: Container;
	try {
		container = CFB.read(bytes, { type: 'array' }) as Container;
	} catch {
		return { code: 'damaged', params: {} };
	}
	const has = (name: string) => container.FullPaths.some((path) => path.toLowerCase().endsWith(`/${name}`));
	if (has('encryptedpackage') || has('encryptioninfo')) return { code: 'encrypted', params: {} };
	const stream = (CFB.find(container, '/Workbook') ?? CFB.find(container, '/Book')) as
		{ content?: Uint8Array } | undefined;
	if (!stream) {
		const isDocument = has('worddocument') || has('powerpoint document') || has('visiodocument');
		if (has('__properties_version1.0')) return { code: 'mail', params: {} };
		return { code: isDocument ? 'document' : 'not-a-workbook', params: {} };
	}
	if (!stream.content) return { code: 'damaged', params: {} };
	// Only the sheets: the library believes the counts in the other streams, and a flipped bit there fills the memory.
	const { readWithSheetJs } = await import('./read-with-sheetjs.ts');
	const content = Uint8Array.from(stream.content);
	// Anything that does not begin as a workbook of Excel 5 to 2003 the library would read as text.
	if (content[0] === BEGIN && OLD_VERSIONS.includes(content[1]!)) return { code: 'old-workbook', params: {} };
	const isWorkbook = content[0] === BEGIN && content[1] === VERSION && hasWholeRecords(content);
	if (!isWorkbook) return { code: 'damaged', params: {} };
	const readPage = pageOf(content);
	if (readPage === null) return { code: 'unknown-letters', params: {} };
	markUncalculated(content);
	const read = readWithSheetJs(content, readPage);
	const described = CFB.find(container, '/\u0005DocumentSummaryInformation') as {
		content?: Uint8Array;
	} | null;
	if ('code' in read || !described?.content) return read;
	const properties = readUserProperties(Uint8Array.from(described.content));
	return { ...read, remembered: readRemembered(properties) };
}
