const END = 0x0a;
const HEAD_BYTES = 4;

/**
 * Whether the records of an old workbook's stream follow each other to its end ([MS-XLS] 2.1.4). Where one is longer than what is
 * left, the library reads on beyond the end and does not come back.
 */
export function hasWholeRecords(bytes: Uint8Array): boolean {
	let last = -1;
	let at = 0;
	while (at + HEAD_BYTES <= bytes.length) {
		const type = bytes[at]! | (bytes[at + 1]! << 8);
		// Behind the last record the sector may be filled up.
		if (type === 0 && last === END) return true;
		last = type;
		at += HEAD_BYTES + (bytes[at + 2]! | (bytes[at + 3]! << 8));
	}
	return last === END && at <= bytes.length;
}
