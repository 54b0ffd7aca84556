import type { Row } from '#shared/row/row.ts';
import type { CellIssue } from '#shared/validate/cell-issue.ts';
import { db } from '../db.ts';
import type { DraftSettings } from '../drafts/draft.ts';

/** Rows that the server refused when this draft was issued, by their keys. */
export type RefusedRows = ReadonlyMap<string, RefusedRow>;

interface RefusedRow {
	code: 'already-issued' | 'row-refused';
	/** What the server refused, as JSON; null: the row is refused whatever stands in it. */
	cells: string | null;
}

/** `known` has what stood in them when the draft was opened first: they may have been changed since. */
export function findRefused(
	given: DraftSettings['refused'],
	rows: readonly Row[],
	known: RefusedRows | undefined
): RefusedRows | undefined {
	if (!given?.keys.length) return undefined;
	const keys = new Set(given.keys);
	const found = new Map<string, RefusedRow>();
	for (const { key, cells } of rows) {
		if (!keys.has(key)) continue;
		const asNew: RefusedRow = given.isIssued
			? { code: 'already-issued', cells: null }
			: { code: 'row-refused', cells: JSON.stringify(cells) };
		found.set(key, known?.get(key) ?? asNew);
	}
	return found;
}

/** The error of a row that would be refused again. */
export function refusalOf(refused: RefusedRows | undefined, row: Row): CellIssue[] {
	const own = refused?.get(row.key);
	if (!own || hasChanged(own, row)) return [];
	return [{ column: -1, level: 'error', code: own.code, params: {}, fixes: [] }];
}

/** Once it was changed, a row is no longer the one that was refused: that is kept beside the refusal. */
export async function noteChanged(draftId: string, refused: RefusedRows, rows: Row[]): Promise<void> {
	const changed = rows.filter((row) => {
		const own = refused.get(row.key);
		return own !== undefined && hasChanged(own, row);
	});
	if (changed.length === 0) return;
	await db.outbox.where({ draftId }).modify(({ attention }) => {
		if (!attention || !('rowKeys' in attention)) return;
		const keys = [...(attention.changedKeys ?? []), ...changed.map(({ key }) => key)];
		attention.changedKeys = [...new Set(keys)];
	});
}

function hasChanged({ cells }: RefusedRow, row: Row): boolean {
	return cells !== null && cells !== JSON.stringify(row.cells);
}
