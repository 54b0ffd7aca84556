import type { Merge } from '../workbook-read.ts';

const RANGE = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::\$?([A-Z]{1,3})\$?([1-9]\d{0,6}))?$/i;

/** `B5` or `B5:C7`; null for anything else. */
export function readRange(text: string): Merge | null {
	const match = RANGE.exec(text.trim());
	if (match === null) return null;
	const [, column, line, toColumn = column, toLine = line] = match;
	return {
		fromLine: Number(line),
		toLine: Number(toLine),
		fromColumn: columnOf(column!),
		toColumn: columnOf(toColumn!)
	};
}

function columnOf(letters: string): number {
	let column = 0;
	for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
	return column - 1;
}
