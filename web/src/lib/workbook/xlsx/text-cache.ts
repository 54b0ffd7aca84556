import { readExcelBytes } from './xml-text.ts';

/** A power of two; a sheet's repeated texts (classes, instructors, definitions) are far fewer. */
const SLOTS = 4096;
/** Longer texts hardly repeat. */
const LONGEST = 32;

/** Texts by their bytes: one that a sheet repeats is decoded once and kept once. */
export class TextCache {
	private readonly texts: (string | undefined)[] = new Array<string | undefined>(SLOTS).fill(undefined);
	private readonly lengths = new Uint8Array(SLOTS);
	private readonly bytes = new Uint8Array(SLOTS * LONGEST);

	/** `readExcelBytes`, remembered. */
	read(b: Uint8Array, from: number, to: number): string | null {
		const length = to - from;
		if (length > LONGEST) return readExcelBytes(b, from, to);
		let hash = length;
		for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + b[i]!) | 0;
		const slot = (hash ^ (hash >>> 12)) & (SLOTS - 1);
		const start = slot * LONGEST;
		const known = this.texts[slot];
		if (known !== undefined && this.lengths[slot] === length) {
			let i = 0;
			while (i < length && this.bytes[start + i] === b[from + i]) i++;
			if (i === length) return known;
		}
		const text = readExcelBytes(b, from, to);
		if (text === null) return null;
		this.texts[slot] = text;
		this.lengths[slot] = length;
		for (let i = 0; i < length; i++) this.bytes[start + i] = b[from + i]!;
		return text;
	}
}
