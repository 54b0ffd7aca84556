import { inflateEntry } from './stream-entry.ts';
import type { ZipEntry, ZipRefusal } from './zip-directory.ts';

/** The parts of a workbook, inflated and checked, by their name in the ZIP. */
export type Parts = Map<string, Uint8Array>;

/** Inflates every entry and checks its size and CRC-32: SheetJS checks nothing, and a flipped bit would silently change or drop cells. */
export async function inflateParts(entries: readonly ZipEntry[]): Promise<Parts | ZipRefusal> {
	const parts: Parts = new Map();
	for (const entry of entries) {
		const bytes = await inflateEntry(entry);
		if (bytes === null) return 'damaged';
		parts.set(entry.name, bytes);
	}
	return parts;
}
