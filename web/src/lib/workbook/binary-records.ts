const SHEET_ROWS = 1_048_576;
const SHEET_COLUMNS = 16_384;

/** What must hold of a record that is kept. */
interface Kept {
	/** Where the first of its texts begins, and how many there are, one right behind the other. */
	texts?: { at: number; count: number; firstMayBeNone?: true };
	isSound?(fields: DataView): boolean;
}

const isColumn = (fields: DataView) => fields.getUint32(0, true) < SHEET_COLUMNS;
const cell = (textAt?: number): Kept => ({
	isSound: isColumn,
	...(textAt === undefined ? {} : { texts: { at: textAt, count: 1 } })
});
const PLAIN: Kept = {};

/** The records of a binary workbook that say what its cells are ([MS-XLSB] 2.4), by their numbers. */
const KEPT = new Map<number, Kept>([
	// A sheet: its rows, cells, columns, merged areas and filter.
	[0, { isSound: (fields) => fields.getUint32(0, true) < SHEET_ROWS }],
	...[1, 2, 3, 4, 5, 7, 9, 10, 11].map((type): [number, Kept] => [type, cell()]),
	[6, cell(8)],
	[8, cell(8)],
	[62, cell(9)],
	// Cells that follow the one before them say no column.
	...[12, 13, 14, 15, 16, 18].map((type): [number, Kept] => [type, PLAIN]),
	[17, { texts: { at: 4, count: 1 } }],
	[
		60,
		{ isSound: (fields) => fields.getUint32(0, true) <= fields.getUint32(4, true) && isLastColumn(fields, 4) }
	],
	[148, PLAIN],
	[161, PLAIN],
	[162, PLAIN],
	[176, { isSound: isArea }],
	...[129, 130, 145, 146, 177, 178, 390, 391].map((type): [number, Kept] => [type, PLAIN]),
	// The shared strings.
	...[159, 160].map((type): [number, Kept] => [type, PLAIN]),
	[19, { texts: { at: 1, count: 1 } }],
	// The workbook: its sheets and its date system.
	...[131, 132, 143, 144].map((type): [number, Kept] => [type, PLAIN]),
	[153, { texts: { at: 8, count: 1 } }],
	[156, { texts: { at: 8, count: 2, firstMayBeNone: true } }],
	// The styles: number formats, and which of them a cell has.
	...[278, 279, 615, 616, 617, 618, 626, 627].map((type): [number, Kept] => [type, PLAIN]),
	[44, { texts: { at: 2, count: 1 } }],
	[47, PLAIN]
]);
/** A text that is not there. */
const NO_TEXT = 0xffffffff;

/**
 * A binary part with only the records that are known to be needed, each checked: the library believes every count, and a
 * flipped bit would make it count to four thousand million. null for one that is not sound.
 */
export function keepKnownRecords(bytes: Uint8Array): Uint8Array | null {
	const kept = new Uint8Array(bytes.length);
	let length = 0;
	for (let at = 0; at < bytes.length;) {
		const start = at;
		let type = bytes[at++]!;
		if (type & 0x80) type = (type & 0x7f) | ((bytes[at++]! & 0x7f) << 7);
		let size = 0;
		for (let shift = 0; shift < 28; shift += 7) {
			const byte = bytes[at++]!;
			size |= (byte & 0x7f) << shift;
			if (!(byte & 0x80)) break;
		}
		if (at + size > bytes.length) return null;
		const rule = KEPT.get(type);
		if (rule !== undefined) {
			if (!isSound(rule, new DataView(bytes.buffer, bytes.byteOffset + at, size))) return null;
			kept.set(bytes.subarray(start, at + size), length);
			length += at + size - start;
		}
		at += size;
	}
	return kept.subarray(0, length);
}

function isSound({ texts, isSound }: Kept, fields: DataView): boolean {
	try {
		if (isSound && !isSound(fields)) return false;
		let at = texts?.at ?? 0;
		for (let i = 0; i < (texts?.count ?? 0); i++) {
			// A name that is left out with all that follows it.
			if (at === fields.byteLength) return true;
			const characters = fields.getUint32(at, true);
			const isNone = characters === NO_TEXT && i === 0 && texts?.firstMayBeNone;
			at += 4 + (isNone ? 0 : characters * 2);
			if (at > fields.byteLength) return false;
		}
		return true;
	} catch {
		// Shorter than what it is said to hold.
		return false;
	}
}

function isLastColumn(fields: DataView, at: number): boolean {
	return fields.getUint32(at, true) < SHEET_COLUMNS;
}

function isArea(fields: DataView): boolean {
	const [fromRow, toRow, fromColumn, toColumn] = [0, 4, 8, 12].map((at) => fields.getUint32(at, true));
	return fromRow! <= toRow! && toRow! < SHEET_ROWS && fromColumn! <= toColumn! && isLastColumn(fields, 12);
}
