import type { CellObject } from 'xlsx';
import type { Cell } from '#shared/row/cell.ts';
import { hasLostDigits, kindOfFormat, numberText } from './number-text.ts';
import { dateOfSerial } from './serial-date.ts';

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
export function cellOf(cell: CellObject, date1904: boolean): Cell {
	switch (cell.t) {
		case 's':
			return typeof cell.v === 'string' ? cell.v : '';
		case 'n':
			return numberCell(cell.v as number, String(cell.z ?? ''), date1904);
		case 'b':
			return { kind: 'boolean', value: Boolean(cell.v) };
		case 'd':
			// Read with UTC, so that the day is the one that was written.
			return { kind: 'date', date: (cell.v as Date).toISOString().slice(0, 10) };
		case 'e':
			return { kind: 'error', text: ERRORS[cell.v as number] ?? OTHER_ERROR };
		default:
			return '';
	}
}

function numberCell(value: number, format: string, date1904: boolean): Cell {
	if (!Number.isFinite(value)) return { kind: 'error', text: '#NUM!' };
	const kind = kindOfFormat(format);
	if (kind === 'date') {
		const date = dateOfSerial(value, date1904);
		if (date !== null) return { kind: 'date', date };
	}
	if (kind === 'time' && value >= 0) return numberText(value, format);
	return {
		kind: 'number',
		value,
		text: numberText(value, kind === 'date' || kind === 'time' ? '' : format),
		...(kind === 'percent' ? { percent: true as const } : {}),
		...(hasLostDigits(value) ? { lostDigits: true as const } : {})
	};
}
