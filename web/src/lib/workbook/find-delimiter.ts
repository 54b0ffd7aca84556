import { tightenQuotes } from './tighten-quotes.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Enough of a text to tell, and little enough to look at once for each delimiter. */
const SAMPLE = 64 * 1024;
/** Stands in no text: all of a line is one cell. */
const NONE = '\u0001';

/**
 * What divides a text's cells: what gives most of its records the same number of them. A text in one column may have commas in
 * its prose, and then nothing divides it.
 */
export function findDelimiter(text: string): string {
	let best: string = NONE;
	let bestScore = 0;
	for (const delimiter of DELIMITERS) {
		const widths = recordWidths(tightenQuotes(text.slice(0, SAMPLE), delimiter), delimiter);
		const score = scoreOf(widths) - (delimiter === ',' && isProse(text, widths) ? 1 : 0);
		if (score > bestScore) {
			best = delimiter;
			bestScore = score;
		}
	}
	return best;
}

/** How many records have the usual number of cells; titles count for it, a minority of records does not. */
function scoreOf(widths: readonly number[]): number {
	const counts = new Map<number, number>();
	for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
	const share = Math.max(0, ...counts.values()) / Math.max(widths.length, 1);
	const hasTitles = (widths[0] ?? 1) > 1;
	return hasTitles ? share + 0.25 : share >= 0.5 ? share : 0;
}

/** Under one title, names and sentences have a blank behind each comma. */
function isProse(text: string, widths: readonly number[]): boolean {
	return (widths[0] ?? 1) <= 1 && !/,(?! )/.test(text.slice(0, SAMPLE));
}

/**
 * The number of cells of each record that is not blank. A quote counts only where a cell begins or ends; 0 for a record in
 * which text goes on behind the quote that should end its cell: that is not how this delimiter's cells would be written.
 */
function recordWidths(text: string, delimiter: string): number[] {
	const widths: number[] = [];
	let width = 1;
	let isBlank = true;
	let isStart = true;
	let isBroken = false;
	const end = () => {
		if (!isBlank) widths.push(isBroken ? 0 : width);
		width = 1;
		isBlank = true;
		isStart = true;
		isBroken = false;
	};
	for (let i = 0; i < text.length; i++) {
		const character = text[i]!;
		if (character === '"' && isStart) {
			i = closingQuote(text, i);
			isBroken ||= ![delimiter, '\n', '\r', undefined].includes(text[i + 1]);
			isBlank = false;
			isStart = false;
		} else if (character === delimiter) {
			width += 1;
			isBlank = false;
			isStart = true;
		} else if (character === '\n' || character === '\r') {
			end();
		} else {
			isBlank = false;
			isStart = false;
		}
	}
	end();
	return widths;
}

/** A doubled quote is one that belongs to the text. */
function closingQuote(text: string, open: number): number {
	for (let i = open + 1; i < text.length; i++) {
		if (text[i] !== '"') continue;
		if (text[i + 1] !== '"') return i;
		i += 1;
	}
	return text.length;
}
