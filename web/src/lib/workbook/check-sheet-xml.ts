import { readRange } from './xlsx/cell-reference.ts';
import { readBoolean, readIsoDate, readNumber } from './xlsx/cell-values.ts';
import { readXmlText } from './xlsx/xml-text.ts';

const SHEET_ROWS = 1_048_576;
const SHEET_COLUMNS = 16_384;
/** Where a row or cell says its place. */
const PLACE = /<(?:\w+:)?(row|c)\s(?:[^<>]*?\s)?r\s*=\s*["']([^"'<>]*)["']/g;
const SHEET_DATA = /<(?:\w+:)?sheetData(?=[\s/>])/g;
/** An inline text in the place of a value, which the library would leave out. */
const MISPLACED_TEXT = /\st\s*=\s*["']inlineStr["'][^<>]*>\s*<(?:\w+:)?v\s*>/;
/** A cell with its attributes, or a value with what is in it. */
const CELL_OR_VALUE = /<(?:\w+:)?(?:c(\s[^<>]*)?>|v(?:\s[^<>]*)?(?<!\/)>(.*?)<\/(?:\w+:)?v\s*>)/gs;
const TYPE = /\st\s*=\s*["']([^"']*)["']/;
const CDATA = /<!\[CDATA\[(.*?)\]\]>/gs;
/** What the library reads right where a date should be: a day, a time, or both. */
const DATE_OR_TIME = /^(?:(\d{4}-\d{2}-\d{2})(?:$|T(?=\d)))?(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/;
/** What OpenDocument keeps of a cell beside its text. */
const ODS_VALUE = /\soffice:(?:(value)|date-value)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Whether a part of an Office package may be given to the library: it has no DTD, which no part may have (ECMA-376 part 2, 8.1.4)
 * and the library would not follow, names no place beyond the sheet, to which it would count, and has no cells twice, no text that it would lose
 * and no value of which it would take the beginning: `12abc` for 12. True for a part that is no XML.
 */
export function isSoundXml(name: string, bytes: Uint8Array): boolean {
	if (name === 'content.xml') return hasSoundOdsValues(new TextDecoder().decode(bytes));
	if (!/^xl\/.*\.xml$/i.test(name)) return true;
	const xml = new TextDecoder().decode(bytes);
	if (xml.slice(0, 1024).includes('<!DOCTYPE')) return false;
	if ((xml.match(SHEET_DATA) ?? []).length > 1 || MISPLACED_TEXT.test(xml)) return false;
	const cellsAt = xml.search(SHEET_DATA);
	if (cellsAt !== -1 && !hasSoundValues(xml.slice(cellsAt))) return false;
	for (const [, element, place] of xml.matchAll(PLACE)) {
		const range = readRange(element === 'row' ? `A${place}` : place!);
		if (range === null || range.fromLine > SHEET_ROWS || range.fromColumn >= SHEET_COLUMNS) return false;
	}
	return true;
}

function hasSoundValues(xml: string): boolean {
	let type: string | undefined;
	for (const [, attributes, value] of xml.matchAll(CELL_OR_VALUE)) {
		if (value === undefined) type = TYPE.exec(attributes ?? '')?.[1];
		else if (!isSoundValue(type ?? 'n', readXmlText(value.replace(CDATA, '$1'))?.trim())) return false;
	}
	return true;
}

function isSoundValue(type: string, value: string | undefined): boolean {
	if (value === undefined) return false;
	if (value === '') return true;
	switch (type) {
		case 'n':
			return readNumber(value) !== null;
		case 's':
			return /^\d+$/.test(value);
		case 'b':
			return readBoolean(value) !== null;
		case 'd':
			return isDateOrTime(value);
		default:
			return true;
	}
}

function isDateOrTime(value: string): boolean {
	const match = DATE_OR_TIME.exec(value);
	return match !== null && (match[1] === undefined || readIsoDate(match[1]) !== null);
}

function hasSoundOdsValues(xml: string): boolean {
	for (const [, isNumber, double, single] of xml.matchAll(ODS_VALUE)) {
		const value = double ?? single!;
		if (isNumber ? readNumber(value) === null : !isDateOrTime(value)) return false;
	}
	return true;
}
