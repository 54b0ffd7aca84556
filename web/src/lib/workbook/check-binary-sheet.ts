const SHEET_NAME = /sheet\d*\.bin$/i;
const SHEET_ROWS = 1_048_576;
const SHEET_COLUMNS = 16_384;
/** Cells that the links of a sheet may cover: the library walks over each. */
const MAX_LINKED_CELLS = 1_000_000;

// Records of a sheet and of the shared strings ([MS-XLSB] 2.4), by their numbers.
const ROW = 0;
const FIRST_CELL = 1;
const LAST_CELL = 11;
const COLUMNS = 60;
const RICH_CELL = 62;
const BEGIN_SHEET = 129;
const BEGIN_STRINGS = 159;
const MERGED = 176;
const LINK = 494;
/** Where a record says how many characters follow: formatted, calculated and short texts, rich ones, shared strings. */
const TEXT_AT: Record<number, number> = { 6: 8, 8: 8, 17: 4, 62: 9, 19: 1 };

/**
 * Whether the rows and columns that a binary sheet names are ones that a sheet has, and its texts are as long as they say. The
 * library believes them: a flipped bit would make it count to four thousand million. True for a part that is neither a sheet,
 * nor named like one, nor the shared strings.
 */
export function isSoundBinarySheet(name: string, bytes: Uint8Array): boolean {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let linkedCells = 0;
	for (let at = 0, isFirst = true; at < bytes.length; isFirst = false) {
		let type = bytes[at++]!;
		if (type & 0x80) type = (type & 0x7f) | ((bytes[at++]! & 0x7f) << 7);
		if (isFirst && type !== BEGIN_SHEET && type !== BEGIN_STRINGS) return !SHEET_NAME.test(name);
		let size = 0;
		for (let shift = 0; shift < 28; shift += 7) {
			const byte = bytes[at++]!;
			size |= (byte & 0x7f) << shift;
			if (!(byte & 0x80)) break;
		}
		if (at + size > bytes.length) return false;
		const textAt = TEXT_AT[type];
		if (textAt !== undefined) {
			if (textAt + 4 > size || textAt + 4 + view.getUint32(at + textAt, true) * 2 > size) return false;
		}
		const fields = Math.min(size >> 2, 4);
		const [a = 0, b = 0, c = 0, d = 0] = Array.from({ length: fields }, (_, i) =>
			view.getUint32(at + i * 4, true)
		);
		at += size;
		if (type === ROW && a >= SHEET_ROWS) return false;
		if (((type >= FIRST_CELL && type <= LAST_CELL) || type === RICH_CELL) && a >= SHEET_COLUMNS) return false;
		if (type === COLUMNS && (a > b || b >= SHEET_COLUMNS)) return false;
		if (type !== MERGED && type !== LINK) continue;
		if (a > b || b >= SHEET_ROWS || c > d || d >= SHEET_COLUMNS) return false;
		if (type === LINK) linkedCells += (b - a + 1) * (d - c + 1);
		if (linkedCells > MAX_LINKED_CELLS) return false;
	}
	return true;
}
