const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** The chunk that a PNG begins with (its length, always 13, and its name), and the whole one that it ends with. */
const HEADER = [0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
const END = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];
const SHORTEST = SIGNATURE.length + HEADER.length + 8 + END.length;
/** Smaller is no badge; larger would only weigh on the pages and mails that show it. */
const SMALLEST_SIDE = 16;
const LARGEST_SIDE = 1024;

/** Why the bytes are no picture that a badge may have; null where they are one. */
export function findPngFault(bytes: Uint8Array): 'png-needed' | 'image-size' | null {
	const isPng =
		bytes.length >= SHORTEST &&
		standsAt(bytes, 0, [...SIGNATURE, ...HEADER]) &&
		standsAt(bytes, bytes.length - END.length, END);
	if (!isPng) return 'png-needed';
	const view = new DataView(bytes.buffer, bytes.byteOffset + SIGNATURE.length + HEADER.length, 8);
	const sides = [view.getUint32(0), view.getUint32(4)];
	return sides.every((side) => side >= SMALLEST_SIDE && side <= LARGEST_SIDE) ? null : 'image-size';
}

function standsAt(bytes: Uint8Array, at: number, expected: number[]): boolean {
	return expected.every((byte, index) => bytes[at + index] === byte);
}
