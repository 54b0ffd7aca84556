const AMPERSAND = 0x26;
const HASH = 0x23;
const REFERENCE = /&#(?:x([0-9a-f]+)|([0-9]+));/gi;
const EMPTY_STRING = /<((?:\w+:)?)si\s*\/>/g;
const STRING_WITH_ATTRIBUTES = /<((?:\w+:)?)si\s+[^<>]*[^<>/]>/g;
/** The library makes a cell of each that a link covers: one over the whole sheet would never end. */
const LINK = /<(?:\w+:)?hyperlink\s[^<>]*>/g;
/** The first character that needs two UTF-16 units. */
const ASTRAL = 0x10000;
const LAST_CHARACTER = 0x10ffff;

/**
 * Writes a part's XML in a way that SheetJS 0.20.3 reads right: without empty shared strings (`<si/>` would shift every later
 * string by one), characters above U+FFFF written as references (they would vanish) and links (they make cells).
 */
export function repairXml(name: string, bytes: Uint8Array): Uint8Array {
	const isStrings = /sharedstrings[^/]*\.xml$/i.test(name);
	const isXml = isStrings || /\.xml$/i.test(name);
	const isSheet = /^xl\/worksheets\//i.test(name);
	if (!isXml || !(isStrings || isSheet || hasReference(bytes))) return bytes;
	const before = new TextDecoder().decode(bytes);
	let after = before.replace(REFERENCE, writeAstral);
	if (isStrings) {
		after = after.replace(EMPTY_STRING, '<$1si><$1t></$1t></$1si>').replace(STRING_WITH_ATTRIBUTES, '<$1si>');
	}
	if (isSheet) after = after.replace(LINK, '');
	return after === before ? bytes : new TextEncoder().encode(after);
}

function writeAstral(reference: string, hex: string | undefined, decimal: string | undefined): string {
	const code = hex ? parseInt(hex, 16) : parseInt(decimal!, 10);
	return code >= ASTRAL && code <= LAST_CHARACTER ? String.fromCodePoint(code) : reference;
}

function hasReference(bytes: Uint8Array): boolean {
	for (let at = bytes.indexOf(AMPERSAND); at !== -1; at = bytes.indexOf(AMPERSAND, at + 1)) {
		if (bytes[at + 1] === HASH) return true;
	}
	return false;
}
