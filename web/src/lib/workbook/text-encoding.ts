/** Enough of a file to tell text from bytes. */
export const SAMPLE = 64 * 1024;
/** A list has no smaller share of zeros, by its delimiters and line ends alone. */
const UTF_16_ZEROS = 0.05;
/** U+FFFD stands for half a character, which only the end of a sample may be. */
const NO_TEXT = /[\0-\x08\x0b\x0e-\x1f\ufffe\uffff]|\ufffd(?!$)/;

/** How a text's bytes are to be read; null where they are no text. Excel's CSV is in Windows' code page unless it says UTF-8. */
export function textEncoding(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | null {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	const unmarked = unmarkedUtf16(bytes.subarray(0, SAMPLE));
	if (unmarked !== null) return unmarked;
	for (const byte of bytes.subarray(0, SAMPLE)) {
		if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c) return null;
	}
	if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return 'utf-8';
	} catch {
		return isDamagedUtf8(bytes) ? 'utf-8' : 'windows-1252';
	}
}

/** In UTF-16 one byte of each blank, digit and Latin letter is zero, and always the same of the two. */
function unmarkedUtf16(sample: Uint8Array): 'utf-16le' | 'utf-16be' | null {
	let even = 0;
	let odd = 0;
	for (let i = 0; i < sample.length; i++) {
		if (sample[i] !== 0) continue;
		if (i % 2 === 0) even += 1;
		else odd += 1;
	}
	const isLikely = Math.min(even, odd) === 0 && even + odd >= sample.length * UTF_16_ZEROS;
	if (!isLikely || sample.length % 2 === 1) return null;
	const encoding = even > odd ? 'utf-16be' : 'utf-16le';
	return NO_TEXT.test(new TextDecoder(encoding).decode(sample)) ? null : encoding;
}

/** Letters of UTF-8 hardly ever come about by chance: where they are no rarer than wrong bytes, those are damage. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
	const text = new TextDecoder().decode(bytes);
	const wrong = text.match(/\ufffd/g)?.length ?? 0;
	const letters = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
	return letters >= wrong;
}
