import type { CellIssue } from '#shared/validate/cell-issue.ts';
import type { Draft } from '../drafts/draft.ts';
import type { DraftState } from './draft-state.ts';

/** Of an issue that names another row: what tells that from the row's own, where its number would not do. */
export function paramsOf(
	{ draft, rows }: Pick<DraftState, 'draft' | 'rows'>,
	{ code, params }: Pick<CellIssue, 'code' | 'params'>,
	index: number
): CellIssue['params'] {
	if (code !== 'row-identical' && code !== 'row-repeated') return params;
	const own = rows[index]!.source;
	const other = rows[Number(params.index)]?.source;
	if (!other) return { ...params, added: 1 };
	if (own?.digest === other.digest) return params;
	const { workbook, sheet } = other;
	return { ...params, workbook, ...(hasFurtherSheet(draft, workbook) && sheet !== '' ? { sheet } : {}) };
}

/** Whether several sheets of workbooks of that name were read: the name alone does not tell the row. */
export function hasFurtherSheet({ workbooks }: Pick<Draft, 'workbooks'>, workbook: string): boolean {
	return workbooks.filter(({ name }) => name === workbook).length > 1;
}
