import { type Cell, textOf } from '../row/cell.ts';
import { trimText } from '../row/fold-text.ts';

/**
 * `text` is the number in plain decimal digits. `comma`: a decimal comma was read. `percent`: it was shown as a
 * percentage; `text` is then the number before the sign, `fraction` the hundredth of it. `rounded`: Excel shows `text`, and
 * the cell holds `exact`. `fixes` of an invalid one are numbers that may have been meant; `score`: the first of them is out
 * of so much.
 */
export type NumberReading =
	| {
			kind: 'number';
			text: string;
			comma?: true;
			percent?: { fraction: string };
			rounded?: { exact: string };
	  }
	| { kind: 'invalid'; fixes: string[]; score?: number };

const LONGEST_NUMBER = 40;
/** Beyond it a cell's number says nothing of people, and its digits would not fit. */
const LARGEST = 1e36;
/** Blanks and apostrophes between thousands. */
const GAP = /(?<=\d)[\s'’\u066c](?=\d{3}(?:\D|$))/g;
/** Raised, lowered and circled figures, and fractions. */
const FIGURES_OF_OTHERS = /\p{No}/u;
const PLAIN = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
const COMMA = /^[+-]?\d*,\d+$/;
const ENGLISH_GROUPS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const CONTINENTAL_GROUPS = /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/;
const CONTINENTAL_WHOLE = /^[+-]?\d{1,3}(?:\.\d{3}){2,}$/;

/** Reads a number as people write it in English and French. Never throws; blank text is invalid. */
export function readNumber(cell: Cell): NumberReading {
	const reading = readAny(cell);
	const tooLong = reading.kind === 'number' && reading.text.length > LONGEST_NUMBER;
	return tooLong ? { kind: 'invalid', fixes: [] } : reading;
}

function readAny(cell: Cell): NumberReading {
	if (typeof cell !== 'string' && cell.kind === 'number') {
		if (!(Math.abs(cell.value) < LARGEST)) return { kind: 'invalid', fixes: [] };
		return cell.percent ? percentOf(cell.value * 100) : asShown(cell.value, cell.text);
	}
	if (typeof cell !== 'string') return { kind: 'invalid', fixes: [] };
	const trimmed = trimText(textOf(cell));
	if (trimmed.length > LONGEST_NUMBER) return { kind: 'invalid', fixes: [] };
	// "8²" is an eight with a note, or a square; made plain, it would be 82.
	if (FIGURES_OF_OTHERS.test(trimmed)) return { kind: 'invalid', fixes: [] };
	const text = trimmed.normalize('NFKC').replace(/\u2212/g, '-');
	if (text.endsWith('%')) {
		const shown = readPlain(text.slice(0, -1).trim());
		return shown.kind === 'number' ? percentOf(Number(shown.text)) : shown;
	}
	return readPlain(text);
}

/** Beyond it a difference is more than the digits for which a column was too narrow. */
const SAME = 1e-8;

/** The number that the person sees, where its format leaves one to be seen. */
function asShown(value: number, shown: string): NumberReading {
	const exact = plainDecimal(value);
	const seen = readPlain(trimText(shown).replace(/\u2212/g, '-'));
	if (seen.kind === 'invalid' || seen.text === exact) return { kind: 'number', text: exact };
	const isSame = Math.abs(Number(seen.text) - value) <= SAME * Math.max(1, Math.abs(value));
	if (!isSame) return { kind: 'number', text: seen.text, rounded: { exact } };
	return { kind: 'number', text: seen.text.length < exact.length ? seen.text : exact };
}

function readPlain(text: string): NumberReading {
	const joined = text.replace(GAP, '');
	if (PLAIN.test(joined)) return { kind: 'number', text: tidyDigits(joined) };
	if (ENGLISH_GROUPS.test(joined)) {
		const thousands = tidyDigits(joined.replaceAll(',', ''));
		// "1,234" is a thousand in English and one and a bit in French; "1,234.5" and "1,234,567" are not in doubt.
		const doubtful = /^[+-]?[1-9]\d{0,2},\d{3}$/.test(joined);
		// Nobody writes three zeros behind a decimal comma.
		const decimal = joined.endsWith(',000') ? [] : [tidyDigits(joined.replace(',', '.'))];
		if (doubtful) return { kind: 'invalid', fixes: [thousands, ...decimal] };
		if (!/^[+-]?0/.test(joined)) return { kind: 'number', text: thousands };
	}
	if (COMMA.test(joined)) return { kind: 'number', text: tidyDigits(joined.replace(',', '.')), comma: true };
	if (CONTINENTAL_GROUPS.test(joined)) {
		const text = tidyDigits(joined.replaceAll('.', '').replace(',', '.'));
		return { kind: 'number', text, comma: true };
	}
	if (CONTINENTAL_WHOLE.test(joined)) return { kind: 'number', text: tidyDigits(joined.replaceAll('.', '')) };
	const score = /^(\d+(?:\.\d+)?)\s*(?:\/|out of|sur)\s*(\d+)$/i.exec(joined);
	if (score) return { kind: 'invalid', fixes: [tidyDigits(score[1]!)], score: Number(score[2]) };
	return { kind: 'invalid', fixes: offerNumber(joined) };
}

/** "80 pts", "8h", "about 80": the only number in the text. */
function offerNumber(text: string): string[] {
	const numbers = text.match(/\d+(?:[.,]\d+)?/g) ?? [];
	const clear = numbers.length === 1 && !/\d[.,]\d{3}(?!\d)/.test(text) && !/[-/:]\s*\d/.test(text);
	return clear ? [tidyDigits(numbers[0]!.replace(',', '.'))] : [];
}

function percentOf(shown: number): NumberReading {
	return { kind: 'number', text: plainDecimal(shown), percent: { fraction: plainDecimal(shown / 100) } };
}

/** Without needless zeros and signs; digits beyond a double's are kept. */
function tidyDigits(digits: string): string {
	const negative = digits.startsWith('-');
	const [whole = '', fraction = ''] = digits.replace(/^[+-]/, '').split('.');
	const left = whole.replace(/^0+(?=\d)/, '') || '0';
	const right = fraction.replace(/0+$/, '');
	const tidy = right === '' ? left : `${left}.${right}`;
	return negative && /[1-9]/.test(tidy) ? `-${tidy}` : tidy;
}

/** As Excel shows it: 15 significant digits, which takes away 0.1 + 0.2's tail; never an exponent. */
function plainDecimal(value: number): string {
	if (Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value);
	const rounded = Number(value.toPrecision(15));
	const text = String(rounded);
	if (!text.includes('e')) return tidyDigits(text);
	return Math.abs(rounded) >= 1 ? BigInt(rounded).toString() : tidyDigits(rounded.toFixed(20));
}
