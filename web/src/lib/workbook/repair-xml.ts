const AMPERSAND = 0x26;
const HASH = 0x23;
const REFERENCE = /&#(?:x([0-9a-f]+)|([0-9]+));/gi;
const EMPTY_STRING = /<((?:\w+:)?)si\s*\/>/g;
const STRING_WITH_ATTRIBUTES = /<((?:\w+:)?)si\s+[^<>]*[^<>/]>/g;
/** The library makes a cell of each that a link covers: one over the whole sheet would never end. */
const LINK = /<(?:\w+:)?hyperlink\s[^<>]*>/g;
/** A cell with a formula and without a result, which the library would leave out. */
const NOT_CALCULATED =
	/<((?:\w+:)?)c((?:\s[^<>]*)?)>\s*<\1f(?:\s[^<>]*)?(?:(?<=\/)>|>[^<]*<\/\1f\s*>)(?:\s*<\1v(?:\s*\/>|\s*>\s*<\/\1v\s*>))?\s*<\/\1c\s*>/g;
const CELL_TYPE = /\st\s*=\s*(?:"[^"]*"|'[^']*')/;
/** The first character that needs two UTF-16 units. */
const ASTRAL = 0x10000;
const LAST_CHARACTER = 0x10ffff;

/**
 * Writes a part's XML in a way that SheetJS 0.20.3 reads right: without empty shared strings (`<si/>` would shift every later
 * string by one), characters above U+FFFF written as references (they would vanish), links (they make cells) and formulas without a
 * result (they would be blank).
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
	if (isSheet) after = after.replace(LINK, '').replace(NOT_CALCULATED, writeNotCalculated);
	return after === before ? bytes : new TextEncoder().encode(after);
}

function writeAstral(reference: string, hex: string | undefined, decimal: string | undefined): string {
	const code = hex ? parseInt(hex, 16) : parseInt(decimal!, 10);
	return code >= ASTRAL && code <= LAST_CHARACTER ? String.fromCodePoint(code) : reference;
}

/** As an error that the library does not know; a text without characters is a result. */
function writeNotCalculated(cell: string, prefix: string, attributes: string): string {
	const type = CELL_TYPE.exec(attributes)?.[0] ?? '';
	if (/str/i.test(type)) return cell;
	return `<${prefix}c${attributes.replace(type, '')} t="e"><${prefix}v>#ERROR!</${prefix}v></${prefix}c>`;
}

function hasReference(bytes: Uint8Array): boolean {
	for (let at = bytes.indexOf(AMPERSAND); at !== -1; at = bytes.indexOf(AMPERSAND, at + 1)) {
		if (bytes[at + 1] === HASH) return true;
	}
	return false;
}
