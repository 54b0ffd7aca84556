import type { Cell } from '#shared/row/cell.ts';
import { dateCell, partsOfText } from '../date-cell.ts';
import { shownNumber } from './shown-number.ts';

const ERROR = /^(?:#[A-Z0-9/]+[!?]?|Err:\d+)$/i;
const DATE = /^\d{4}-\d{2}-\d{2}(?=$|T)/;
/** What a formula shows that nobody has calculated yet. */
const NOT_CALCULATED = '#ERROR!';

/** A cell by its attributes, without their prefixes, and the text in it, null where it has none; null for one that contradicts itself. */
export function odsCell(attributes: ReadonlyMap<string, string>, shown: string | null): Cell | null {
	const text = shown ?? '';
	const type = attributes.get('value-type');
	const hasFormula = attributes.has('formula');
	if (attributes.get('calcext') === 'error' || (hasFormula && ERROR.test(text))) {
		return { kind: 'error', text: text || NOT_CALCULATED };
	}
	switch (type) {
		case undefined:
			return hasFormula && text === '' ? { kind: 'error', text: NOT_CALCULATED } : text;
		case 'float':
		case 'currency':
		case 'percentage': {
			const written = attributes.get('value') ?? '';
			const value = Number(written);
			return written.trim() === '' || !Number.isFinite(value)
				? null
				: shownNumber(value, shown, type === 'percentage');
		}
		case 'date': {
			const date = DATE.exec(attributes.get('date-value') ?? '')?.[0];
			return date === undefined || !isDay(date) ? text : dateCell(date, partsOfText, text);
		}
		case 'boolean':
			return { kind: 'boolean', value: attributes.get('boolean-value') === 'true' };
		case 'string':
			return shown ?? attributes.get('string-value') ?? '';
		default:
			return text;
	}
}

function isDay(date: string): boolean {
	const ms = Date.parse(`${date}T00:00:00Z`);
	return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}
