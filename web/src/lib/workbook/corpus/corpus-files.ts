import type { Cell } from '#shared/row/cell.ts';
import type { Merge, Sheet } from '../workbook-read.ts';
import type { Expected, ExpectedSheet } from './corpus-case.ts';
import json from './expected.json';

const urls = import.meta.glob<string>('./workbooks/*', { query: '?url', import: 'default', eager: true });

export const EXPECTED = json as unknown as Record<string, Expected>;
export const FILES = Object.keys(EXPECTED);

export async function fetchWorkbook(file: string): Promise<Uint8Array> {
	const url = urls[`./workbooks/${file}`];
	if (url === undefined) throw new Error(`There is no ${file}.`);
	const response = await fetch(url);
	if (!response.ok) throw new Error(`${file}: ${response.status}`);
	return new Uint8Array(await response.arrayBuffer());
}

/** The sheet as the reader declares it. */
export function fullSheet(expected: ExpectedSheet): Sheet {
	const hidden = new Set(expected.hiddenLines);
	return {
		name: expected.name,
		hidden: expected.hidden ?? false,
		lines: Object.entries(expected.lines).map(([line, cells]) => ({
			line: Number(line),
			cells: cells as Cell[],
			...(hidden.has(Number(line)) ? { hidden: true as const } : {})
		})),
		hiddenColumns: expected.hiddenColumns ?? [],
		filtered: expected.filtered ?? false,
		merges: (expected.merges ?? []).map(mergeOf)
	};
}

/** `A1:C1` with its corners in numbers; the cases stay within columns A to Z. */
function mergeOf(area: string): Merge {
	const match = /^([A-Z])(\d+):([A-Z])(\d+)$/.exec(area);
	if (!match) throw new Error(area);
	const column = (letter: string) => letter.charCodeAt(0) - 65;
	return {
		fromLine: Number(match[2]),
		toLine: Number(match[4]),
		fromColumn: column(match[1]!),
		toColumn: column(match[3]!)
	};
}
