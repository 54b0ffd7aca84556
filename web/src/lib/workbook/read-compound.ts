import type { WorkbookRefusal } from '../drafts/draft.ts';
import type { WorkbookRead } from './workbook-read.ts';

/** The compound file of Office before 2007; a workbook with a password is one too, whatever its age. */
export async function readCompound(bytes: Uint8Array): Promise<WorkbookRead | Omit<WorkbookRefusal, 'name'>> {
	const { CFB } = await import('xlsx');
	let streams: string[];
	try {
		streams = CFB.read(bytes, { type: 'array' }).FullPaths as string[];
	} catch {
		return { code: 'damaged', params: {} };
	}
	const has = (name: string) => streams.some((path) => path.toLowerCase().endsWith(`/${name}`));
	if (has('encryptedpackage') || has('encryptioninfo')) return { code: 'encrypted', params: {} };
	if (!has('workbook') && !has('book')) {
		const isDocument = has('worddocument') || has('powerpoint document') || has('visiodocument');
		return { code: isDocument ? 'document' : 'not-a-workbook', params: {} };
	}
	return (await import('./read-with-sheetjs.ts')).readWithSheetJs(bytes);
}
