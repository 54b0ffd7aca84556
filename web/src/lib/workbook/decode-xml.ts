/** Enough to hold an XML declaration. */
const HEAD_BYTES = 256;
const DECLARATION = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["'][^>]*\?>/;
const UTF_8 = /^utf-?8$/i;
const UTF_16 = /^(?:utf-?16|ucs-?2|iso-10646-ucs-2)/i;

/** A part's XML in UTF-8, which is all that the library reads; null where its encoding is not known or is not kept to. */
export function decodeXml(name: string, bytes: Uint8Array): Uint8Array | null {
	if (!/\.(?:xml|rels)$/i.test(name)) return bytes;
	const wide = wideEncoding(bytes);
	const head = new TextDecoder(wide ?? 'windows-1252').decode(bytes.subarray(0, HEAD_BYTES));
	const declared = DECLARATION.exec(head)?.[1] ?? 'utf-8';
	// Some programs declare UTF-16 of what they then write in UTF-8.
	const encoding = wide ?? (UTF_16.test(declared) ? 'utf-8' : declared);
	if (UTF_8.test(encoding)) return bytes;
	try {
		const xml = new TextDecoder(encoding, { fatal: true }).decode(bytes);
		return new TextEncoder().encode(xml.replace(DECLARATION, '<?xml version="1.0" encoding="UTF-8"?>'));
	} catch {
		return null;
	}
}

/** By the mark at the start, or by how the first `<` is written. */
function wideEncoding([a, b]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
	if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
	return (a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c) ? 'utf-16be' : null;
}
