import type { CameBack } from '../drafts/draft.ts';
import { changeExcluded } from './make-changes.ts';
import { findWorkbook, replaceWorkbook } from './change-workbook.ts';
import type { Change } from './change.ts';
import type { DraftState } from './draft-state.ts';
import type { FoundWorkbook } from './import-workbook.ts';

/** Beyond so many it is no handful that was deleted in Excel: the keys are not kept, and the person is only told. */
const MOST_KEPT = 500;

/**
 * The draft's rows that are no longer in an export of it, as far as they would be issued. Those that came after the export
 * are none of them; where it has lost all its keys, nobody can tell.
 */
export function findAbsent(
	state: DraftState,
	{ draftId, draftRows, sheet }: FoundWorkbook
): CameBack['absent'] {
	const present = new Set(sheet.keys.values());
	if (present.size === 0) return undefined;
	const then = draftId === state.draft.id && draftRows !== null ? draftRows : state.rows.length;
	const keys = state.rows
		.slice(0, then)
		.flatMap(({ key, removed, excluded }) => (removed || excluded || present.has(key) ? [] : [key]));
	if (keys.length === 0) return undefined;
	return { count: keys.length, keys: keys.length > MOST_KEPT ? [] : keys, excluded: false };
}

/** Leaves them out here too. */
export function changeAbsent(state: DraftState, digest: string): Change | null {
	const workbook = findWorkbook(state, digest);
	const { cameBack } = workbook ?? {};
	if (!workbook || !cameBack?.absent || cameBack.absent.excluded) return null;
	const absent = { ...cameBack.absent, excluded: true };
	const change = changeExcluded(state, absent.keys, true);
	return {
		cells: [],
		flags: change?.flags ?? [],
		workbooks: replaceWorkbook(state, { ...workbook, cameBack: { ...cameBack, absent } })
	};
}
