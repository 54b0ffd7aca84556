import type { Column } from '#shared/column/column.ts';
import type { Definition } from '#shared/definition/definition.ts';
import type { ReviewRow } from '#lib/drafts/draft.ts';
import { m } from '#lib/paraglide/messages.js';

/** A column of the draft as the review shows it; `index` is its place in the draft. */
export interface GridColumn {
	index: number;
	title: string;
	meaning: Column['meaning'];
	widthPx: number;
}

const WIDTHS_PX = {
	definition: 230,
	'first-name': 120,
	'last-name': 130,
	contact: 220,
	expiration: 240,
	variable: 160,
	ignored: 0
} as const;

/** Columns that Sheaf does not use are not shown. A single template has no ID column; its rows all say the same. */
export function gridColumns(columns: Column[]): GridColumn[] {
	return columns.flatMap((column, index) =>
		column.meaning === 'ignored'
			? []
			: [{ index, title: titleOf(column), meaning: column.meaning, widthPx: WIDTHS_PX[column.meaning] }]
	);
}

function titleOf(column: Column): string {
	if (column.title) return column.title;
	return column.meaning === 'definition' ? m.draft_column_definition() : m.draft_column_untitled();
}

/** What a cell may be chosen from while editing; empty: anything may be written. */
export function optionsOf(column: GridColumn, row: ReviewRow, catalog: Definition[]): string[] {
	if (column.meaning === 'definition')
		return catalog.filter((definition) => !definition.archived).map((definition) => definition.name);
	if (column.meaning !== 'variable') return [];
	const definition = catalog.find(({ id }) => id === row.definitionId);
	return definition?.variables.find(({ title }) => title === column.title)?.choices ?? [];
}
