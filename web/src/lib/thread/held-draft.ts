import { loadDraft } from '../drafts/load-draft.ts';
import { storeDraft } from '../drafts/store-draft.ts';
import type { Draft } from '../drafts/draft.ts';
import { checkRows } from './check-rows.ts';
import { lockDraft } from './draft-lock.ts';
import { isReadOnly, makeState, type Against, type DraftState } from './draft-state.ts';

/** The place of the one draft that a thread has open. */
export interface Held {
	state: DraftState | null;
}

export function letGo(held: Held): void {
	held.state?.release();
	held.state = null;
}

/** Opens the draft, validated against the catalog as it is now; null where there is none. Undo survives opening it again. */
export async function openHeld(held: Held, draftId: string, against: Against): Promise<DraftState | null> {
	const { state } = held;
	if (state?.draft.id === draftId && !state.readOnly && state.isStored) return refresh(held, state, against);
	letGo(held);
	const release = await lockDraft(draftId);
	const loaded = await loadDraft(draftId);
	if (loaded === null) {
		release?.();
		return null;
	}
	const opened = makeState({ ...loaded, isStored: true }, against, release);
	held.state = opened;
	// Indexes must agree with what is stored before the first edit is laid over it.
	if (loaded.isRepaired && !isReadOnly(opened)) {
		const { draft, rows, edited } = opened;
		await storeDraft({ kind: 'grown', draft, rows, changed: [...rows.keys()], edited });
	}
	return opened;
}

/** A draft that is stored with its first workbook, not before: a refused one leaves nothing behind. */
export async function startHeld(
	held: Held,
	draft: { id: string; organisationId: string },
	against: Against
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
		batchId: null
	};
	const parts = { draft: empty, rows: [], edited: new Set<string>(), isStored: false };
	held.state = makeState(parts, against, await lockDraft(draft.id));
	return held.state;
}

/** The draft is held here, so nobody else changed its rows; but the outbox may have given it back. */
async function refresh(held: Held, state: DraftState, against: Against): Promise<DraftState | null> {
	const loaded = await loadDraft(state.draft.id);
	if (loaded === null) {
		letGo(held);
		return null;
	}
	state.draft = { ...state.draft, batchId: loaded.draft.batchId };
	return Object.assign(state, against, checkRows(state.draft, state.rows, against), { filtered: null });
}
