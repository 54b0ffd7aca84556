import { crc32 } from './crc-32.ts';
import type { Parts } from './inflate-parts.ts';

const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const VERSION = 20;
const UTF_8_NAMES = 0x0800;
const DEFLATE = 8;
/** 1 January 1980, the first day that a ZIP can tell: the same parts give the same bytes at any time. */
const FIRST_DAY = 0x21;

/** A file of a ZIP with its bytes as they are to stand there: packed by `deflate-raw`, or as they are. */
export interface ZipFile {
	name: string;
	packed: Uint8Array;
	isDeflated: boolean;
	/** Of the bytes before they were packed. */
	crc: number;
	size: number;
}

/** A ZIP of the parts, not packed: what was checked and inflated here is handed on as it is. */
export function writeStoredZip(parts: Parts): Uint8Array<ArrayBuffer> {
	return writeZip(
		[...parts].map(([name, bytes]) => {
			return { name, packed: bytes, isDeflated: false, crc: crc32(bytes), size: bytes.length };
		})
	);
}

export function writeZip(zipFiles: readonly ZipFile[]): Uint8Array<ArrayBuffer> {
	const files = zipFiles.map((file) => ({ ...file, name: new TextEncoder().encode(file.name) }));
	const local = files.reduce((sum, f) => sum + LOCAL_BYTES + f.name.length + f.packed.length, 0);
	const central = files.reduce((sum, f) => sum + CENTRAL_BYTES + f.name.length, 0);
	const zip = new Uint8Array(local + central + END_BYTES);
	const view = new DataView(zip.buffer);
	let at = 0;
	let entryAt = local;
	for (const file of files) {
		const { name, packed } = file;
		const head = { ...file, nameLength: name.length };
		view.setUint32(entryAt, 0x02014b50, true);
		view.setUint16(entryAt + 4, VERSION, true);
		writeHead(view, entryAt + 6, head);
		view.setUint32(entryAt + 42, at, true);
		zip.set(name, entryAt + CENTRAL_BYTES);
		entryAt += CENTRAL_BYTES + name.length;
		view.setUint32(at, 0x04034b50, true);
		writeHead(view, at + 4, head);
		zip.set(name, at + LOCAL_BYTES);
		zip.set(packed, at + LOCAL_BYTES + name.length);
		at += LOCAL_BYTES + name.length + packed.length;
	}
	view.setUint32(entryAt, 0x06054b50, true);
	view.setUint16(entryAt + 8, files.length, true);
	view.setUint16(entryAt + 10, files.length, true);
	view.setUint32(entryAt + 12, central, true);
	view.setUint32(entryAt + 16, local, true);
	return zip;
}

/** The 26 bytes that an entry's two headers have in common. */
function writeHead(view: DataView, at: number, file: Omit<ZipFile, 'name'> & { nameLength: number }): void {
	view.setUint16(at, VERSION, true);
	view.setUint16(at + 2, UTF_8_NAMES, true);
	if (file.isDeflated) view.setUint16(at + 4, DEFLATE, true);
	view.setUint16(at + 8, FIRST_DAY, true);
	view.setUint32(at + 10, file.crc, true);
	view.setUint32(at + 14, file.packed.length, true);
	view.setUint32(at + 18, file.size, true);
	view.setUint16(at + 22, file.nameLength, true);
}
