const ID_BYTES = 16;
/** As much randomness as `getRandomValues` gives at once. */
const DRAWN_BYTES = 65_536;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * Makes random UUIDs (RFC 9562, version 4) from randomness that is drawn for many at once: a hundred thousand rows need two
 * each, and `crypto.randomUUID` takes longer for them than reading the workbook.
 */
export function makeIds(draw: (bytes: Uint8Array<ArrayBuffer>) => void): () => string {
	const bytes = new Uint8Array(DRAWN_BYTES);
	let at = DRAWN_BYTES;
	return () => {
		if (at === DRAWN_BYTES) {
			draw(bytes);
			at = 0;
		}
		const hex = (i: number) => HEX[bytes[at + i]!]!;
		const version = HEX[(bytes[at + 6]! & 0x0f) | 0x40]!;
		const variant = HEX[(bytes[at + 8]! & 0x3f) | 0x80]!;
		const id = `${hex(0)}${hex(1)}${hex(2)}${hex(3)}-${hex(4)}${hex(5)}-${version}${hex(7)}-${variant}${hex(9)}-${hex(10)}${hex(11)}${hex(12)}${hex(13)}${hex(14)}${hex(15)}`;
		// What has become an id is not drawn again from memory.
		bytes.fill(0, at, at + ID_BYTES);
		at += ID_BYTES;
		return id;
	};
}
