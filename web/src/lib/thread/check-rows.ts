import type { Column } from '#shared/column/column.ts';
import { titleKey } from '#shared/column/title-key.ts';
import type { Row } from '#shared/row/row.ts';
import {
	countDateEvidence,
	decideDateOrders,
	recountRow,
	type DateCounts
} from '#shared/validate/column-date-orders.ts';
import { compileRules, type Rules } from '#shared/validate/compile-rules.ts';
import { indexTable, type TableIndex } from '#shared/validate/index-table.ts';
import { validateRow } from '#shared/validate/validate-row.ts';
import type { DateOrder, Draft } from '../drafts/draft.ts';
import type { Changed } from './change.ts';
import type { Against } from './draft-state.ts';
import { refusalOf } from './refused-rows.ts';
import { countRow, makeTally, type Tally, type TalliedRow } from './tally.ts';

/** What validation says of the rows. Derived from them at any time, never stored. */
export interface Checked {
	/** The draft that was validated, with the columns that its definitions need and no workbook had. */
	draft: Draft;
	rules: Rules;
	dateCounts: DateCounts;
	dateOrders: Record<number, DateOrder>;
	/** What only the rows together tell. It changes in place. */
	table: TableIndex;
	/** Each row as it was judged, and all numbers. It changes in place. */
	tally: Tally;
}

/** Validates all rows. */
export function checkRows(draft: Draft, rows: readonly Row[], against: Against): Checked {
	return checkWith(countDateEvidence(draft.columns, against.catalog, rows), { draft, rows }, against);
}

/** Validates the rows that changed, and what the rows tell together; all of them where the dates are now read otherwise. */
export function recheckRows(before: Checked & { rows: Row[] }, after: Changed, against: Against): Checked {
	if (after.draft.columns !== before.draft.columns) return checkRows(after.draft, after.rows, against);
	const dateCounts = structuredClone(before.dateCounts);
	for (const index of after.changed) recountRow(dateCounts, before.rows[index], after.rows[index]!);
	const dateOrders = ordersOf(dateCounts, after.draft);
	if (JSON.stringify(dateOrders) !== JSON.stringify(before.dateOrders)) {
		return checkWith(dateCounts, after, against);
	}
	const { rules, table, tally } = before;
	const judged = new Map(
		after.changed.map((index) => [index, judge(rules, after.rows[index]!, { index, against })])
	);
	const needed = neededColumns(rules, judged.values());
	if (needed.length) return checkRows(withColumns(after.draft, needed), after.rows, against);
	const touched = table.put(judged);
	for (const index of judged.keys()) touched.add(index);
	for (const index of touched) {
		countRow(tally, index, judged.get(index) ?? tally.rows[index]!, table.issues.get(index));
	}
	return { draft: after.draft, rules, dateCounts, dateOrders, table, tally };
}

function checkWith(
	dateCounts: DateCounts,
	{ draft, rows }: { draft: Draft; rows: readonly Row[] },
	against: Against
): Checked {
	const { catalog, settings, history } = against;
	const dateOrders = ordersOf(dateCounts, draft);
	const rules = compileRules(draft.columns, catalog, { ...settings, dateOrders });
	const judged = rows.map((row, index) => judge(rules, row, { index, against }));
	const needed = neededColumns(rules, judged);
	if (needed.length) return checkRows(withColumns(draft, needed), rows, against);
	const table = indexTable(rules, judged, { ...settings, history });
	const tally = makeTally();
	for (let index = 0; index < judged.length; index++) {
		countRow(tally, index, judged[index]!, table.issues.get(index));
	}
	return { draft, rules, dateCounts, dateOrders, table, tally };
}

/** Titles of required variables without a column: what a row must say needs a place to say it. */
function neededColumns(rules: Rules, judged: Iterable<TalliedRow>): string[] {
	const used = new Set<string>();
	for (const { verdict, removed } of judged)
		if (verdict.definition && !removed) used.add(verdict.definition.id);
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

function judge(rules: Rules, row: Row, { index, against }: { index: number; against: Against }): TalliedRow {
	const removed = row.removed === true;
	const verdict = validateRow(rules, row.cells);
	const refusal = refusalOf(against.refused, row);
	return {
		cells: row.cells,
		verdict: refusal.length ? { ...verdict, issues: [...verdict.issues, ...refusal] } : verdict,
		// A removed row takes no part in what the rows tell together either.
		excluded: removed || row.excluded === true,
		removed,
		line: row.source?.line ?? index + 1,
		credentialId: row.credentialId
	};
}
