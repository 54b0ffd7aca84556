import type { WorkbookRefusal } from '../../drafts/draft.ts';
import { readRemembered } from '../remembered.ts';
import { inflateEntry, streamEntry } from '../stream-entry.ts';
import type { WorkbookRead } from '../workbook-read.ts';
import type { ReadHooks } from '../xlsx/read-xlsx.ts';
import { PackageParts } from '../xlsx/package-parts.ts';
import { childOf, childrenOf, type XmlElement } from '../xlsx/xml-tree.ts';
import type { ZipEntry } from '../zip-directory.ts';
import { OdsReader } from './ods-reader.ts';

const SPREADSHEET = 'application/vnd.oasis.opendocument.spreadsheet';
const DAMAGED = { code: 'damaged', params: {} } as const;
/** Rows between two calls of `onRows`. */
const ROWS_STEP = 4096;

/**
 * Reads an OpenDocument spreadsheet as it streams out of its ZIP. It keeps beside each value what is shown of it, so no format
 * needs to be followed. `step-aside` where there is anything that is not known for sure.
 */
export async function readOds(
	entries: readonly ZipEntry[],
	hooks: ReadHooks = {}
): Promise<WorkbookRead | Omit<WorkbookRefusal, 'name'> | 'step-aside'> {
	const parts = new PackageParts(entries);
	const type = parts.take('mimetype');
	if (type === undefined || type.size > 1024) return 'step-aside';
	const mimetype = await inflateEntry(type);
	if (mimetype === null) return DAMAGED;
	if (!new TextDecoder().decode(mimetype).startsWith(SPREADSHEET)) return 'step-aside';
	const content = parts.take('content.xml');
	const manifest = await parts.xml('META-INF/manifest.xml');
	if (manifest === 'damaged') return DAMAGED;
	if (content === undefined || !manifest || isEncrypted(manifest)) return 'step-aside';
	const meta = await parts.xml('meta.xml');
	if (meta === 'damaged') return DAMAGED;
	const reader = new OdsReader();
	let told = 0;
	const whole = await streamEntry(content, (bytes) => {
		const goesOn = reader.push(bytes);
		if (hooks.onRows && reader.rowsRead >= told + ROWS_STEP) hooks.onRows((told = reader.rowsRead));
		return goesOn;
	});
	if (whole === false) return DAMAGED;
	const sheets = reader.finish();
	if (!Array.isArray(sheets)) return sheets;
	for (const entry of parts.rest()) if (!(await streamEntry(entry, () => true))) return DAMAGED;
	return { sheets, remembered: readRemembered(userDefined(meta ?? undefined)) };
}

function isEncrypted(manifest: XmlElement): boolean {
	return manifest.children.some((entry) => childOf(entry, 'encryption-data') !== undefined);
}

function userDefined(meta: XmlElement | undefined): Map<string, string> {
	const properties = new Map<string, string>();
	for (const { attributes, text } of childrenOf(childOf(meta, 'meta'), 'user-defined')) {
		for (const [name, value] of attributes) if (name.endsWith(':meta:1.0:name')) properties.set(value, text);
	}
	return properties;
}
