import { findDraft } from '../drafts/draft-files.ts';
import { loadDraft } from '../drafts/load-draft.ts';
import { emptyDraft } from '../drafts/empty-draft.ts';
import type { Draft } from '../drafts/draft.ts';
import { loadHistory } from '../sync/history.ts';
import { checkRows } from './check-rows.ts';
import { lockDraft } from './draft-lock.ts';
import { HAND_OVER_LIMIT_MS, joinTabs } from './follow-writer.ts';
import { findRefused } from './refused-rows.ts';
import { storeHeld } from './store-changes.ts';
import { isReadOnly, makeState, type Against, type DraftState } from './draft-state.ts';

/** The place of the one draft that a thread has open. */
export interface Held {
	state: DraftState | null;
	/** Drafts that were left with changes for which the device had no space. They stay this tab's until they are stored. */
	parked: DraftState[];
	/** What comes from other tabs takes its turn among what the page asks for. */
	inTurn: <T>(work: () => T | Promise<T>) => Promise<T>;
	/** Something changed that the page did not ask for. */
	told: () => void;
	timer?: ReturnType<typeof setTimeout>;
}

/** What the page knows; what was issued before is on the device. */
type Given = Omit<Against, 'history' | 'refused'>;

export function letGo(held: Held): void {
	if (held.state?.unstored) held.parked.push(held.state);
	else held.state?.release();
	held.state = null;
}

/** Lets go of a draft that is about to be deleted: what it has unstored goes with it. */
export function forget(held: Held, draftId: string): void {
	for (const state of [held.state, ...held.parked]) {
		if (state?.draft.id !== draftId) continue;
		state.unstored = null;
		state.release();
	}
	held.parked = held.parked.filter(({ draft }) => draft.id !== draftId);
	if (held.state?.draft.id === draftId) held.state = null;
}

/** Something of a draft is in memory alone. */
export function isHolding({ state, parked }: Held): boolean {
	return Boolean(state?.unstored) || parked.length > 0;
}

/** Space may be made in another tab or outside of the browser: nobody tells of it. */
const TRY_EVERY_MS = 3000;

/** As long as something is held in memory alone, storing it is tried again and again. */
export function retryLater(held: Held): void {
	if (!isHolding(held) || held.timer) return;
	held.timer = setTimeout(() => {
		held.timer = undefined;
		void held.inTurn(() => storeAllHeld(held)).then(held.told);
	}, TRY_EVERY_MS);
}

/** Stores what could not be stored before, of every draft of this thread. */
export async function storeAllHeld(held: Held): Promise<void> {
	if (held.state) await storeHeld(held.state);
	for (const state of [...held.parked]) {
		if (!(await storeHeld(state))) continue;
		held.parked = held.parked.filter((other) => other !== state);
		state.release();
	}
}

/** Opens the draft, validated against the catalog as it is now; null where there is none. Undo survives opening it again. */
export async function openHeld(held: Held, draftId: string, given: Given): Promise<DraftState | null> {
	const { state } = held;
	const isKnown = state?.draft.id === draftId && state.isStored && (!state.readOnly || state.stopWaiting);
	if (isKnown) return refresh(held, state, given);
	letGo(held);
	const parked = held.parked.find(({ draft }) => draft.id === draftId);
	if (parked) {
		held.parked = held.parked.filter((other) => other !== parked);
		held.state = parked;
		return refresh(held, parked, given);
	}
	const release = await lockDraft(draftId);
	const loaded = await loadDraft(draftId);
	if (loaded === null) {
		release?.();
		return null;
	}
	const history = await loadHistory(loaded.draft.organisationId, given.settings);
	const refused = findRefused(given.settings.refused, loaded.rows, undefined);
	const opened = makeState({ ...loaded, isStored: true }, { ...given, history, refused }, release);
	held.state = opened;
	// Indexes must agree with what is stored before the first edit is laid over it.
	if (loaded.lostRows > 0 && !isReadOnly(opened)) {
		opened.unstored = { changed: new Set(opened.rows.keys()), storedRows: 0 };
		await storeHeld(opened);
	}
	joinTabs(held, opened);
	return opened;
}

/** A draft that is stored with its first workbook, not before: a refused one leaves nothing behind. */
export async function startHeld(
	held: Held,
	draft: { id: string; organisationId: string },
	given: Given
): Promise<DraftState> {
	const empty: Draft = { ...emptyDraft(draft, new Date().toISOString()), updatedAt: '' };
	const parts = { draft: empty, rows: [], edited: new Set<string>(), isStored: false, lostRows: 0 };
	const history = await loadHistory(draft.organisationId, given.settings);
	held.state = makeState(parts, { ...given, history }, await lockDraft(draft.id));
	joinTabs(held, held.state);
	return held.state;
}

/** Asks the tab that writes the draft for it; false where it does not let go in time. */
export async function editHere(held: Held): Promise<boolean> {
	const { state } = held;
	if (!state?.readOnly) return state !== null;
	state.askForHandOver();
	const until = performance.now() + HAND_OVER_LIMIT_MS;
	while (held.state === state && state.readOnly && performance.now() < until)
		await new Promise((resolve) => setTimeout(resolve, 20));
	return held.state === state && !state.readOnly;
}

/** The draft is held or followed here, so its rows are known; but the outbox may have taken it or given it back. */
async function refresh(held: Held, state: DraftState, given: Given): Promise<DraftState | null> {
	const { id, organisationId } = state.draft;
	const stored = await findDraft(id, organisationId);
	if (stored === null) {
		letGo(held);
		return null;
	}
	state.draft = { ...state.draft, batchId: stored.batchId };
	const against = {
		...given,
		history: await loadHistory(organisationId, given.settings),
		refused: findRefused(given.settings.refused, state.rows, state.refused)
	};
	return Object.assign(state, against, checkRows(state.draft, state.rows, against), { filtered: null });
}
