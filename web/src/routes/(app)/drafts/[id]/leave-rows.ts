import type { Draft } from '#lib/drafts/draft.ts';
import { loadDraft } from '#lib/drafts/load-draft.ts';
import { storeDraft } from '#lib/drafts/store-draft.ts';
import type { Row } from '#shared/row/row.ts';

/**
 * Puts the rows with these keys into a draft of their own, so that they can be put right while the others are issued. They
 * keep their keys and credential ids: whatever happens to either draft, a row becomes one credential at most.
 */
export async function leaveRows(
	draftId: string,
	keys: ReadonlySet<string>,
	rest: Pick<Draft, 'id' | 'label' | 'updatedAt'>
): Promise<void> {
	const loaded = await loadDraft(draftId);
	if (!loaded) throw new Error('The draft is gone.');
	const rows = inPlace(loaded.rows)
		.filter(({ key }) => keys.has(key))
		.map(({ excluded: _, place: __, ...row }): Row => row);
	// The batch that it once was is that of the rows that go.
	const { lastBatchId: _, ...own } = loaded.draft;
	const draft: Draft = {
		...own,
		...rest,
		createdAt: rest.updatedAt,
		workbooks: workbooksOf(loaded.draft, rows),
		rowCount: rows.length,
		removedCount: 0,
		batchId: null
	};
	const changed = rows.map((_, index) => index);
	await storeDraft({ isNew: true, draft, rows, changed, storedRows: 0, edited: new Set() });
}

/** In the order in which they are shown: one that was added stands between those that were there before it. */
function inPlace(rows: Row[]): Row[] {
	const placed = rows.map((row, index) => ({ row, place: row.place ?? index }));
	return placed.sort((a, b) => a.place - b.place).map(({ row }) => row);
}

/**
 * Of each workbook only some rows are left, so that it cannot be read anew: that would bring back what was issued. What an
 * export did to the other rows is told of the draft that has them.
 */
function workbooksOf(draft: Draft, rows: Row[]): Draft['workbooks'] {
	return draft.workbooks
		.map(({ updated: _, cameBack: __, ...workbook }) => {
			const rowsRead = rows.filter(({ source }) => source?.digest === workbook.digest).length;
			return { ...workbook, rowsRead, columns: [], sheets: [] };
		})
		.filter(({ rowsRead }) => rowsRead > 0);
}
