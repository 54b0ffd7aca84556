import type { WorkbookRefusal } from '../drafts/draft.ts';
import type { Line, Merge } from './workbook-read.ts';

/** Merged areas never overlap, so blanking what they cover takes no more steps than there are cells, and some to begin. */
const STEPS_A_MERGE = 64;

/**
 * Blanks what merged areas cover: Excel keeps it, and shows only the first cell's content. Lines that are then blank go. Refused
 * where areas overlap so much that it would never end.
 */
export function hideCovered(lines: Line[], merges: readonly Merge[]): Line[] | Omit<WorkbookRefusal, 'name'> {
	if (merges.length === 0) return lines;
	let steps = merges.length * STEPS_A_MERGE;
	for (const { cells } of lines) steps += cells.length + 1;
	let isAnyBlank = false;
	for (const merge of merges) {
		for (let i = firstFrom(lines, merge.fromLine); i < lines.length; i++) {
			const { line, cells } = lines[i]!;
			if (line > merge.toLine) break;
			const end = Math.min(merge.toColumn + 1, cells.length);
			const start = line === merge.fromLine ? merge.fromColumn + 1 : merge.fromColumn;
			if ((steps -= Math.max(end - start, 0) + 1) < 0) return { code: 'damaged', params: {} };
			for (let column = start; column < end; column++) cells[column] = '';
			while (cells.at(-1) === '') cells.pop();
			isAnyBlank ||= cells.length === 0;
		}
	}
	return isAnyBlank ? lines.filter(({ cells }) => cells.length > 0) : lines;
}

/** Where the lines from this one on begin. */
function firstFrom(lines: readonly Line[], line: number): number {
	let low = 0;
	let high = lines.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (lines[middle]!.line < line) low = middle + 1;
		else high = middle;
	}
	return low;
}
