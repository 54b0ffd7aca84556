import { crc32 } from './crc-32.ts';
import type { ZipEntry, ZipRefusal } from './zip-directory.ts';

/** The parts of a workbook, inflated and checked, by their name in the ZIP. */
export type Parts = Map<string, Uint8Array>;

/**
 * Inflates every entry, never beyond what it declared, and checks its CRC-32: SheetJS checks nothing, and a flipped bit
 * would silently change or drop cells.
 */
export async function inflateParts(entries: readonly ZipEntry[]): Promise<Parts | ZipRefusal> {
	const parts: Parts = new Map();
	for (const entry of entries) {
		const bytes = entry.deflated ? await inflate(entry) : entry.packed;
		if (bytes === null || crc32(bytes) !== entry.crc) return 'damaged';
		parts.set(entry.name, bytes);
	}
	return parts;
}

async function inflate(entry: ZipEntry): Promise<Uint8Array | null> {
	const bytes = new Uint8Array(entry.size);
	const packed = new Blob([entry.packed as Uint8Array<ArrayBuffer>]);
	const reader = packed.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
	let at = 0;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return at === entry.size ? bytes : null;
			if (at + value.length > entry.size) {
				await reader.cancel();
				return null;
			}
			bytes.set(value, at);
			at += value.length;
		}
	} catch {
		return null;
	}
}
