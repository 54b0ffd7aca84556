import { divideText } from './divide-text.ts';
import { findDelimiter } from './find-delimiter.ts';
import { decodeOldText } from './guess-code-page.ts';
import { textEncoding } from './text-encoding.ts';
import { unwrapLines } from './unwrap-lines.ts';
import type { TextPage } from './workbook-read.ts';

/** Excel's own first line, which names the delimiter and is no row. */
const DELIMITER_LINE = /^sep=(.)\r?\n/i;

/**
 * The rows of a text with delimiters, all cells as they are written: nothing in it is taken for a number or a date. null where
 * its letters cannot be known; `page` is what they were taken for where it is not in Unicode.
 */
export function readText(bytes: Uint8Array): { rows: string[][]; page: TextPage | null } | null {
	const encoding = textEncoding(bytes) ?? 'utf-8';
	if (encoding !== 'windows-1252')
		return { rows: divide(new TextDecoder(encoding).decode(bytes)), page: null };
	const old = decodeOldText(bytes);
	return old && { rows: divide(old.text), page: old.page };
}

function divide(text: string): string[][] {
	const named = DELIMITER_LINE.exec(text);
	const rest = unwrapLines(named ? text.slice(named[0].length) : text);
	return divideText(rest, named?.[1] ?? findDelimiter(rest));
}
