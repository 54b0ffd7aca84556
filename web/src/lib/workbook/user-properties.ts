/** The set of properties that a person or a program named, [MS-OLEPS] 2.25.2: d5cdd505-2e9c-101b-9397-08002b2cf9ae. */
const USER_DEFINED = '05d5cdd59c2e1b10939708002b2cf9ae';
const SETS_AT = 24;
/** The sets' ids and places follow their number; there are never more than two. */
const FIRST_SET_AT = 28;
const SET_BYTES = 20;
const MAX_SETS = 2;
const DICTIONARY = 0;
const CODE_PAGE = 1;
const UTF_16 = 1200;
/** Kinds of values: a text in the set's code page, and one in UTF-16. */
const TEXT = 0x1e;
const WIDE_TEXT = 0x1f;
/** Nobody names more, and a flipped bit names four thousand million. */
const MAX_PROPERTIES = 1000;

/**
 * The texts among the properties that an old workbook was given by name, where Office before 2007 keeps what a newer package
 * has in its custom properties. What does not hold together is left out: it is nothing that a sheet shows.
 */
export function readUserProperties(stream: Uint8Array): Map<string, string> {
	const properties = new Map<string, string>();
	try {
		const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
		for (let i = 0; i < Math.min(view.getUint32(SETS_AT, true), MAX_SETS); i++) {
			const at = FIRST_SET_AT + i * SET_BYTES;
			const id = [...stream.subarray(at, at + 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
			if (id === USER_DEFINED) readSet(view, view.getUint32(at + 16, true), properties);
		}
	} catch (error) {
		// Beyond the end of the stream.
		if (!(error instanceof RangeError)) throw error;
	}
	return properties;
}

function readSet(view: DataView, set: number, properties: Map<string, string>): void {
	const places = new Map<number, number>();
	const count = Math.min(view.getUint32(set + 4, true), MAX_PROPERTIES);
	for (let at = set + 8; at < set + 8 + count * 8; at += 8)
		places.set(view.getUint32(at, true), set + view.getUint32(at + 4, true));
	const pageAt = places.get(CODE_PAGE);
	const isWide = pageAt !== undefined && view.getUint16(pageAt + 4, true) === UTF_16;
	let at = places.get(DICTIONARY);
	if (at === undefined) return;
	const names = Math.min(view.getUint32(at, true), MAX_PROPERTIES);
	at += 4;
	for (let i = 0; i < names; i++) {
		const valueAt = places.get(view.getUint32(at, true));
		const length = view.getUint32(at + 4, true) * (isWide ? 2 : 1);
		const name = textAt(view, { at: at + 8, length, isWide });
		at += 8 + (isWide ? Math.ceil(length / 4) * 4 : length);
		const type = valueAt === undefined ? null : view.getUint16(valueAt, true);
		if (type !== TEXT && type !== WIDE_TEXT) continue;
		const size = view.getUint32(valueAt! + 4, true) * (type === WIDE_TEXT ? 2 : 1);
		properties.set(
			name,
			textAt(view, { at: valueAt! + 8, length: size, isWide: isWide || type === WIDE_TEXT })
		);
	}
}

/** To its zero. In a code page only what all of them have is read right, which is all that Sheaf writes. */
function textAt(view: DataView, text: { at: number; length: number; isWide: boolean }): string {
	const bytes = new Uint8Array(view.buffer, view.byteOffset + text.at, text.length);
	return new TextDecoder(text.isWide ? 'utf-16le' : 'windows-1252').decode(bytes).replace(/\0.*$/s, '');
}
