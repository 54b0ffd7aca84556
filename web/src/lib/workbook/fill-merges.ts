import type { Line, Merge } from './workbook-read.ts';

/**
 * The lines with what merged cells show: a cell that was merged over several rows stands in each of them, where a file has
 * it only in the first.
 */
export function fillMerges(lines: Line[], merges: readonly Merge[]): Line[] {
	const tall = merges.filter(({ fromLine, toLine }) => toLine > fromLine);
	if (tall.length === 0) return lines;
	const byLine = new Map(lines.map((line, index) => [line.line, index]));
	const filled = lines.slice();
	for (const { fromLine, toLine, fromColumn } of tall) {
		const first = byLine.get(fromLine);
		const content = first === undefined ? undefined : filled[first]!.cells[fromColumn];
		if (content === undefined || content === '') continue;
		for (let line = fromLine + 1; line <= Math.min(toLine, lines.at(-1)!.line); line++) {
			const index = byLine.get(line);
			if (index === undefined) continue;
			const cells = filled[index]!.cells.slice();
			while (cells.length < fromColumn) cells.push('');
			cells[fromColumn] = content;
			filled[index] = { ...filled[index]!, cells };
		}
	}
	return filled;
}
