import { type Cell, type NumberCell, textOf } from '#shared/row/cell.ts';
import { escapeText } from './escape-text.ts';
import { DATE, GENERAL, TEXT, type collectStyles, type Shade } from './export-styles.ts';
import { MAX_CELL_CHARACTERS } from './limits.ts';
import { numberCell } from './number-cell.ts';
import { serialOfDate } from './serial-date.ts';

type Styles = ReturnType<typeof collectStyles>;

/** The errors that a workbook may hold; newer ones stand in files as `#VALUE!`, with the rest beside the cell. */
const ERRORS = new Set(['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#GETTING_DATA']);
/** Words, digits and words again, as formats make them; Excel takes 255 characters of a format. */
const SHOWN = /^(-?)([^\d"%]*)(\d{1,100})(?:\.(\d{1,100}))?([^\d"%]*)(%?)$/;

/** A cell of a row's XML that reads as `cell` again: `at` is its place, such as "B7". '' for a blank that is not shaded. */
export function cellXml(at: string, cell: Cell, { styles, shade }: { styles: Styles; shade: Shade }): string {
	const style = (format: string) => styles.styleOf(format, shade) ?? 0;
	if (typeof cell === 'string') {
		if (cell !== '') return textXml(at, cell, style(TEXT));
		return shade === 'plain' ? '' : `<c r="${at}" s="${style(TEXT)}"/>`;
	}
	switch (cell.kind) {
		case 'boolean':
			return `<c r="${at}" s="${style(GENERAL)}" t="b"><v>${cell.value ? 1 : 0}</v></c>`;
		case 'error': {
			return `<c r="${at}" s="${style(GENERAL)}" t="e"><v>${writtenText(cell)}</v></c>`;
		}
		case 'date': {
			const serial = serialOfDate(cell.date);
			if (serial === null) return textXml(at, cell.date, style(TEXT));
			return `<c r="${at}" s="${style(DATE)}"><v>${serial}</v></c>`;
		}
		case 'number': {
			const format = formatOf(cell);
			const numbered = format === null ? null : styles.styleOf(format, shade);
			if (numbered === null) return textXml(at, cell.text, style(TEXT));
			return `<c r="${at}" s="${numbered}"><v>${cell.value}</v></c>`;
		}
	}
}

/** What a cell of the export reads as when it comes back untouched. */
export function writtenText(cell: Cell): string {
	if (typeof cell !== 'string' && cell.kind === 'error') return ERRORS.has(cell.text) ? cell.text : '#VALUE!';
	return textOf(cell).slice(0, MAX_CELL_CHARACTERS);
}

/** A cell of text, whatever it begins with: it is never a formula. */
export function textXml(at: string, text: string, style: number): string {
	const kept = text.length > MAX_CELL_CHARACTERS ? text.slice(0, MAX_CELL_CHARACTERS) : text;
	const space = /^\s|\s$|\s\s|\n/.test(kept) ? ' xml:space="preserve"' : '';
	return `<c r="${at}" s="${style}" t="inlineStr"><is><t${space}>${escapeText(kept)}</t></is></c>`;
}

/** A number format under which the number is seen as its text; null where none was found. */
function formatOf({ value, text, percent }: NumberCell): string | null {
	const isSeen = (format: string) =>
		textOf(numberCell(value, format, { date1904: false, show: null })) === text;
	const plain = percent ? '0%' : GENERAL;
	const isPlain = isSeen(plain);
	if (isPlain && (percent || isGeneralInExcel(value))) return plain;
	const [, , before = '', digits, decimals, after = '', sign = ''] = SHOWN.exec(text) ?? [];
	if (digits === undefined || (sign === '%') !== (percent === true)) return isPlain ? plain : null;
	const quoted = (words: string) => (words === '' ? '' : `"${words}"`);
	const zeros = digits.startsWith('0') ? '0'.repeat(digits.length) : '0';
	const fraction = decimals === undefined ? '' : `.${'0'.repeat(decimals.length)}`;
	const format = quoted(before) + zeros + fraction + quoted(after) + sign;
	// A minus before nothing but zeros stands only where a format says it.
	return [format, `${format};-${format}`].find(isSeen) ?? null;
}

/** Others Excel shows as powers of ten where it is told nothing else. */
function isGeneralInExcel(value: number): boolean {
	return value === 0 || (Math.abs(value) < 1e11 && Math.abs(value) >= 1e-4);
}
