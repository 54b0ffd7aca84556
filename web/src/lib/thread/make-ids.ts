const ID_BYTES = 16;
const ID_CHARACTERS = 36;
/** As much randomness as `getRandomValues` gives at once. */
const DRAWN_BYTES = 65_536;
const DIGITS = new TextEncoder().encode('0123456789abcdef');
const HYPHEN = 0x2d;
/** Bytes before which a UUID has a hyphen. */
const HYPHENS = new Set([4, 6, 8, 10]);

/**
 * Makes random UUIDs (RFC 9562, version 4) from randomness that is drawn for many at once: a hundred thousand rows need two
 * each, and `crypto.randomUUID` takes longer for them than reading the workbook.
 */
export function makeIds(draw: (bytes: Uint8Array<ArrayBuffer>) => void): () => string {
	const bytes = new Uint8Array(DRAWN_BYTES);
	let ids = '';
	let at = 0;
	return () => {
		if (at === ids.length) {
			draw(bytes);
			ids = writeIds(bytes);
			at = 0;
		}
		const id = ids.slice(at, at + ID_CHARACTERS);
		at += ID_CHARACTERS;
		return id;
	};
}

/** All ids of the drawn bytes, one after the other. */
function writeIds(bytes: Uint8Array): string {
	const written = new Uint8Array((bytes.length / ID_BYTES) * ID_CHARACTERS);
	let at = 0;
	for (let i = 0; i < bytes.length; i++) {
		const place = i % ID_BYTES;
		if (HYPHENS.has(place)) written[at++] = HYPHEN;
		const byte = withMarks(bytes[i]!, place);
		written[at++] = DIGITS[byte >> 4]!;
		written[at++] = DIGITS[byte & 15]!;
	}
	return new TextDecoder().decode(written);
}

/** The version stands in the seventh byte, the variant in the ninth (sections 4.1 and 4.2). */
function withMarks(byte: number, place: number): number {
	if (place === 6) return (byte & 0x0f) | 0x40;
	return place === 8 ? (byte & 0x3f) | 0x80 : byte;
}
