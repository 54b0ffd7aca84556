const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REFERENCE = /&(?:#x([0-9a-f]{1,8})|#([0-9]{1,8})|([^;&]*));?/gi;
/** Excel writes what XML cannot hold as `_xHHHH_`, and an underscore that would look like it as `_x005F_` (ST_Xstring). */
const ESCAPE = /_x([0-9a-fA-F]{4})_/g;
const LINE_END = /\r\n?/g;

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
