import { hasForeignLetters } from './foreign-letters.ts';
import type { TextPage } from './workbook-read.ts';

/** What Excel calls CSV (MS-DOS), from 0x80 on; browsers do not know it. */
const DOS =
	'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\xad±‗¾¶§÷¸°¨·¹³²■\xa0';
const FIRST_BEYOND_ASCII = 0xf780;
const WINDOWS = 'windows-1252' satisfies TextPage;
/** What else people's programs write that is no Unicode: Excel's CSV (Macintosh), and Windows' in the east of Europe. */
const OTHERS = ['macintosh', 'dos', 'windows-1250', 'windows-1251'] satisfies TextPage[];
/** Enough of a text to tell, from the first line on that is not the same in all pages. */
const SAMPLE = 4 * 1024 * 1024;
const LINE_END = 0x0a;
/** So many implausible spots must vanish for one that is left. */
const CLEARLY = 4;

/**
 * What stands where names have a letter if they are read in the wrong page: a mark within a word, a capital behind a small letter
 * or behind the first, what no page has, Latin letters that are all
 * accented, and two scripts in a word. Dashes and apostrophes may be meant, a turned one before a capital too (O‘Neil).
 */
const IMPLAUSIBLE = new RegExp(
	[
		String.raw`(?<=\p{L})(?![’…·\xad]|‘\p{Lu})[^\0-\x7f\p{L}\p{M}\p{Zs}\p{Pd}](?=\p{L})`,
		String.raw`(?<=\p{L})[‘‚„ˆ˜‹‰](?!\p{L})`,
		String.raw`(?<=\p{Ll}|(?<!\p{L})\p{Lu}(?=.\p{Ll}))(?![\0-\x7f])\p{Lu}`,
		String.raw`ƒ(?=\p{L})|(?<=\p{L})ƒ|[\x80-\x9f]`,
		String.raw`(?:(?![\0-\x7f])\p{Script=Latin}){4,}`,
		String.raw`(?<=\p{Script=Latin})(?!\p{Script=Latin})\p{L}|(?!\p{Script=Latin})\p{L}(?=\p{Script=Latin})`
	].join('|'),
	'gu'
);

/**
 * A text in one byte a letter. Windows' page is believed unless names are implausible in it; null where they are, and none or more
 * than one other would make names of them.
 */
export function decodeOldText(bytes: Uint8Array): { page: TextPage; text: string } | null {
	const page = guessPage(bytes);
	return page === null ? null : { page, text: decodeBy(page, bytes) };
}

function guessPage(bytes: Uint8Array): TextPage | null {
	const from =
		bytes.lastIndexOf(
			LINE_END,
			bytes.findIndex((byte) => byte > 0x7f)
		) + 1;
	const sample = bytes.subarray(from, from + SAMPLE);
	const western = decodeBy(WINDOWS, sample);
	const spots = countSpots(western);
	const asWestern = hasForeignLetters(western) ? null : WINDOWS;
	if (spots === 0) return asWestern;
	const read = OTHERS.map((page) => ({ page, text: decodeBy(page, sample) }));
	// Who writes dots between letters writes them in Windows; elsewhere they are a letter that was misread.
	const counts = read.map(
		({ text }) => countSpots(text) + (text.match(/(?<=\p{L})…(?=\p{L})/gu)?.length ?? 0)
	);
	const fewest = Math.min(...counts);
	if (fewest * CLEARLY > spots) return spots * 2 > countWords(western) ? null : asWestern;
	const best = read.filter((_, i) => counts[i] === fewest);
	return best.every(({ text }) => text === best[0]!.text) ? best[0]!.page : null;
}

function countSpots(text: string): number {
	return text.match(IMPLAUSIBLE)?.length ?? 0;
}

/** Words with something beyond ASCII. */
function countWords(text: string): number {
	return text.split(/[\s,;|]+/).filter((word) => /[^\0-\x7f]/.test(word)).length;
}

function decodeBy(page: string, bytes: Uint8Array): string {
	if (page !== 'dos') return new TextDecoder(page).decode(bytes);
	const text = new TextDecoder('x-user-defined').decode(bytes);
	return text.replace(/[\uf780-\uf7ff]/g, (letter) => DOS[letter.charCodeAt(0) - FIRST_BEYOND_ASCII]!);
}
