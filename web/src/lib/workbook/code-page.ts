const HEAD_BYTES = 4;
const CODE_PAGE = 0x42;
const END = 0x0a;
/** Where the first record says its version ([MS-XLS] 2.4.21), and from which on texts are Unicode. */
const VERSION_AT = 5;
const UNICODE_VERSION = 0x06;
const WINDOWS = 'windows-1252';
/** How browsers name the pages that Excel 5 and 95 wrote ([MS-XLS] 2.4.52). Some writers named Unicode's, and wrote Windows'. */
const NAMES: Record<number, string> = {
	367: WINDOWS,
	1200: WINDOWS,
	0x8001: WINDOWS,
	866: 'ibm866',
	874: 'windows-874',
	932: 'shift_jis',
	936: 'gbk',
	949: 'euc-kr',
	950: 'big5',
	10000: 'macintosh',
	0x8000: 'macintosh',
	10007: 'x-mac-cyrillic',
	65001: 'utf-8'
};
const FIRST_WINDOWS = 1250;
const LAST_WINDOWS = 1258;

/** What reads a text of which the library made a character of each byte. */
export type ReadPage = (text: string) => string;

/** How the texts of an old workbook's stream are read; null in a code page that nobody here knows. */
export function pageOf(stream: Uint8Array): ReadPage | null {
	if (stream[VERSION_AT]! >= UNICODE_VERSION) return (text) => text;
	const page = findPage(stream);
	const isWindows = page >= FIRST_WINDOWS && page <= LAST_WINDOWS;
	const name = isWindows ? `windows-${page}` : NAMES[page];
	if (name === undefined) return null;
	const decoder = new TextDecoder(name, { ignoreBOM: true });
	return (text) =>
		/^[\0-\xff]*[\x80-\xff][\0-\xff]*$/.test(text)
			? decoder.decode(Uint8Array.from(text, (byte) => byte.charCodeAt(0)))
			: text;
}

function findPage(stream: Uint8Array): number {
	for (let at = 0; at + HEAD_BYTES < stream.length;) {
		const type = stream[at]! | (stream[at + 1]! << 8);
		if (type === CODE_PAGE) return stream[at + HEAD_BYTES]! | (stream[at + HEAD_BYTES + 1]! << 8);
		if (type === END) break;
		at += HEAD_BYTES + (stream[at + 2]! | (stream[at + 3]! << 8));
	}
	return FIRST_WINDOWS + 2;
}
