import type { Column } from '#shared/column/column.ts';
import { titleKey } from '#shared/column/title-key.ts';
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
	/** The draft that was validated, with the columns that its definitions need and no workbook had. */
	draft: Draft;
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
	const needed = neededColumns(
		rules,
		after.changed.map((index) => checked[index]!)
	);
	if (needed.length) return checkRows(withColumns(after.draft, needed), after.rows, against);
	return {
		draft: after.draft,
		rules,
		dateCounts,
		dateOrders,
		checked,
		tableIssues: validateTable(rules, checked)
	};
}

function checkWith(
	dateCounts: DateCounts,
	{ draft, rows }: { draft: Draft; rows: readonly Row[] },
	against: Against
): Checked {
	const { catalog, settings } = against;
	const dateOrders = ordersOf(dateCounts, draft);
	const rules = compileRules(draft.columns, catalog, { ...settings, dateOrders });
	const checked = rows.map((row, index) => judge(rules, row, index));
	const needed = neededColumns(rules, checked);
	if (needed.length) return checkRows(withColumns(draft, needed), rows, against);
	return { draft, rules, dateCounts, dateOrders, checked, tableIssues: validateTable(rules, checked) };
}

/** Titles of required variables without a column: what a row must say needs a place to say it. */
function neededColumns(rules: Rules, checked: readonly JudgedRow[]): string[] {
	const used = new Set(checked.map(({ verdict }) => verdict.definition?.id ?? ''));
	const titles = new Map<string, string>();
	for (const { definition, variables } of rules.definitions.values()) {
		if (!used.has(definition.id)) continue;
		for (const [i, { title, required }] of definition.variables.entries()) {
			if (required && variables[i]!.column < 0 && !titles.has(titleKey(title))) {
				titles.set(titleKey(title), title);
			}
		}
	}
	return [...titles.values()];
}

function withColumns(draft: Draft, titles: readonly string[]): Draft {
	const added = titles.map((title): Column => ({ meaning: 'variable', title }));
	return { ...draft, columns: [...draft.columns, ...added] };
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
