import type { Column } from '../column/column.ts';
import { titleKey } from '../column/title-key.ts';
import type { Definition } from '../definition/definition.ts';
import { type DateOrder, dateEvidence } from '../expiration/date-order.ts';
import type { Cell } from '../row/cell.ts';

/** How many cells of a column can be read in one order only, by column index. */
export type DateCounts = Map<number, Record<DateOrder, number>>;

/** How each column's dates are meant, where its own unambiguous dates agree. */
export function columnDateOrders(
	columns: readonly Column[],
	definitions: readonly Definition[],
	rows: Iterable<{ cells: readonly Cell[] }>
): Record<number, DateOrder> {
	return decideDateOrders(countDateEvidence(columns, definitions, rows));
}

/** Counts once; after an edit, `recountCell` keeps the counts right without going through the rows again. */
export function countDateEvidence(
	columns: readonly Column[],
	definitions: readonly Definition[],
	rows: Iterable<{ cells: readonly Cell[] }>
): DateCounts {
	const counts: DateCounts = new Map();
	for (const column of dateColumns(columns, definitions))
		counts.set(column, { 'day-first': 0, 'month-first': 0 });
	for (const { cells } of rows) {
		for (const [column, count] of counts) {
			const evidence = dateEvidence(cells[column]);
			if (evidence !== null) count[evidence]++;
		}
	}
	return counts;
}

/** Takes the cell's old content out of the counts and puts the new one in. */
export function recountCell(counts: DateCounts, column: number, change: { from?: Cell; to?: Cell }) {
	const count = counts.get(column);
	if (!count) return;
	const from = dateEvidence(change.from);
	const to = dateEvidence(change.to);
	if (from !== null) count[from]--;
	if (to !== null) count[to]++;
}

/** The orders that the counts decide: only where all agree. */
export function decideDateOrders(counts: DateCounts): Record<number, DateOrder> {
	const orders: Record<number, DateOrder> = {};
	for (const [column, count] of counts) {
		if (count['day-first'] > 0 && count['month-first'] === 0) orders[column] = 'day-first';
		if (count['month-first'] > 0 && count['day-first'] === 0) orders[column] = 'month-first';
	}
	return orders;
}

/** Indexes of the columns that hold dates: the expiration and every definition's date variables. */
export function dateColumns(columns: readonly Column[], definitions: readonly Definition[]): number[] {
	const dates = new Set(
		definitions.flatMap(({ variables }) =>
			variables.filter((variable) => variable.type === 'date').map((variable) => titleKey(variable.title))
		)
	);
	return columns.flatMap(({ meaning, title }, index) =>
		meaning === 'expiration' || (meaning === 'variable' && dates.has(titleKey(title))) ? [index] : []
	);
}
