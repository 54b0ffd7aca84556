import { crc32 } from './crc-32.ts';
import { letMessagesIn } from './let-messages-in.ts';
import type { ZipEntry } from './zip-directory.ts';

/** Packed bytes that are handed over at once, so that what they inflate to never piles up. */
const PACKED_STEP = 32 * 1024;
/** A stored entry is handed on in steps too. */
const STORED_STEP = 64 * 1024;
/** So long the thread may go on without hearing its messages. */
const DEAF_MS = 50;
/** What gzip puts before the deflated bytes (RFC 1952 2.3): no name, no time. */
const GZIP_HEAD = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);

/**
 * Hands the bytes of an entry to `take` as they are inflated, never more than were declared. True at the end means that size
 * and CRC-32 are as declared; what was handed over before counts only then. `take` ends the reading by answering false,
 * which is not damage: the answer is then null.
 */
export async function streamEntry(
	entry: ZipEntry,
	take: (bytes: Uint8Array) => boolean
): Promise<boolean | null> {
	return entry.deflated ? streamDeflated(entry, take) : streamStored(entry, take);
}

/** Wrapped as gzip, so that the browser's own inflater checks CRC and size: in JavaScript that takes as long as inflating. */
async function streamDeflated(
	entry: ZipEntry,
	take: (bytes: Uint8Array) => boolean
): Promise<boolean | null> {
	const stream = new DecompressionStream('gzip');
	const writing = writeGzip(stream.writable.getWriter(), entry);
	const reader = stream.readable.getReader();
	let size = 0;
	let heardAt = performance.now();
	let ended: false | null = false;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return size === entry.size;
			size += value.length;
			if (size > entry.size) break;
			if (!take(value)) {
				ended = null;
				break;
			}
			if (performance.now() - heardAt < DEAF_MS) continue;
			await letMessagesIn();
			heardAt = performance.now();
		}
	} catch {
		return false;
	} finally {
		reader.cancel().catch(() => {});
		await writing;
	}
	return ended;
}

/** Never throws: what is wrong with the bytes comes out at the stream's other end. */
async function writeGzip(writer: WritableStreamDefaultWriter<BufferSource>, entry: ZipEntry): Promise<void> {
	const tail = new DataView(new ArrayBuffer(8));
	tail.setUint32(0, entry.crc, true);
	tail.setUint32(4, entry.size, true);
	const packed = entry.packed as Uint8Array<ArrayBuffer>;
	try {
		await writer.write(GZIP_HEAD);
		for (let at = 0; at < packed.length; at += PACKED_STEP) {
			await writer.write(packed.subarray(at, at + PACKED_STEP));
		}
		await writer.write(tail);
		await writer.close();
	} catch {
		// The reader has heard of it, or has left.
	}
}

async function streamStored(entry: ZipEntry, take: (bytes: Uint8Array) => boolean): Promise<boolean | null> {
	if (crc32(entry.packed) !== entry.crc) return false;
	for (let at = 0; at < entry.packed.length; at += STORED_STEP) {
		if (!take(entry.packed.subarray(at, at + STORED_STEP))) return null;
	}
	return true;
}

/** The whole of an entry, or null where it is damaged. */
export async function inflateEntry(entry: ZipEntry): Promise<Uint8Array | null> {
	if (!entry.deflated) return crc32(entry.packed) === entry.crc ? entry.packed : null;
	const bytes = new Uint8Array(entry.size);
	let at = 0;
	const whole = await streamEntry(entry, (piece) => {
		bytes.set(piece, at);
		at += piece.length;
		return true;
	});
	return whole ? bytes : null;
}
