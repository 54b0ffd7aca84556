import type { Cell } from '#shared/row/cell.ts';
import { hasLostDigits, plainNumber } from '../number-text.ts';

/** A number as a spreadsheet groups, counts money, breaks or powers it: that looks different in every language's Excel. */
const NO_TEXT = /\p{Sc}|\dE[+-]?\d|\d\/\d|^#+$|\d[ \u00a0\u202f,.'’]\d{3}(?!\d)/iu;
const ONE_NUMBER = /^\D*?(\d+)(?:([.,])(\d+))?\D*$/;
const TRUE = /^(?:TRUE|VRAI)$/i;
const FALSE = /^(?:FALSE|FAUX)$/i;

/** A number of an OpenDocument sheet, which keeps beside the value what is shown of it. */
export function shownNumber(value: number, shown: string, percent: boolean): Cell {
	if (TRUE.test(shown) && value === 1) return { kind: 'boolean', value: true };
	if (FALSE.test(shown) && value === 0) return { kind: 'boolean', value: false };
	return {
		kind: 'number',
		value,
		text:
			readShown(percent ? value * 100 : value, shown) ??
			(percent ? `${plainNumber(value * 100)}%` : plainNumber(value)),
		...(percent ? { percent: true as const } : {}),
		...(hasLostDigits(value) ? { lostDigits: true as const } : {})
	};
}

/** What is shown where it says the number, as Excel in English writes it; null where only plain digits are safe. */
function readShown(value: number, shown: string): string | null {
	const one = ONE_NUMBER.exec(shown);
	if (one !== null) {
		const [, whole, mark, decimals = ''] = one;
		const isSame =
			Math.abs(Number(`${whole}.${decimals}`) - Math.abs(value)) <= 0.5000001 * 10 ** -decimals.length;
		if (!isSame || NO_TEXT.test(mark ? shown.replace(`${mark}${decimals}`, '') : shown)) return null;
		return mark === ',' ? shown.replace(`,${decimals}`, `.${decimals}`) : shown;
	}
	if (shown.trim() === '' || NO_TEXT.test(shown)) return null;
	const digits = shown.replace(/\D/g, '');
	return digits === '' || Number(digits) === Math.abs(value) ? shown : null;
}
