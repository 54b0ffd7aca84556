import type { Column } from '../column/column.ts';
import { titleKey } from '../column/title-key.ts';
import type { Definition } from '../definition/definition.ts';
import { type DateOrder, tellOrder, type Told } from '../expiration/date-order.ts';
import type { Cell } from '../row/cell.ts';

/** How many dates of a column in one workbook tell what. */
type Tally = Partial<Record<Told, number>>;

/** What the dates of each column tell, by column index and by the digest of the workbook. */
export type DateCounts = Map<number, Map<string, Tally>>;

/** A row as far as its dates tell something; a removed one tells nothing. */
export interface DatedRow {
	cells: readonly Cell[];
	source?: { digest: string } | null;
	removed?: boolean;
}

const DATE_ORDERS = ['day-first', 'month-first', 'year-first'] as const;

/** Rows that were added by hand follow the others. */
const BY_HAND = '';

/** How each column's dates are meant, where its own unambiguous dates agree. */
export function columnDateOrders(
	columns: readonly Column[],
	definitions: readonly Definition[],
	rows: Iterable<DatedRow>
): Record<number, DateOrder> {
	return decideDateOrders(countDateEvidence(columns, definitions, rows));
}

/** Counts once; after an edit, `recountRow` keeps the counts right without going through the rows again. */
export function countDateEvidence(
	columns: readonly Column[],
	definitions: readonly Definition[],
	rows: Iterable<DatedRow>
): DateCounts {
	const counts: DateCounts = new Map(dateColumns(columns, definitions).map((column) => [column, new Map()]));
	for (const row of rows) addRow(counts, row, 1);
	return counts;
}

/** Takes a row as it was out of the counts and puts it in as it is. */
export function recountRow(counts: DateCounts, from: DatedRow | undefined, to: DatedRow): void {
	if (from) addRow(counts, from, -1);
	addRow(counts, to, 1);
}

function addRow(counts: DateCounts, { cells, source, removed }: DatedRow, times: 1 | -1): void {
	if (removed) return;
	for (const [column, workbooks] of counts) {
		const told = tellOrder(cells[column]);
		if (told === null) continue;
		const workbook = source?.digest ?? BY_HAND;
		let tally = workbooks.get(workbook);
		if (!tally) workbooks.set(workbook, (tally = {}));
		tally[told] = (tally[told] ?? 0) + times;
	}
}

/**
 * The orders that the counts decide: only where all clear dates agree and none speaks against them, and where each workbook
 * with an unclear one has a clear one itself. One office's way of writing says nothing of another's, and a day before the
 * month in 31/12/2028 nothing of where the year stands in 27-12-31.
 */
export function decideDateOrders(counts: DateCounts): Record<number, DateOrder> {
	const orders: Record<number, DateOrder> = {};
	for (const [column, workbooks] of counts) {
		const told = new Set<DateOrder>();
		const against = new Set<DateOrder>();
		let isOpen = false;
		for (const [workbook, tally] of workbooks) {
			const has = (...each: Told[]) => each.some((one) => (tally[one] ?? 0) > 0);
			const clear = DATE_ORDERS.filter((order) => has(order, `dashed-${order}`));
			for (const order of clear) told.add(order);
			for (const order of DATE_ORDERS) if (has(`against-${order}`)) against.add(order);
			if (has('either') && clear.length === 0 && workbook !== BY_HAND) isOpen = true;
			if (has('open-year') && !DATE_ORDERS.some((order) => has(`dashed-${order}`))) isOpen = true;
		}
		const [order, other] = told;
		if (order && !other && !isOpen && !against.has(order)) orders[column] = order;
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
