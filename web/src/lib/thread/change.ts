import type { Column } from '#shared/column/column.ts';
import type { Cell } from '#shared/row/cell.ts';
import type { Row } from '#shared/row/row.ts';
import type { DateOrder, Draft, DraftWorkbook } from '../drafts/draft.ts';

/** One step of the person, in a form that goes both ways. Rows are named by their index, which never changes. */
export interface Change {
	cells: CellStep[];
	flags: FlagStep[];
	/** New rows at the draft's end. They come as removed ones, and `flags` brings them in: so undoing needs to know no more. */
	added?: { at: number; rows: Row[] };
	workbooks?: { before: DraftWorkbook[]; after: DraftWorkbook[] };
	columns?: { before: Column[]; after: Column[] };
	dateOrder?: { column: number; before: DateOrder | undefined; after: DateOrder | undefined };
}

export interface CellStep {
	row: number;
	column: number;
	before: Cell;
	after: Cell;
}

export interface FlagStep {
	row: number;
	flag: 'excluded' | 'removed';
	before: boolean;
	after: boolean;
}

/** A draft and its rows after a change; neither is touched. */
export interface Changed {
	draft: Draft;
	rows: Row[];
	/** Indexes of the rows that changed. */
	changed: number[];
}

/** A change of cells alone; null where there are none. */
export function cellChange(cells: CellStep[]): Change | null {
	return cells.length === 0 ? null : { cells, flags: [] };
}

/** The same change the other way round. */
export function reverse(change: Change): Change {
	const turn = <T extends { before: unknown; after: unknown }>(step: T): T => ({
		...step,
		before: step.after,
		after: step.before
	});
	return {
		...change,
		cells: change.cells.map(turn).reverse(),
		flags: change.flags.map(turn),
		...(change.workbooks ? { workbooks: turn(change.workbooks) } : {}),
		...(change.columns ? { columns: turn(change.columns) } : {}),
		...(change.dateOrder ? { dateOrder: turn(change.dateOrder) } : {})
	};
}

export function applyChange(draft: Draft, rows: readonly Row[], change: Change): Changed {
	const { added } = change;
	const after = added && added.at === rows.length ? [...rows, ...added.rows] : rows.slice();
	const touched = new Set<number>();
	const own = (index: number): Row => {
		if (!touched.has(index)) after[index] = { ...after[index]!, cells: after[index]!.cells.slice() };
		touched.add(index);
		return after[index]!;
	};
	for (const { row, column, after: cell } of change.cells) {
		const { cells } = own(row);
		while (cells.length < column) cells.push('');
		cells[column] = cell;
	}
	let removedCount = draft.removedCount + after.length - rows.length;
	for (const step of change.flags) {
		const row = own(step.row);
		if (step.after) row[step.flag] = true;
		else delete row[step.flag];
		if (step.flag === 'removed') removedCount += step.after ? 1 : -1;
	}
	const counted = { ...applyToDraft(draft, change), rowCount: after.length, removedCount };
	return { draft: counted, rows: after, changed: [...touched].sort((a, b) => a - b) };
}

function applyToDraft(draft: Draft, { workbooks, columns, dateOrder }: Change): Draft {
	const after = { ...draft };
	if (workbooks) after.workbooks = workbooks.after;
	if (columns) after.columns = columns.after;
	if (dateOrder) {
		const { [dateOrder.column]: _before, ...others } = draft.dateOrders;
		after.dateOrders = dateOrder.after ? { ...others, [dateOrder.column]: dateOrder.after } : others;
	}
	return after;
}
