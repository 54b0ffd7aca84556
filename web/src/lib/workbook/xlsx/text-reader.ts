import { decodeUtf8, readXmlText, unescapeExcel } from './xml-text.ts';

/** A power of two; a sheet's repeated texts (classes, instructors, definitions) are far fewer. */
const SLOTS = 4096;
/** Longer texts hardly repeat, and a decoder is no slower for them. */
const LONGEST = 32;

const AMPERSAND = 0x26;
const CARRIAGE_RETURN = 0x0d;
const UNDERSCORE = 0x5f;
const SMALL_X = 0x78;

/** The UTF-16 units of the text that is being read. */
const units = new Uint16Array(LONGEST);

/**
 * Texts of cells from their bytes: as XML has them, and then as Excel reads them. One that repeats is kept once. Short ones
 * are decoded here, because a call of the browser's decoder takes longer than all of their letters.
 */
export class TextReader {
	private readonly known: (string | undefined)[] = new Array<string | undefined>(SLOTS).fill(undefined);
	private readonly knownUnits = new Uint16Array(SLOTS * LONGEST);

	/** null for what is no text. */
	read(b: Uint8Array, from: number, to: number): string | null {
		if (to - from > LONGEST) return readLong(b, from, to);
		const u = units;
		let length = 0;
		let hash = 0;
		for (let i = from; i < to;) {
			const first = b[i]!;
			let unit = first;
			if (first < 0x80) {
				if (first === AMPERSAND || first === CARRIAGE_RETURN) return readLong(b, from, to);
				if (first === UNDERSCORE && b[i + 1] === SMALL_X) return readLong(b, from, to);
				i += 1;
			} else {
				// Two or three bytes, told apart from all that UTF-8 forbids; the rest is for the decoder.
				const second = b[i + 1]! ^ 0x80;
				if (second > 0x3f || first < 0xc2 || first > 0xef) return readLong(b, from, to);
				if (first < 0xe0) {
					unit = ((first & 0x1f) << 6) | second;
					i += 2;
				} else {
					const third = b[i + 2]! ^ 0x80;
					unit = ((first & 0x0f) << 12) | (second << 6) | third;
					if (third > 0x3f || unit < 0x800 || (unit & 0xf800) === 0xd800) return readLong(b, from, to);
					i += 3;
				}
				if (i > to) return null;
			}
			u[length++] = unit;
			hash = (Math.imul(hash, 31) + unit) | 0;
		}
		return this.keep(length, hash);
	}

	private keep(length: number, hash: number): string {
		const slot = (hash ^ (hash >>> 12)) & (SLOTS - 1);
		const start = slot * LONGEST;
		const { knownUnits } = this;
		const known = this.known[slot];
		let i = 0;
		if (known?.length === length) while (i < length && knownUnits[start + i] === units[i]) i++;
		if (known !== undefined && i === length && known.length === length) return known;
		for (i = 0; i < length; i++) knownUnits[start + i] = units[i]!;
		return (this.known[slot] = shortText(length));
	}
}

function readLong(b: Uint8Array, from: number, to: number): string | null {
	const text = decodeUtf8(b, from, to);
	const resolved = text === null ? null : readXmlText(text);
	return resolved === null ? null : unescapeExcel(resolved);
}

const chars = String.fromCharCode;

// One call with all characters: a string that is put together from several is a chain that has to be flattened later.
// prettier-ignore
function shortText(length: number): string {
	const u = units;
	switch (length) {
		case 1: return chars(u[0]!);
		case 2: return chars(u[0]!, u[1]!);
		case 3: return chars(u[0]!, u[1]!, u[2]!);
		case 4: return chars(u[0]!, u[1]!, u[2]!, u[3]!);
		case 5: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!);
		case 6: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!);
		case 7: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!);
		case 8: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!);
		case 9: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!);
		case 10: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!);
		case 11: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!);
		case 12: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!);
		case 13: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!);
		case 14: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!);
		case 15: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!, u[14]!);
		case 16: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!, u[14]!, u[15]!);
		case 17: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!, u[14]!, u[15]!, u[16]!);
		case 18: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!, u[14]!, u[15]!, u[16]!, u[17]!);
		case 19: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!, u[14]!, u[15]!, u[16]!, u[17]!, u[18]!);
		case 20: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!, u[14]!, u[15]!, u[16]!, u[17]!, u[18]!, u[19]!);
		case 21: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!, u[14]!, u[15]!, u[16]!, u[17]!, u[18]!, u[19]!, u[20]!);
		case 22: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!, u[14]!, u[15]!, u[16]!, u[17]!, u[18]!, u[19]!, u[20]!, u[21]!);
		case 23: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!, u[14]!, u[15]!, u[16]!, u[17]!, u[18]!, u[19]!, u[20]!, u[21]!, u[22]!);
		case 24: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!, u[14]!, u[15]!, u[16]!, u[17]!, u[18]!, u[19]!, u[20]!, u[21]!, u[22]!, u[23]!);
		case 25: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!, u[14]!, u[15]!, u[16]!, u[17]!, u[18]!, u[19]!, u[20]!, u[21]!, u[22]!, u[23]!, u[24]!);
		case 26: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!, u[14]!, u[15]!, u[16]!, u[17]!, u[18]!, u[19]!, u[20]!, u[21]!, u[22]!, u[23]!, u[24]!, u[25]!);
		case 27: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!, u[14]!, u[15]!, u[16]!, u[17]!, u[18]!, u[19]!, u[20]!, u[21]!, u[22]!, u[23]!, u[24]!, u[25]!, u[26]!);
		case 28: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!, u[14]!, u[15]!, u[16]!, u[17]!, u[18]!, u[19]!, u[20]!, u[21]!, u[22]!, u[23]!, u[24]!, u[25]!, u[26]!, u[27]!);
		case 29: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!, u[14]!, u[15]!, u[16]!, u[17]!, u[18]!, u[19]!, u[20]!, u[21]!, u[22]!, u[23]!, u[24]!, u[25]!, u[26]!, u[27]!, u[28]!);
		case 30: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!, u[14]!, u[15]!, u[16]!, u[17]!, u[18]!, u[19]!, u[20]!, u[21]!, u[22]!, u[23]!, u[24]!, u[25]!, u[26]!, u[27]!, u[28]!, u[29]!);
		case 31: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!, u[14]!, u[15]!, u[16]!, u[17]!, u[18]!, u[19]!, u[20]!, u[21]!, u[22]!, u[23]!, u[24]!, u[25]!, u[26]!, u[27]!, u[28]!, u[29]!, u[30]!);
		case 32: return chars(u[0]!, u[1]!, u[2]!, u[3]!, u[4]!, u[5]!, u[6]!, u[7]!, u[8]!, u[9]!, u[10]!, u[11]!, u[12]!, u[13]!, u[14]!, u[15]!, u[16]!, u[17]!, u[18]!, u[19]!, u[20]!, u[21]!, u[22]!, u[23]!, u[24]!, u[25]!, u[26]!, u[27]!, u[28]!, u[29]!, u[30]!, u[31]!);
		default: return '';
	}
}
