import type { Cell } from '#shared/row/cell.ts';
import { dateCell, partsOfFormat } from './date-cell.ts';
import { formatFor } from './format-section.ts';
import { kindOfFormat } from './number-format.ts';
import { hasLostDigits, numberText, type ShowNumber } from './number-text.ts';
import { dateOfSerial, isFictionalDay } from './serial-date.ts';

/** A number under a number format, as the person sees it in Excel. */
export function numberCell(
	value: number,
	wholeFormat: string,
	{ date1904, show }: { date1904: boolean; show: ShowNumber | null }
): Cell {
	if (!Number.isFinite(value)) return { kind: 'error', text: '#NUM!' };
	const found = formatFor(value, wholeFormat);
	if (found === null) return '';
	const { format, shown, isAlone } = found;
	const kind = kindOfFormat(format);
	if (kind === 'date') {
		const date = dateOfSerial(value, date1904);
		if (date !== null) return dateCell(date, partsOfFormat, format);
		if (isFictionalDay(value, date1904)) return '1900-02-29';
	}
	if (kind === 'time' && value >= 0) return numberText(shown, format, show);
	const isNumber = kind !== 'date' && kind !== 'time';
	const whole = numberText(shown, isNumber ? format : '', show);
	const isZero = shown < 0 && isAlone && isNumber && whole === `-${numberText(0, format, show)}`;
	const text = isZero && hasPlaces(format) ? whole.slice(1) : whole;
	if (text === '') return '';
	return {
		kind: 'number',
		value,
		text,
		...(kind === 'percent' ? { percent: true as const } : {}),
		...(hasLostDigits(value) ? { lostDigits: true as const } : {})
	};
}

/** Excel leaves its own minus out where no other digit than zero is shown, but not of a fraction or of texts alone. */
function hasPlaces(format: string): boolean {
	const places = format.replace(/"[^"]*"|\\./gsu, '');
	return /[0#?]/.test(places) && !places.includes('/');
}
