import { findDraft } from '../drafts/draft-files.ts';
import { loadDraft } from '../drafts/load-draft.ts';
import { storeDraft } from '../drafts/store-draft.ts';
import type { Draft } from '../drafts/draft.ts';
import { loadHistory } from '../sync/history.ts';
import { checkRows } from './check-rows.ts';
import { lockDraft } from './draft-lock.ts';
import { isReadOnly, makeState, type Against, type DraftState } from './draft-state.ts';

/** The place of the one draft that a thread has open. */
export interface Held {
	state: DraftState | null;
}

/** What the page knows; what was issued before is on the device. */
type Given = Omit<Against, 'history'>;

export function letGo(held: Held): void {
	held.state?.release();
	held.state = null;
}

/** Opens the draft, validated against the catalog as it is now; null where there is none. Undo survives opening it again. */
export async function openHeld(held: Held, draftId: string, given: Given): Promise<DraftState | null> {
	const { state } = held;
	if (state?.draft.id === draftId && !state.readOnly && state.isStored) return refresh(held, state, given);
	letGo(held);
	const release = await lockDraft(draftId);
	const loaded = await loadDraft(draftId);
	if (loaded === null) {
		release?.();
		return null;
	}
	const history = await loadHistory(loaded.draft.organisationId, given.settings);
	const opened = makeState({ ...loaded, isStored: true }, { ...given, history }, release);
	held.state = opened;
	// Indexes must agree with what is stored before the first edit is laid over it.
	if (loaded.lostRows > 0 && !isReadOnly(opened)) {
		const { draft, rows, edited } = opened;
		await storeDraft({ isNew: false, draft, rows, changed: [...rows.keys()], storedRows: 0, edited });
	}
	return opened;
}

/** A draft that is stored with its first workbook, not before: a refused one leaves nothing behind. */
export async function startHeld(
	held: Held,
	draft: { id: string; organisationId: string },
	given: Given
): Promise<DraftState> {
	const empty: Draft = {
		...draft,
		label: '',
		createdAt: new Date().toISOString(),
		updatedAt: '',
		columns: [],
		workbooks: [],
		dateOrders: {},
		rowCount: 0,
		removedCount: 0,
		batchId: null
	};
	const parts = { draft: empty, rows: [], edited: new Set<string>(), isStored: false, lostRows: 0 };
	const history = await loadHistory(draft.organisationId, given.settings);
	held.state = makeState(parts, { ...given, history }, await lockDraft(draft.id));
	return held.state;
}

/** The draft is held here, so nobody else changed its rows; but the outbox may have given it back. */
async function refresh(held: Held, state: DraftState, given: Given): Promise<DraftState | null> {
	const { id, organisationId } = state.draft;
	const stored = await findDraft(id, organisationId);
	if (stored === null) {
		letGo(held);
		return null;
	}
	state.draft = { ...state.draft, batchId: stored.batchId };
	const against = { ...given, history: await loadHistory(organisationId, given.settings) };
	return Object.assign(state, against, checkRows(state.draft, state.rows, against), { filtered: null });
}
