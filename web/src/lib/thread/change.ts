import type { Cell } from '#shared/row/cell.ts';
import type { Row } from '#shared/row/row.ts';
import type { DateOrder, Draft } from '../drafts/draft.ts';

/** One step of the person, in a form that goes both ways. Rows are named by their index, which never changes. */
export interface Change {
	cells: { row: number; column: number; before: Cell; after: Cell }[];
	excluded: { row: number; before: boolean; after: boolean }[];
	definition?: { digest: string; before: string | null; after: string | null };
	dateOrder?: { column: number; before: DateOrder | undefined; after: DateOrder | undefined };
}

/** A draft and its rows after a change; neither is touched. */
export interface Changed {
	draft: Draft;
	rows: Row[];
	/** Indexes of the rows that changed. */
	changed: number[];
}

/** The same change the other way round. */
export function reverse(change: Change): Change {
	const turn = <T extends { before: unknown; after: unknown }>(step: T): T => ({
		...step,
		before: step.after,
		after: step.before
	});
	return {
		cells: change.cells.map(turn),
		excluded: change.excluded.map(turn),
		...(change.definition ? { definition: turn(change.definition) } : {}),
		...(change.dateOrder ? { dateOrder: turn(change.dateOrder) } : {})
	};
}

export function applyChange(draft: Draft, rows: readonly Row[], change: Change): Changed {
	const after = rows.slice();
	const touched = new Set<number>();
	const own = (index: number): Row => {
		if (!touched.has(index)) after[index] = { ...rows[index]!, cells: rows[index]!.cells.slice() };
		touched.add(index);
		return after[index]!;
	};
	for (const { row, column, after: cell } of change.cells) {
		const { cells } = own(row);
		while (cells.length < column) cells.push('');
		cells[column] = cell;
	}
	for (const step of change.excluded) {
		const row = own(step.row);
		if (step.after) row.excluded = true;
		else delete row.excluded;
	}
	return { draft: applyToDraft(draft, change), rows: after, changed: [...touched].sort((a, b) => a - b) };
}

function applyToDraft(draft: Draft, { definition, dateOrder }: Change): Draft {
	const after = { ...draft };
	if (definition) {
		after.workbooks = draft.workbooks.map((workbook) =>
			workbook.digest === definition.digest ? { ...workbook, definitionId: definition.after } : workbook
		);
	}
	if (dateOrder) {
		const { [dateOrder.column]: _before, ...others } = draft.dateOrders;
		after.dateOrders = dateOrder.after ? { ...others, [dateOrder.column]: dateOrder.after } : others;
	}
	return after;
}
