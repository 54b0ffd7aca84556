import { SAMPLE, textEncoding } from './text-encoding.ts';

/** What is no workbook that can be read here, by its bytes: each is refused in its own words. */
export type ForeignKind =
	| 'pdf'
	| 'picture'
	| 'lock-file'
	| 'html'
	| 'document'
	| 'old-workbook'
	| 'xml-workbook'
	| 'sylk'
	| 'json'
	| 'archive'
	| 'database'
	| 'vcard'
	| 'calendar'
	| 'mail'
	| 'not-a-workbook';

export type WorkbookKind = 'zip' | 'cfb' | 'text' | ForeignKind;

const ZIP_LOCAL = 'PK\x03\x04';
const ZIP_END = 'PK\x05\x06';
const CFB = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
/** PNG, JPEG, GIF, TIFF in either byte order. */
const PICTURES = ['\x89PNG\r\n\x1a\n', '\xff\xd8\xff', 'GIF87a', 'GIF89a', 'II*\0', 'MM\0*'];
/** WebP, then HEIF and AVIF by their brands, then Windows' bitmap with its header's size. */
const PICTURE_HEAD =
	/^(?:RIFF[^]{4}WEBP|[^]{4}ftyp(?:hei[cfmsx]|hev[cx]|mif1|msf1|avi[fs])|BM[^]{12}[\x0c\x28\x40\x6c\x7c]\0\0\0)/;
/** gzip, 7-Zip, RAR, bzip2, xz. */
const ARCHIVE_HEAD = /^(?:\x1f\x8b\x08|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|BZh[1-9]1AY&SY|\xfd7zXZ\0)/;
/** SQLite, and Access in either age. */
const DATABASE_HEAD = /^(?:SQLite format 3\0|\0\x01\0\0Standard (?:Jet|ACE) DB)/;
/** The first record of a workbook before Excel 5, or of one without the file around it ([MS-XLS] 2.4.21). */
const OLD_WORKBOOK_HEAD = /^\x09[\0\x02\x04\x08][\x04\x06\x08\x10]\0/;
/** A PDF may have other bytes before its head (ISO 32000-1, annex H 3.4.1). */
const PDF_HEAD = '%PDF-';
const PDF_WITHIN = 1024;
/** Longest tail in which a ZIP's end record can lie: itself and a comment. */
const ZIP_TAIL = 22 + 0xffff;
/** What Excel lays beside a workbook that is open: the person's name twice, padded. */
const LOCK_BYTES = 165;
const LOCK_NAME_BYTES = 54;
const LOCK_NAME = /^(?:~\$|\.~lock\.)/;
/** A lock file under its name is never larger. */
const MAX_LOCK_BYTES = 1024;

const HTML = /<(?:!doctype\s+html|html|head|body|meta|title|style|script|link|table|div|center|font)\b/iy;
/** A mail's lines before its text, as far as one that only a mail has, or one that a page with its pictures has too. */
const HEADERS = String.raw`^\s*(?:From .*\r?\n)?(?:[!-9;-~]+:.*\r?\n(?:[ \t].*\r?\n)*)*?`;
const MAIL = new RegExp(
	String.raw`${HEADERS}(?:Message-ID:\s*<|Return-Path:\s*<|Received:\s*(?:from|by)\s|Delivered-To:\s*\S+@|MIME-Version:\s*1)`,
	'i'
);
/** A page with its pictures in one file, as Excel saves it. */
const WEB_ARCHIVE = new RegExp(
	String.raw`${HEADERS}(?:MIME-Version:\s*1.*\r?\n(?:.+\r?\n)*?Content-Type:\s*multipart/related|Snapshot-Content-Location:)`,
	'i'
);
const CARDS = /^\s*BEGIN:VCARD\s/i;
const CALENDAR = /^\s*BEGIN:VCALENDAR\s/i;
const JSON_START = /^\s*[[{]\s*["{[\]}]/;
/** What came before workbooks. */
const SYLK = /^\s*(?:ID;P[A-Z]*(?:;[A-Z]+)*\r?\n[A-Z]+;|TABLE\r?\n0,1\r?\n)/i;
/** A workbook as one XML, as Excel 2003 and LibreOffice write it. */
const XML_WORKBOOK =
	/<(?:\w+:)?Workbook\s[^<>]*urn:schemas-microsoft-com:office:spreadsheet|<office:document\s[^<>]*opendocument\.spreadsheet/;
const SVG = /<svg\b/iy;
const BLANK = /\s*/y;
/** What may stand before a page's or a picture's first element, and how each ends. */
const BEFORE = [
	[/<\?xml/iy, '>'],
	[/<!--/y, '-->'],
	[/<!doctype\s+svg\b/iy, '>']
] as const;
const RTF = /^\s*\{\\rtf/;
/** Where the root of an XML document has begun. */
const MARKUP_HEAD = 8192;
/** What other text-like formats begin with that are no tables: PostScript, XML. */
const MARKUP = /^\s*(?:%!PS|<[!?a-z])/i;
/** By what they begin with, in this order. */
const TEXT_KINDS: readonly [RegExp, WorkbookKind][] = [
	[WEB_ARCHIVE, 'html'],
	[MAIL, 'mail'],
	[RTF, 'document'],
	[CARDS, 'vcard'],
	[CALENDAR, 'calendar'],
	[JSON_START, 'json'],
	[SYLK, 'sylk']
];

/**
 * What a file is by its bytes. Its name is not believed, because people rename files and programs name them wrongly; only a
 * lock file, which may hold anything, is known by it.
 */
export function workbookKind(bytes: Uint8Array, name: string): WorkbookKind {
	const start = latin1(bytes.subarray(0, PDF_WITHIN));
	if (start.startsWith(CFB)) return 'cfb';
	if (isLockFile(bytes, name)) return 'lock-file';
	if (PICTURES.some((head) => start.startsWith(head)) || PICTURE_HEAD.test(start)) return 'picture';
	if (DATABASE_HEAD.test(start)) return 'database';
	if (ARCHIVE_HEAD.test(start)) return 'archive';
	if (OLD_WORKBOOK_HEAD.test(start)) return 'old-workbook';
	if (start.startsWith(ZIP_LOCAL) || start.startsWith(ZIP_END) || hasZipEnd(bytes)) return 'zip';
	if (start.includes(PDF_HEAD)) return 'pdf';
	const sample = bytes.subarray(0, SAMPLE);
	const encoding = textEncoding(sample);
	return encoding === null ? 'not-a-workbook' : kindOfText(new TextDecoder(encoding).decode(sample));
}

function kindOfText(text: string): WorkbookKind {
	const start = findFirstElement(text);
	if (endOf(HTML, text, start) !== -1) return 'html';
	if (endOf(SVG, text, start) !== -1) return 'picture';
	const kind = TEXT_KINDS.find(([head]) => head.test(text))?.[1];
	if (kind !== undefined) return kind;
	if (!MARKUP.test(text)) return 'text';
	return XML_WORKBOOK.test(text.slice(0, MARKUP_HEAD)) ? 'xml-workbook' : 'not-a-workbook';
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
