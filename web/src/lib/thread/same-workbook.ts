import { fileDigest } from '../drafts/draft-files.ts';
import type { DraftWorkbook } from '../drafts/draft.ts';
import type { Sheet, WorkbookRead } from '../workbook/workbook-read.ts';
import { readKept } from './choose-in-workbook.ts';
import type { DraftState } from './draft-state.ts';

/**
 * Whether the draft has this workbook in other bytes: Excel writes new ones whenever it saves. What the draft kept is read again
 * only where the two look alike, so that nothing has to be worked out of every workbook.
 */
export async function hasSameWorkbook(
	state: DraftState,
	{ workbook, read }: { workbook: DraftWorkbook; read: WorkbookRead }
): Promise<boolean> {
	for (const other of state.draft.workbooks) {
		if (other.digest !== fileDigest(other.digest) || !looksAlike(workbook, other)) continue;
		const kept = await readKept(state, other);
		if (!('code' in kept) && areSame(read.sheets, kept.sheets)) return true;
	}
	return false;
}

function looksAlike(workbook: DraftWorkbook, other: DraftWorkbook): boolean {
	const { columns, definitionId } = workbook;
	const areColumnsAlike = columns.every(({ title, example }, i) => {
		const beside = other.columns[i];
		return beside?.title === title && beside.example === example;
	});
	if (columns.length !== other.columns.length || !areColumnsAlike) return false;
	if (definitionId !== null) return definitionId === other.definitionId;
	// The same people may get two credentials by two lists that do not say which.
	return workbook.name === other.name || columns.some(({ column }) => column.meaning === 'definition');
}

function areSame(sheets: readonly Sheet[], others: readonly Sheet[]): boolean {
	if (sheets.length !== others.length) return false;
	return sheets.every(({ name, hidden, lines }, i) => {
		const other = others[i]!;
		if (name !== other.name || hidden !== other.hidden || lines.length !== other.lines.length) return false;
		return lines.every((line, l) => JSON.stringify(line) === JSON.stringify(other.lines[l]));
	});
}
