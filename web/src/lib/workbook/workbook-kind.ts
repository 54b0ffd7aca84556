export type WorkbookKind = 'zip' | 'cfb' | 'text' | 'other';

const ZIP_LOCAL = [0x50, 0x4b, 0x03, 0x04];
const ZIP_END = [0x50, 0x4b, 0x05, 0x06];
const CFB = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** Longest tail in which a ZIP's end record can lie: itself and a comment. */
const ZIP_TAIL = 22 + 0xffff;
/** Enough of a file to tell text from bytes. */
const SAMPLE = 64 * 1024;
/** What text-like formats begin with that are no tables: PDF, RTF, PostScript, HTML, XML, SVG, JSON. */
const MARKUP = /^\s*(?:%PDF|%!PS|\{\\rtf|<[!?a-z]|[[{]\s*["{[\]}])/i;

/** What a file is by its bytes. Its name is not believed: people rename files, and programs name them wrongly. */
export function workbookKind(bytes: Uint8Array): WorkbookKind {
	if (startsWith(bytes, CFB)) return 'cfb';
	if (startsWith(bytes, ZIP_LOCAL) || startsWith(bytes, ZIP_END) || hasZipEnd(bytes)) return 'zip';
	const encoding = textEncoding(bytes);
	if (encoding === null) return 'other';
	const start = new TextDecoder(encoding).decode(bytes.subarray(0, SAMPLE));
	return MARKUP.test(start) ? 'other' : 'text';
}

/** How a text's bytes are to be read; null where they are no text. Excel's CSV is in Windows' code page unless it says UTF-8. */
export function textEncoding(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | null {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	for (const byte of bytes.subarray(0, SAMPLE)) {
		if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c) return null;
	}
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return 'utf-8';
	} catch {
		return 'windows-1252';
	}
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
	return magic.every((byte, i) => bytes[i] === byte);
}

/** A ZIP whose first bytes are damaged is still a ZIP, and is then called damaged rather than a stranger. */
function hasZipEnd(bytes: Uint8Array): boolean {
	const tail = bytes.subarray(Math.max(0, bytes.length - ZIP_TAIL));
	for (let i = tail.length - 22; i >= 0; i--) {
		if (ZIP_END.every((byte, j) => tail[i + j] === byte)) return true;
	}
	return false;
}
