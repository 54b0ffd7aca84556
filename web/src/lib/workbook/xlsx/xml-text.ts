const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REFERENCE = /&(?:#x([0-9a-f]{1,8})|#([0-9]{1,8})|([^;&]*));?/gi;
/** Excel writes what XML cannot hold as `_xHHHH_`, and an underscore that would look like it as `_x005F_` (ST_Xstring). */
const ESCAPE = /_x([0-9a-fA-F]{4})_/g;
const LINE_END = /\r\n?/g;
const AMPERSAND = 0x26;
const CARRIAGE_RETURN = 0x0d;
const UNDERSCORE = 0x5f;
const SMALL_X = 0x78;
/** Up to here one call makes the string faster than a decoder does. */
const SHORT = 12;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The text of an element's content or an attribute's value, its references resolved; null where it holds one that XML does
 * not have without a DTD.
 */
export function readXmlText(raw: string): string | null {
	const text = raw.includes('\r') ? raw.replace(LINE_END, '\n') : raw;
	if (!text.includes('&')) return text;
	let isGood = true;
	const resolved = text.replace(REFERENCE, (whole: string, hex?: string, decimal?: string, name?: string) => {
		const character = whole.endsWith(';') ? resolve(hex, decimal, name) : null;
		isGood &&= character !== null;
		return character ?? '';
	});
	return isGood ? resolved : null;
}

function resolve(hex?: string, decimal?: string, name?: string): string | null {
	if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name]! : null;
	const code = hex ? parseInt(hex, 16) : parseInt(decimal!, 10);
	const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
	return isCharacter ? String.fromCodePoint(code) : null;
}

/** A text of XML as Excel reads it. */
export function unescapeExcel(text: string): string {
	if (!text.includes('_x')) return text;
	return text.replace(ESCAPE, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** null for bytes that are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array, from: number, to: number): string | null {
	try {
		return utf8.decode(bytes.subarray(from, to));
	} catch {
		return null;
	}
}

/**
 * The text of a cell or shared string: as XML has it, and then as Excel reads it. Most texts are a few plain letters, and no
 * decoder is called for them.
 */
export function readExcelBytes(b: Uint8Array, from: number, to: number): string | null {
	let isPlain = true;
	let isAscii = true;
	for (let i = from; i < to; i++) {
		const byte = b[i]!;
		if (byte >= 0x80) isAscii = false;
		else if (byte === AMPERSAND || byte === CARRIAGE_RETURN) isPlain = false;
		else if (byte === UNDERSCORE && b[i + 1] === SMALL_X) isPlain = false;
	}
	const text = isAscii && to - from <= SHORT ? shortAscii(b, from, to - from) : decodeUtf8(b, from, to);
	const resolved = isPlain || text === null ? text : readXmlText(text);
	return isPlain || resolved === null ? resolved : unescapeExcel(resolved);
}

const chars = String.fromCharCode;

// One call with all characters: adding them one by one makes a chain of strings that has to be flattened later.
// prettier-ignore
function shortAscii(b: Uint8Array, i: number, length: number): string {
	switch (length) {
		case 0: return '';
		case 1: return chars(b[i]!);
		case 2: return chars(b[i]!, b[i+1]!);
		case 3: return chars(b[i]!, b[i+1]!, b[i+2]!);
		case 4: return chars(b[i]!, b[i+1]!, b[i+2]!, b[i+3]!);
		case 5: return chars(b[i]!, b[i+1]!, b[i+2]!, b[i+3]!, b[i+4]!);
		case 6: return chars(b[i]!, b[i+1]!, b[i+2]!, b[i+3]!, b[i+4]!, b[i+5]!);
		case 7: return chars(b[i]!, b[i+1]!, b[i+2]!, b[i+3]!, b[i+4]!, b[i+5]!, b[i+6]!);
		case 8: return chars(b[i]!, b[i+1]!, b[i+2]!, b[i+3]!, b[i+4]!, b[i+5]!, b[i+6]!, b[i+7]!);
		case 9: return chars(b[i]!, b[i+1]!, b[i+2]!, b[i+3]!, b[i+4]!, b[i+5]!, b[i+6]!, b[i+7]!, b[i+8]!);
		case 10: return chars(b[i]!, b[i+1]!, b[i+2]!, b[i+3]!, b[i+4]!, b[i+5]!, b[i+6]!, b[i+7]!, b[i+8]!, b[i+9]!);
		case 11: return chars(b[i]!, b[i+1]!, b[i+2]!, b[i+3]!, b[i+4]!, b[i+5]!, b[i+6]!, b[i+7]!, b[i+8]!, b[i+9]!, b[i+10]!);
		default: return chars(b[i]!, b[i+1]!, b[i+2]!, b[i+3]!, b[i+4]!, b[i+5]!, b[i+6]!, b[i+7]!, b[i+8]!, b[i+9]!, b[i+10]!, b[i+11]!);
	}
}
