import { STATUS_LIST_BITS } from './status-list.ts';

/** A list may be longer than the minimum, but no honest one inflates to more than this. */
const MAX_LIST_BYTES = 16 * 1024 * 1024;

/** `u` + base64url(gzip(bits)) with the bits of `revokedIndexes` set; index 0 is the left-most bit of the first byte. */
export async function encodeStatusList(revokedIndexes: Iterable<number>): Promise<string> {
	const bits = new Uint8Array(STATUS_LIST_BITS / 8);
	for (const index of revokedIndexes) {
		if (!Number.isInteger(index) || index < 0 || index >= STATUS_LIST_BITS) {
			throw new RangeError(`Not an index of a status list: ${index}`);
		}
		bits[index >> 3]! |= 0x80 >> (index & 7);
	}
	const chunks = await readChunks(new Blob([bits]).stream().pipeThrough(new CompressionStream('gzip')));
	return `u${toBase64Url(concatenate(chunks))}`;
}

/**
 * Whether the bit at `index` is set; null if the list cannot be read (not multibase, not gzip, too long) or has no such
 * index.
 */
export async function readStatus(encodedList: string, index: number): Promise<boolean | null> {
	if (!Number.isInteger(index) || index < 0 || encodedList[0] !== 'u') return null;
	const bits = await inflate(encodedList.slice(1));
	if (!bits || bits.length * 8 < STATUS_LIST_BITS || index >= bits.length * 8) return null;
	return (bits[index >> 3]! & (0x80 >> (index & 7))) !== 0;
}

async function inflate(base64Url: string): Promise<Uint8Array | null> {
	try {
		const zipped = fromBase64Url(base64Url);
		return concatenate(
			await readChunks(new Blob([zipped]).stream().pipeThrough(new DecompressionStream('gzip')))
		);
	} catch {
		return null;
	}
}

async function readChunks(stream: ReadableStream<Uint8Array>): Promise<Uint8Array[]> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	const reader = stream.getReader();
	for (let step = await reader.read(); !step.done; step = await reader.read()) {
		length += step.value.length;
		if (length > MAX_LIST_BYTES) {
			await reader.cancel();
			throw new RangeError('The status list is too long');
		}
		chunks.push(step.value);
	}
	return chunks;
}

function concatenate(chunks: Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
	let at = 0;
	for (const chunk of chunks) {
		whole.set(chunk, at);
		at += chunk.length;
	}
	return whole;
}

function toBase64Url(bytes: Uint8Array): string {
	// In pieces: a call takes only so many arguments.
	let text = '';
	for (let at = 0; at < bytes.length; at += 8192) {
		text += String.fromCharCode(...bytes.subarray(at, at + 8192));
	}
	return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
	const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
	return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
