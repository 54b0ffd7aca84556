import type { Variable } from '../definition/definition.ts';
import type { Cell } from '../row/cell.ts';
import { paramsOf, type ValueCell, type ValueRule } from './value-cell.ts';
import { makeError, makeWarning } from './make-issue.ts';
import { readNumber } from './read-number.ts';

/** Short enough to be exact. */
const PLAIN_INTEGER = /^(?:0|[1-9]\d{0,14})$/;

/** What marks are out of; 24 is a day's hours, and no scale. */
const SCALES = [10, 20, 100];

/** Reads a number and holds it against the variable's bounds. */
export function compileNumber({ min = -Infinity, max = Infinity }: Variable): ValueRule {
	const fits = (text: string) => Number(text) >= min && Number(text) <= max;
	return { read, quick: (cell) => readPlainInteger(cell, min, max) };

	function read(value: ValueCell): string {
		const reading = readNumber(value.cell);
		if (reading.kind === 'invalid') {
			const fixes = [...rescale(reading.fixes, reading.score, max), ...reading.fixes].filter(fits);
			value.issues.push(makeError(value.column, 'number-invalid', paramsOf(value), [...new Set(fixes)]));
			return '';
		}
		if (typeof value.cell !== 'string' && value.cell.kind === 'number' && value.cell.lostDigits) {
			value.issues.push(makeWarning(value.column, 'number-lost-digits', paramsOf(value)));
		}
		if (reading.percent) return readPercent(value, reading.text, reading.percent.fraction);
		checkBounds(value, reading.text);
		if (reading.rounded) {
			const { exact } = reading.rounded;
			const fixes = [reading.text, exact].filter(fits);
			const params = { ...paramsOf(value), number: reading.text, exact };
			value.issues.push(makeWarning(value.column, 'number-rounded', params, fixes));
		}
		if (reading.comma && fits(reading.text)) {
			const params = { ...paramsOf(value), number: reading.text };
			value.issues.push(makeWarning(value.column, 'number-decimal-comma', params, [reading.text]));
		}
		return reading.text;
	}

	/** 85 is what was seen; where the variable cannot be 85, 0.85 is what was meant. */
	function readPercent(value: ValueCell, shown: string, fraction: string): string {
		const fixes = [shown, fraction].filter(fits);
		const [number] = fixes;
		if (number === undefined) {
			checkBounds(value, shown);
			return '';
		}
		const params = { ...paramsOf(value), number, shown, fraction };
		value.issues.push(makeWarning(value.column, 'number-percent', params, fixes));
		return number;
	}

	function checkBounds(value: ValueCell, text: string) {
		if (fits(text)) return;
		const [code, limit] =
			Number(text) < min ? (['number-too-low', min] as const) : (['number-too-high', max] as const);
		value.issues.push(makeError(value.column, code, { ...paramsOf(value), limit }));
	}
}

/** "8/10" where marks go up to 100 is 80 more likely than 8. */
function rescale([mark]: readonly string[], score: number | undefined, max: number): string[] {
	if (mark === undefined || !score || Number(mark) > score || !SCALES.includes(max)) return [];
	return [String(Number(((Number(mark) * max) / score).toFixed(2)))];
}

/** A whole number within the bounds, as a cell's number or as digits alone; null for anything else. */
function readPlainInteger(cell: Cell, min: number, max: number): string | null {
	if (typeof cell === 'string') {
		return PLAIN_INTEGER.test(cell) && Number(cell) >= min && Number(cell) <= max ? cell : null;
	}
	if (cell.kind !== 'number' || cell.percent || cell.lostDigits || Object.is(cell.value, -0)) return null;
	if (!Number.isSafeInteger(cell.value) || cell.value < min || cell.value > max) return null;
	const plain = String(cell.value);
	return cell.text === plain ? plain : null;
}
