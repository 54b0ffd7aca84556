import type { WorkbookRefusal } from '../drafts/draft.ts';

export type WorkbookKind =
	| 'zip'
	| 'cfb'
	| 'text'
	| Extract<
			WorkbookRefusal['code'],
			'pdf' | 'picture' | 'lock-file' | 'html' | 'document' | 'not-a-workbook'
	  >;

const ZIP_LOCAL = 'PK\x03\x04';
const ZIP_END = 'PK\x05\x06';
const CFB = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
/** PNG, JPEG, GIF, TIFF in either byte order. */
const PICTURES = ['\x89PNG\r\n\x1a\n', '\xff\xd8\xff', 'GIF87a', 'GIF89a', 'II*\0', 'MM\0*'];
/** WebP, then HEIF and AVIF by their brands, then Windows' bitmap with its header's size. */
const PICTURE_HEAD =
	/^(?:RIFF[^]{4}WEBP|[^]{4}ftyp(?:hei[cfmsx]|hev[cx]|mif1|msf1|avi[fs])|BM[^]{12}[\x0c\x28\x40\x6c\x7c]\0\0\0)/;
/** A PDF may have other bytes before its head (ISO 32000-1, annex H 3.4.1). */
const PDF_HEAD = '%PDF-';
const PDF_WITHIN = 1024;
/** Longest tail in which a ZIP's end record can lie: itself and a comment. */
const ZIP_TAIL = 22 + 0xffff;
/** Enough of a file to tell text from bytes. */
const SAMPLE = 64 * 1024;
/** What Excel lays beside a workbook that is open: the person's name twice, padded. */
const LOCK_BYTES = 165;
const LOCK_NAME_BYTES = 54;
const LOCK_NAME = /^(?:~\$|\.~lock\.)/;
/** A lock file under its name is never larger. */
const MAX_LOCK_BYTES = 1024;

const HTML = /<(?:!doctype\s+html|html|head|body|meta|title|style|script|link|table|div|center|font)\b/iy;
/** A page with its pictures in one file, as Excel saves it. */
const WEB_ARCHIVE = /^\s*MIME-Version:\s*1\.0\s/i;
const SVG = /<svg\b/iy;
const BLANK = /\s*/y;
/** What may stand before a page's or a picture's first element, and how each ends. */
const BEFORE = [
	[/<\?xml/iy, '>'],
	[/<!--/y, '-->'],
	[/<!doctype\s+svg\b/iy, '>']
] as const;
/** A list has no smaller share of zeros, by its delimiters and line ends alone. */
const UTF_16_ZEROS = 0.05;
/** U+FFFD stands for half a character, which only the end of a sample may be. */
const NO_TEXT = /[\0-\x08\x0b\x0e-\x1f\ufffe\uffff]|\ufffd(?!$)/;
const RTF = /^\s*\{\\rtf/;
/** What text-like formats begin with that are no tables: PostScript, XML, JSON, and what came before workbooks: SYLK, DIF. */
const MARKUP = /^\s*(?:%!PS|<[!?a-z]|[[{]\s*["{[\]}]|ID;P[A-Z]*(?:;[A-Z]+)*\r?\n[A-Z]+;|TABLE\r?\n0,1\r?\n)/i;

/**
 * What a file is by its bytes. Its name is not believed, because people rename files and programs name them wrongly; only a
 * lock file, which may hold anything, is known by it.
 */
export function workbookKind(bytes: Uint8Array, name: string): WorkbookKind {
	const start = latin1(bytes.subarray(0, PDF_WITHIN));
	if (start.startsWith(CFB)) return 'cfb';
	if (isLockFile(bytes, name)) return 'lock-file';
	if (PICTURES.some((head) => start.startsWith(head)) || PICTURE_HEAD.test(start)) return 'picture';
	if (start.startsWith(ZIP_LOCAL) || start.startsWith(ZIP_END) || hasZipEnd(bytes)) return 'zip';
	if (start.includes(PDF_HEAD)) return 'pdf';
	const encoding = textEncoding(bytes.subarray(0, SAMPLE));
	return encoding === null
		? 'not-a-workbook'
		: kindOfText(new TextDecoder(encoding).decode(bytes.subarray(0, SAMPLE)));
}

function kindOfText(text: string): WorkbookKind {
	const start = findFirstElement(text);
	if (endOf(HTML, text, start) !== -1 || WEB_ARCHIVE.test(text)) return 'html';
	if (endOf(SVG, text, start) !== -1) return 'picture';
	if (RTF.test(text)) return 'document';
	return MARKUP.test(text) ? 'not-a-workbook' : 'text';
}

/** Step by step: one pattern for all of it would try every way to divide a row of comments. */
function findFirstElement(text: string): number {
	let at = endOf(BLANK, text, 0);
	for (;;) {
		const before = BEFORE.find(([start]) => endOf(start, text, at) !== -1);
		if (before === undefined) return at;
		const [start, end] = before;
		const ended = text.indexOf(end, endOf(start, text, at));
		if (ended === -1) return at;
		at = endOf(BLANK, text, ended + end.length);
	}
}

/** Where a sticky pattern that matches here ends; -1 where it does not. */
function endOf(pattern: RegExp, text: string, at: number): number {
	pattern.lastIndex = at;
	return pattern.test(text) ? pattern.lastIndex : -1;
}

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

function isLockFile(bytes: Uint8Array, name: string): boolean {
	if (LOCK_NAME.test(name) && bytes.length <= MAX_LOCK_BYTES) return true;
	const length = bytes[0];
	if (bytes.length !== LOCK_BYTES || !length || length >= LOCK_NAME_BYTES) return false;
	// The length stands again before the name's UTF-16.
	return [LOCK_NAME_BYTES, LOCK_NAME_BYTES + 1].some((at) => bytes[at] === length && bytes[at + 1] === 0);
}

/** A ZIP whose first bytes are damaged is still a ZIP, and is then called damaged rather than a stranger. */
function hasZipEnd(bytes: Uint8Array): boolean {
	return latin1(bytes.subarray(Math.max(0, bytes.length - ZIP_TAIL))).includes(ZIP_END);
}

/** One character a byte, whatever the bytes mean. */
function latin1(bytes: Uint8Array): string {
	let text = '';
	const STEP = 8192;
	for (let at = 0; at < bytes.length; at += STEP) {
		text += String.fromCharCode(...bytes.subarray(at, at + STEP));
	}
	return text;
}
