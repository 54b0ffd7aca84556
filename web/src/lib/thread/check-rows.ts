import type { Row } from '#shared/row/row.ts';
import type { CellIssue } from '#shared/validate/cell-issue.ts';
import {
	countDateEvidence,
	decideDateOrders,
	recountCell,
	type DateCounts
} from '#shared/validate/column-date-orders.ts';
import { compileRules, type Rules } from '#shared/validate/compile-rules.ts';
import { validateRow } from '#shared/validate/validate-row.ts';
import { validateTable, type JudgedRow } from '#shared/validate/validate-table.ts';
import type { DateOrder, Draft } from '../drafts/draft.ts';
import type { Changed } from './change.ts';
import type { Against } from './draft-state.ts';

/** What validation says of the rows. Derived from them at any time, never stored. */
export interface Checked {
	rules: Rules;
	dateCounts: DateCounts;
	dateOrders: Record<number, DateOrder>;
	/** One for each row, in their order. */
	checked: JudgedRow[];
	/** What only the rows together tell, by index. */
	tableIssues: Map<number, CellIssue[]>;
}

/** Validates all rows. */
export function checkRows(draft: Draft, rows: readonly Row[], against: Against): Checked {
	return checkWith(countDateEvidence(draft.columns, against.catalog, rows), { draft, rows }, against);
}

/** Validates the rows that changed, and what the rows tell together; all of them where the dates are now read otherwise. */
export function recheckRows(before: Checked & { rows: Row[] }, after: Changed, against: Against): Checked {
	const dateCounts = structuredClone(before.dateCounts);
	for (const index of after.changed) {
		for (const column of dateCounts.keys()) {
			recountCell(dateCounts, column, {
				from: before.rows[index]!.cells[column],
				to: after.rows[index]!.cells[column]
			});
		}
	}
	const dateOrders = ordersOf(dateCounts, after.draft);
	if (JSON.stringify(dateOrders) !== JSON.stringify(before.dateOrders)) {
		return checkWith(dateCounts, after, against);
	}
	const { rules } = before;
	const checked = before.checked.slice();
	for (const index of after.changed) checked[index] = judge(rules, after.rows[index]!, index);
	return { rules, dateCounts, dateOrders, checked, tableIssues: validateTable(rules, checked) };
}

function checkWith(
	dateCounts: DateCounts,
	{ draft, rows }: { draft: Draft; rows: readonly Row[] },
	{ catalog, settings }: Against
): Checked {
	const dateOrders = ordersOf(dateCounts, draft);
	const rules = compileRules(draft.columns, catalog, { ...settings, dateOrders });
	const checked = rows.map((row, index) => judge(rules, row, index));
	return { rules, dateCounts, dateOrders, checked, tableIssues: validateTable(rules, checked) };
}

/** What the person said goes before what the column's own dates tell. */
function ordersOf(dateCounts: DateCounts, draft: Draft): Record<number, DateOrder> {
	return { ...decideDateOrders(dateCounts), ...draft.dateOrders };
}

function judge(rules: Rules, row: Row, index: number): JudgedRow {
	return {
		cells: row.cells,
		verdict: validateRow(rules, row.cells),
		excluded: row.excluded === true,
		line: row.source?.line ?? index + 1
	};
}
