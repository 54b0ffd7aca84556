import { divideText } from './divide-text.ts';
import { findDelimiter } from './find-delimiter.ts';

/** A line that is one quoted cell. */
const WRAPPED = /^"([^"]*(?:""[^"]*)*)"[ \t]*$/;

/**
 * Without the quotes around each whole line, as in `"a,b,""c"""`: some programs write lines so that were divided already. A text
 * in which one line is not such a cell, or in which they do not all divide alike, stays as it is.
 */
export function unwrapLines(text: string): string {
	if (!text.startsWith('"')) return text;
	const lines: string[] = [];
	for (const line of text.split(/\r\n|\r|\n/)) {
		const wrapped = line.trim() === '' ? '' : WRAPPED.exec(line)?.[1];
		if (wrapped === undefined) return text;
		lines.push(wrapped.replaceAll('""', '"'));
	}
	const unwrapped = lines.join('\n');
	const rows = divideText(unwrapped, findDelimiter(unwrapped));
	const widths = rows.filter((row) => row.some((text) => text !== '')).map((row) => row.length);
	const isAlike = widths.every((width) => width > 1 && width === widths[0]);
	return isAlike && widths.length === lines.filter((line) => line !== '').length ? unwrapped : text;
}
