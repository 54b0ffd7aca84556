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
	const rows = loaded.rows.filter(({ key }) => keys.has(key)).map(({ excluded: _, ...row }): Row => row);
	const draft: Draft = {
		...loaded.draft,
		...rest,
		createdAt: rest.updatedAt,
		workbooks: workbooksOf(loaded.draft, loaded.rows, keys),
		rowCount: rows.length,
		batchId: null
	};
	const changed = rows.map((_, index) => index);
	await storeDraft({ kind: 'new', draft, rows, changed, edited: new Set() });
}

/** The rows of a workbook are those that follow the rows of the workbooks before it. */
function workbooksOf(draft: Draft, rows: Row[], keys: ReadonlySet<string>): Draft['workbooks'] {
	let from = 0;
	return draft.workbooks
		.map((workbook) => {
			const own = rows.slice(from, (from += workbook.rowsRead));
			return { ...workbook, rowsRead: own.filter(({ key }) => keys.has(key)).length };
		})
		.filter(({ rowsRead }) => rowsRead > 0);
}
