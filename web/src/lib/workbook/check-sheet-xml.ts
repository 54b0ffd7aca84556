import { readRange } from './xlsx/cell-reference.ts';

const SHEET_ROWS = 1_048_576;
const SHEET_COLUMNS = 16_384;
/** Where a row or cell says its place. */
const PLACE = /<(?:\w+:)?(row|c)\s(?:[^<>]*?\s)?r\s*=\s*["']([^"'<>]*)["']/g;
const SHEET_DATA = /<(?:\w+:)?sheetData(?=[\s/>])/g;
/** An inline text in the place of a value, which the library would leave out. */
const MISPLACED_TEXT = /\st\s*=\s*["']inlineStr["'][^<>]*>\s*<(?:\w+:)?v\s*>/;

/**
 * Whether a part of an Office package may be given to the library: it has no DTD, which no part may have (ECMA-376 part 2, 8.1.4)
 * and the library would not follow, names no place beyond the sheet, to which it would count, and has no cells twice and no text that it would lose. True for a part that is no XML.
 */
export function isSoundXml(name: string, bytes: Uint8Array): boolean {
	if (!/^xl\/.*\.xml$/i.test(name)) return true;
	const xml = new TextDecoder().decode(bytes);
	if (xml.slice(0, 1024).includes('<!DOCTYPE')) return false;
	if ((xml.match(SHEET_DATA) ?? []).length > 1 || MISPLACED_TEXT.test(xml)) return false;
	for (const [, element, place] of xml.matchAll(PLACE)) {
		const range = readRange(element === 'row' ? `A${place}` : place!);
		if (range === null || range.fromLine > SHEET_ROWS || range.fromColumn >= SHEET_COLUMNS) return false;
	}
	return true;
}
