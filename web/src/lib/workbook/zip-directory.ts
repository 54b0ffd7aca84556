import { MAX_ENTRIES, MAX_ENTRY_BYTES, MAX_INFLATED_BYTES, MAX_RATIO, RATIO_MATTERS_FROM } from './limits.ts';

export interface ZipEntry {
	name: string;
	crc: number;
	deflated: boolean;
	/** Bytes after inflating, as declared. */
	size: number;
	packed: Uint8Array;
}

export type ZipRefusal = 'damaged' | 'encrypted' | 'too-large';

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LOCATOR_64_BYTES = 20;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const NONE_16 = 0xffff;
const NONE_32 = 0xffffffff;
const ENCRYPTED = 1;
const SIZES_FOLLOW = 8;
const STORED = 0;
const DEFLATED = 8;
/** Absolute, on a drive, climbing out of its folder, or cut short by a NUL: no office program writes these. */
const ODD_PATH = /^\/|^[a-z]:|(?:^|\/)\.\.(?:\/|$)|\0/i;

/**
 * The directory of a ZIP, believed only where its two accounts of each entry agree (APPNOTE.TXT 4.3.7 and 4.3.12).
 * A bit that flipped anywhere that matters shows as a disagreement here or in the CRC of the entry.
 */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] | ZipRefusal {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const directory = findDirectory(view);
	if (directory === null) return 'damaged';
	if (directory.count > MAX_ENTRIES) return 'too-large';
	const entries: ZipEntry[] = [];
	const names = new Set<string>();
	let at = directory.start;
	let packedTotal = 0;
	let inflatedTotal = 0;
	for (let i = 0; i < directory.count; i++) {
		const entry = readEntry(bytes, view, at);
		if (entry === null) return 'damaged';
		if (entry === 'encrypted') return 'encrypted';
		// A name in two cases is one part to Excel: two readers would see two workbooks.
		const name = entry.name.toLowerCase();
		if (names.has(name)) return 'damaged';
		names.add(name);
		packedTotal += entry.packed.length;
		inflatedTotal += entry.size;
		if (entry.size > MAX_ENTRY_BYTES || inflatedTotal > MAX_INFLATED_BYTES) return 'too-large';
		if (entry.size > RATIO_MATTERS_FROM && entry.size > entry.packed.length * MAX_RATIO) return 'too-large';
		entries.push(entry);
		at = entry.next;
	}
	// Entries that share bytes would be more than the file itself.
	if (at !== directory.end || packedTotal > bytes.length) return 'damaged';
	return entries;
}

function findDirectory(view: DataView): { start: number; end: number; count: number } | null {
	const last = view.byteLength - END_BYTES;
	for (let at = last; at >= 0 && at >= last - NONE_16; at--) {
		if (view.getUint32(at, true) !== END || at + END_BYTES + view.getUint16(at + 20, true) > view.byteLength)
			continue;
		const count = view.getUint16(at + 10, true);
		const size = view.getUint32(at + 12, true);
		const start = view.getUint32(at + 16, true);
		const disks = view.getUint32(at + 4, true);
		if (count === NONE_16 || size === NONE_32 || start === NONE_32) return findDirectory64(view, at);
		if (disks !== 0 || view.getUint16(at + 8, true) !== count) return null;
		return start + size <= at ? { start, end: start + size, count } : null;
	}
	return null;
}

function findDirectory64(view: DataView, end: number): { start: number; end: number; count: number } | null {
	const locator = end - LOCATOR_64_BYTES;
	if (locator < 0 || view.getUint32(locator, true) !== LOCATOR_64) return null;
	const at = Number(view.getBigUint64(locator + 8, true));
	if (at + 56 > locator || view.getUint32(at, true) !== END_64) return null;
	const count = Number(view.getBigUint64(at + 32, true));
	const size = Number(view.getBigUint64(at + 40, true));
	const start = Number(view.getBigUint64(at + 48, true));
	return start + size <= at ? { start, end: start + size, count } : null;
}

function readEntry(
	bytes: Uint8Array,
	view: DataView,
	at: number
): (ZipEntry & { next: number }) | 'encrypted' | null {
	if (at + CENTRAL_BYTES > bytes.length || view.getUint32(at, true) !== CENTRAL) return null;
	const flags = view.getUint16(at + 8, true);
	const method = view.getUint16(at + 10, true);
	const crc = view.getUint32(at + 16, true);
	const nameEnd = at + CENTRAL_BYTES + view.getUint16(at + 28, true);
	const extraEnd = nameEnd + view.getUint16(at + 30, true);
	const next = extraEnd + view.getUint16(at + 32, true);
	if (next > bytes.length) return null;
	const wide = readWideFields(view, nameEnd, extraEnd, {
		size: view.getUint32(at + 24, true),
		packedSize: view.getUint32(at + 20, true),
		local: view.getUint32(at + 42, true)
	});
	if (wide === null || wide.local + LOCAL_BYTES > bytes.length) return null;
	const { size, packedSize, local } = wide;
	if (view.getUint32(local, true) !== LOCAL) return null;
	if (view.getUint16(local + 6, true) !== flags || view.getUint16(local + 8, true) !== method) return null;
	const localNameEnd = local + LOCAL_BYTES + view.getUint16(local + 26, true);
	const start = localNameEnd + view.getUint16(local + 28, true);
	if (start + packedSize > bytes.length) return null;
	const name = bytes.subarray(at + CENTRAL_BYTES, nameEnd);
	const path = new TextDecoder().decode(name).replaceAll('\\', '/');
	if (ODD_PATH.test(path)) return null;
	if (!sameBytes(name, bytes.subarray(local + LOCAL_BYTES, localNameEnd))) return null;
	const saysHere = !(flags & SIZES_FOLLOW) && view.getUint32(local + 18, true) !== NONE_32;
	if (
		saysHere &&
		(view.getUint32(local + 14, true) !== crc || view.getUint32(local + 18, true) !== packedSize)
	)
		return null;
	if (saysHere && view.getUint32(local + 22, true) !== size) return null;
	if (flags & ENCRYPTED) return 'encrypted';
	if (method !== STORED && method !== DEFLATED) return null;
	if (method === STORED && size !== packedSize) return null;
	return {
		name: path,
		crc,
		deflated: method === DEFLATED,
		size,
		packed: bytes.subarray(start, start + packedSize),
		next
	};
}

/** ZIP64: the numbers that did not fit stand in an extra field, in this order, only those that did not fit (4.5.3). */
function readWideFields(
	view: DataView,
	start: number,
	end: number,
	fields: { size: number; packedSize: number; local: number }
): { size: number; packedSize: number; local: number } | null {
	if (fields.size !== NONE_32 && fields.packedSize !== NONE_32 && fields.local !== NONE_32) return fields;
	for (let at = start; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
		if (view.getUint16(at, true) !== 1) continue;
		const wide = { ...fields };
		let value = at + 4;
		for (const field of ['size', 'packedSize', 'local'] as const) {
			if (fields[field] !== NONE_32) continue;
			if (value + 8 > end) return null;
			wide[field] = Number(view.getBigUint64(value, true));
			value += 8;
		}
		return wide;
	}
	return null;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
