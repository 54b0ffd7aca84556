import type { Column } from '#shared/column/column.ts';
import { findHeader } from '#shared/column/match-columns.ts';
import type { Definition } from '#shared/definition/definition.ts';
import type { Line, Sheet } from './workbook-read.ts';

export interface ChosenSheet {
	name: string;
	/** The header's row number, as Excel shows it. */
	headerLine: number;
	/** What each column of the sheet means, from A on. */
	columns: Column[];
	/** The lines under the header. */
	lines: Line[];
}

/**
 * The visible sheet that holds the recipients: the one whose header says the most, before all that there is a Contact and
 * that rows stand under it. Lists and notes in other sheets are so left alone.
 */
export function chooseSheet(
	sheets: readonly Sheet[],
	definitions: readonly Definition[]
): ChosenSheet | 'no-header' | 'no-rows' {
	let best: ChosenSheet | null = null;
	for (const sheet of sheets) {
		if (sheet.hidden) continue;
		const header = findHeader(
			sheet.lines.map((line) => line.cells),
			definitions
		);
		if (header === null) continue;
		const chosen: ChosenSheet = {
			name: sheet.name,
			headerLine: sheet.lines[header.index]!.line,
			columns: header.columns,
			lines: sheet.lines.slice(header.index + 1)
		};
		if (best === null || isBetter(chosen, best)) best = chosen;
	}
	if (best === null) return 'no-header';
	return best.lines.length === 0 ? 'no-rows' : best;
}

function isBetter(one: ChosenSheet, other: ChosenSheet): boolean {
	const a = rank(one);
	const b = rank(other);
	const differs = a.findIndex((value, i) => value !== b[i]);
	return differs !== -1 && a[differs]! > b[differs]!;
}

function rank({ columns, lines }: ChosenSheet): number[] {
	const hasContact = columns.some((column) => column.meaning === 'contact');
	const recognised = columns.filter((column) => column.meaning !== 'ignored').length;
	return [Number(hasContact), Number(lines.length > 0), recognised, lines.length];
}
