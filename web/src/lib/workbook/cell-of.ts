import type { CellObject } from 'xlsx';
import type { Cell } from '#shared/row/cell.ts';
import { textShownBy } from './format-section.ts';
import { numberCell } from './number-cell.ts';
import type { ShowNumber } from './number-text.ts';

/** Excel's error values by their number in the file format ([MS-XLS] 2.5.10). */
const ERRORS: Record<number, string> = {
	0x00: '#NULL!',
	0x07: '#DIV/0!',
	0x0f: '#VALUE!',
	0x17: '#REF!',
	0x1d: '#NAME?',
	0x24: '#NUM!',
	0x2a: '#N/A',
	0x2b: '#GETTING_DATA'
};
/** An error that is newer than the list. */
const OTHER_ERROR = '#ERROR!';

/** A cell of SheetJS as the person sees it in Excel. */
export function cellOf(cell: CellObject, date1904: boolean, show: ShowNumber): Cell {
	switch (cell.t) {
		case 's':
			return typeof cell.v === 'string' ? shownText(cell.v, String(cell.z ?? '')) : '';
		case 'n':
			return numberCell(cell.v as number, String(cell.z ?? ''), { date1904, show });
		case 'b':
			return { kind: 'boolean', value: Boolean(cell.v) };
		case 'd':
			// Read with UTC, so that the day is the one that was written.
			return { kind: 'date', date: (cell.v as Date).toISOString().slice(0, 10) };
		case 'e':
			return { kind: 'error', text: ERRORS[cell.v as number] ?? OTHER_ERROR };
		case 'z':
			return '';
		default:
			// The library keeps a kind of cell that there is not as it is written.
			return { kind: 'error', text: OTHER_ERROR };
	}
}

function shownText(text: string, format: string): string {
	const show = textShownBy(format);
	return show ? show(text) : text;
}
