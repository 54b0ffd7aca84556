import { textOf, type Cell } from '#shared/row/cell.ts';
import type { ChangeRefusal } from '../drafts/draft.ts';
import { MAX_CELL_CHARACTERS, MAX_ROWS } from '../workbook/limits.ts';
import type { Change } from './change.ts';
import type { DraftState } from './draft-state.ts';

/** Why a change goes beyond what a draft, and a workbook made of it, can hold; null where it does not. */
export function refuseChange({ draft }: DraftState, { cells, flags, added }: Change): ChangeRefusal | null {
	let rows = draft.rowCount - draft.removedCount;
	let coming = 0;
	for (const { flag, after } of flags) if (flag === 'removed') coming += after ? -1 : 1;
	rows += coming;
	if (coming > 0 && rows > MAX_ROWS) return { code: 'too-many-rows', limit: MAX_ROWS };
	const tooLong =
		cells.some(({ after }) => isTooLong(after)) || added?.rows.some((row) => row.cells.some(isTooLong));
	return tooLong ? { code: 'cell-too-long', limit: MAX_CELL_CHARACTERS } : null;
}

export function isTooLong(cell: Cell): boolean {
	return textOf(cell).length > MAX_CELL_CHARACTERS;
}
