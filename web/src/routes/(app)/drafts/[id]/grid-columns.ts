import type { Column } from '#shared/column/column.ts';
import type { Definition } from '#shared/definition/definition.ts';
import { titleKey } from '#shared/column/title-key.ts';
import type { DraftView, ReviewRow } from '#lib/drafts/draft.ts';
import { dateInWords, expirationInWords } from '#lib/expiration-words.ts';
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

/** As a template's list has them. */
const YES_NO = ['Yes', 'No'];

/** All that a cell may be chosen from, '' where it may stay blank; empty: anything may be written. */
export function optionsOf(column: GridColumn, row: ReviewRow, catalog: Definition[]): string[] {
	if (column.meaning === 'definition')
		return catalog.filter((definition) => !definition.archived).map((definition) => definition.name);
	if (column.meaning !== 'variable') return [];
	const variable = catalog
		.find(({ id }) => id === row.definitionId)
		?.variables.find(({ title }) => titleKey(title) === titleKey(column.title));
	const choices = variable?.type === 'yes-no' ? YES_NO : (variable?.choices ?? []);
	return choices.length && !variable?.required ? ['', ...choices] : choices;
}

/** What the cells of a column may be chosen from, whichever of the draft's definitions their rows are for. */
export function choicesIn(index: number, { draft, totals }: DraftView, catalog: Definition[]): string[] {
	const column = draft.columns[index];
	if (column?.meaning === 'definition')
		return catalog.filter(({ archived }) => !archived).map(({ name }) => name);
	const used = catalog.filter(({ id }) =>
		totals.byDefinition.some(({ definitionId }) => definitionId === id)
	);
	const variables = used.flatMap((definition) =>
		definition.variables.filter(({ title }) => titleKey(title) === titleKey(column?.title ?? ''))
	);
	return [...new Set(variables.flatMap(({ choices = [] }) => choices))];
}

/** The options as a list shows them; a text that is none of them stands first and cannot be chosen again. */
export function listOptions(options: string[], text: string) {
	const listed = [...new Set(options)].map((value) => ({
		value,
		label: value || m.draft_blank(),
		disabled: false
	}));
	return options.includes(text)
		? listed
		: [{ value: text, label: text || m.draft_choose(), disabled: true }, ...listed];
}

/** How a date or an expiration was read, in words; '' where nothing is to be said. */
export function dateRead(column: GridColumn, row: ReviewRow): string {
	if (column.meaning === 'expiration') return row.expiration ? expirationInWords(row.expiration) : '';
	const date = row.understood[column.index];
	return date ? dateInWords(date) : '';
}
