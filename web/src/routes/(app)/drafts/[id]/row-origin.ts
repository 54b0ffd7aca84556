import type { DraftWorkbook, ReviewRow } from '#lib/drafts/draft.ts';
import { m } from '#lib/paraglide/messages.js';

/** What tells a row from others with its number: nothing is needed, its workbook does, or its sheet is needed too. */
export type RowOrigin = 'line' | 'workbook' | 'sheet';

export function originOf(workbooks: Pick<DraftWorkbook, 'name' | 'rowsRead' | 'updated'>[]): RowOrigin {
	// An export that came back has no rows of its own unless some were added in it.
	const own = workbooks.filter(({ updated, rowsRead }) => updated === undefined || rowsRead > 0);
	if (own.length < 2) return 'line';
	return new Set(own.map(({ name }) => name)).size < own.length ? 'sheet' : 'workbook';
}

/** "spring.xlsx, Monday, row 14", as long as it must be. */
export function wordsOfSource(source: ReviewRow['source'], origin: RowOrigin): string {
	if (!source) return m.draft_row_added();
	const { workbook, sheet } = source;
	const line = String(source.line);
	return origin === 'sheet' && sheet
		? m.draft_row_of_sheet({ workbook, sheet, line })
		: m.draft_row_source({ workbook, line });
}
