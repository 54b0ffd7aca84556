import { findDraft } from '../drafts/draft-files.ts';
import { isNoSpace } from '../drafts/no-space.ts';
import { storeDraft } from '../drafts/store-draft.ts';
import type { Changed } from './change.ts';
import type { DraftState } from './draft-state.ts';

/** What the device had no space for; it is held here until there is some. */
export interface Unstored {
	/** Indexes of the rows whose last state is not stored. */
	changed: ReadonlySet<number>;
	/** Rows that are stored in some state; those from here on are not. */
	storedRows: number;
}

/**
 * Stores a change together with what an earlier one left unstored. `held`: the device is full, and memory alone has it.
 * `refused`: the draft became a batch, or was deleted, behind this thread's back.
 */
export async function storeChanges(
	state: DraftState,
	{ draft, rows, changed }: Changed
): Promise<'stored' | 'held' | 'refused'> {
	const pending: Unstored = {
		changed: new Set([...(state.unstored?.changed ?? []), ...changed]),
		storedRows: state.unstored?.storedRows ?? state.rows.length
	};
	try {
		const isStored = await storeDraft({
			isNew: false,
			draft,
			rows,
			changed: [...pending.changed],
			storedRows: pending.storedRows,
			edited: state.edited
		});
		if (!isStored) {
			await loseDraft(state);
			return 'refused';
		}
	} catch (fault) {
		if (!isNoSpace(fault)) throw fault;
		state.unstored = pending;
		return 'held';
	}
	state.unstored = null;
	state.tell({ draft, rows, changed: [...pending.changed] });
	return 'stored';
}

/** Tries again to store what is held; true: all of the draft is stored now. */
export async function storeHeld(state: DraftState): Promise<boolean> {
	if (state.unstored === null) return true;
	const { draft, rows } = state;
	return (await storeChanges(state, { draft, rows, changed: [] })) === 'stored';
}

async function loseDraft(state: DraftState): Promise<void> {
	const { id, organisationId } = state.draft;
	const stored = await findDraft(id, organisationId);
	state.readOnly = true;
	state.unstored = null;
	if (stored) state.draft = { ...state.draft, batchId: stored.batchId };
}
