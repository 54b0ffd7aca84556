import { loadDraft } from '../drafts/load-draft.ts';
import { checkRows, recheckRows } from './check-rows.ts';
import { awaitDraft } from './draft-lock.ts';
import { openLine, toldOf, type Told } from './draft-line.ts';
import type { DraftState } from './draft-state.ts';
import type { Held } from './held-draft.ts';
import { storeHeld } from './store-changes.ts';

/** So long others that wait for a draft stand back for the one whose person asked for it. */
const STAND_BACK_MS = 1000;
/** A tab that has not handed the draft over by then is stopped, or holds what it cannot store. */
export const HAND_OVER_LIMIT_MS = 3000;

/** Connects the open draft with the other tabs that have it: as its writer it tells them, else it follows. */
export function joinTabs(held: Held, state: DraftState): void {
	const ended = new AbortController();
	const line = openLine(state.draft.id, (told) => void held.inTurn(() => hear(held, state, told)));
	state.tell = (changed) => state.readOnly || line.tell(toldOf(changed));
	state.askForHandOver = () => line.tell({ kind: 'hand-over' });
	const { release } = state;
	state.release = () => {
		ended.abort();
		line.close();
		release();
	};
	state.hasEnded = ended.signal;
	if (state.readOnly && state.draft.batchId === null) waitForTurn(held, state, 0);
}

/** The draft becomes this tab's as soon as no other has it. */
function waitForTurn(held: Held, state: DraftState, afterMs: number): void {
	const waiting = new AbortController();
	state.stopWaiting = () => waiting.abort();
	const signal = AbortSignal.any([waiting.signal, state.hasEnded!]);
	setTimeout(() => {
		if (signal.aborted) return;
		void awaitDraft(state.draft.id, signal).then((release) => {
			if (release) return held.inTurn(() => becomeWriter(held, state, release));
		});
	}, afterMs);
}

async function becomeWriter(held: Held, state: DraftState, release: () => void): Promise<void> {
	if (held.state !== state || !(await reload(held, state))) return release();
	const leave = state.release;
	state.release = () => (leave(), release());
	Object.assign(state, { readOnly: false, stopWaiting: null });
	if (state.lostRows > 0) state.unstored = { changed: new Set(state.rows.keys()), storedRows: 0 };
	await storeHeld(state);
	held.told();
}

async function hear(held: Held, state: DraftState, told: Told): Promise<void> {
	if (held.state !== state) return;
	if (told.kind === 'deleted') return void (await reload(held, state));
	if (told.kind === 'hand-over') return state.readOnly ? standBack(held, state) : handOver(held, state);
	if (!state.readOnly) return;
	const isApplied = told.kind === 'changed' && applyTold(state, told);
	if (!isApplied) await reload(held, state);
	held.told();
}

/** Another follower's person asked for the draft: this one is not to be served first. */
function standBack(held: Held, state: DraftState): void {
	state.stopWaiting?.();
	waitForTurn(held, state, STAND_BACK_MS);
}

/** All that was done here is stored first; what cannot be stored is not handed over. */
async function handOver(held: Held, state: DraftState): Promise<void> {
	if (!(await storeHeld(state))) return;
	state.release();
	Object.assign(state, { readOnly: true, done: [], undone: [], release: () => {} });
	joinTabs(held, state);
	held.told();
}

/** false: something was missed before it. */
function applyTold(state: DraftState, { draft, rows: told, total }: Told & { kind: 'changed' }): boolean {
	const fresh = told.filter(([index]) => index >= state.rows.length);
	if (state.rows.length + fresh.length !== total) return false;
	const rows = state.rows.slice();
	for (const [index, row] of told) rows[index] = row;
	const after = { draft, rows, changed: told.map(([index]) => index) };
	Object.assign(state, recheckRows({ ...state }, after, state), { rows, filtered: null });
	return true;
}

/** Reads the draft from the device; false, and nothing is open any more, where it is gone. */
async function reload(held: Held, state: DraftState): Promise<boolean> {
	const loaded = await loadDraft(state.draft.id);
	if (loaded === null || loaded.draft.organisationId !== state.draft.organisationId) {
		state.release();
		held.state = null;
		held.told();
		return false;
	}
	const { draft, rows, edited, lostRows } = loaded;
	Object.assign(state, checkRows(draft, rows, state), {
		rows,
		edited,
		lostRows,
		places: new Map(),
		filtered: null
	});
	return true;
}
