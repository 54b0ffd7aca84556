import { trimText } from '../row/fold-text.ts';

/** What Windows-1252 makes of the bytes 0x80 to 0x9f; those that it leaves open stay controls. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const MAY_BE_SPOILED = /[^\x00-\x7f]|&[#\w]+;/;
const BEYOND_ASCII = /[^\x00-\x7f]+/g;
/** Read so, letters are none: controls, and signs of phonetics that end on an apostrophe or a dash ("CAFÉ’S"). */
const UNLIKELY = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u0250-\u02ff]/u;
/** One letter of another script alone is chance. */
const LONE = /^[\p{L}\p{M}]$/u;
const LAST_EUROPEAN = 0x17f;
/** Some lists were spoiled twice. */
const ROUNDS = 2;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

const ENTITY = /&(?:#(\d{2,7})|#x([0-9a-f]{2,6})|([a-z]{2,8}\d{0,2}));/gi;
/** From U+00A0 on. */
const LATIN =
	`nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro
	para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave
	Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc
	Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc
	iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`.split(
		/\s+/
	);
const NAMED = new Map([
	...LATIN.map((name, index): [string, string] => [name, String.fromCharCode(0xa0 + index)]),
	...[
		...'amp& lt< gt> quot" apos\' lsquo‘ rsquo’ ldquo“ rdquo” ndash– mdash— hellip… oeligœ OEligŒ scaronš ScaronŠ'.split(
			' '
		)
	].map((pair): [string, string] => [pair.slice(0, -1), pair.slice(-1)])
]);

/**
 * The text as it was before a program took its UTF-8 for Windows-1252 ("ZoÃ«") or wrote it for a web page ("Zo&eacute;");
 * null where neither happened.
 */
export function mendLetters(text: string): string | null {
	if (!MAY_BE_SPOILED.test(text)) return null;
	let mended = text;
	for (let round = 0; round < ROUNDS; round++) {
		mended = mended.replace(BEYOND_ASCII, readAsUtf8).replace(ENTITY, decodeEntity);
	}
	mended = trimText(mended);
	return mended === text || mended === '' ? null : mended;
}

function readAsUtf8(run: string): string {
	const bytes = new Uint8Array(run.length);
	for (let i = 0; i < run.length; i++) {
		const code = run.charCodeAt(i);
		const byte = code < 0x100 ? code : 0x80 + WINDOWS.indexOf(run[i]!);
		if (byte < 0x80) return run;
		bytes[i] = byte;
	}
	try {
		const read = utf8.decode(bytes);
		if (UNLIKELY.test(read)) return run;
		return LONE.test(read) && read.codePointAt(0)! > LAST_EUROPEAN ? run : read;
	} catch {
		return run;
	}
}

function decodeEntity(entity: string, decimal?: string, hex?: string, name?: string): string {
	if (name !== undefined) return NAMED.get(name) ?? entity;
	const code = decimal === undefined ? parseInt(hex!, 16) : Number(decimal);
	const sign = code <= 0x10ffff ? String.fromCodePoint(code) : entity;
	return /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u.test(sign) ? entity : sign;
}
