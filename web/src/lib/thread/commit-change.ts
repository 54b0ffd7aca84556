import { applyChange, reverse, type Change, type Changed } from './change.ts';
import { recheckRows } from './check-rows.ts';
import type { DraftState } from './draft-state.ts';
import { noteChanged } from './refused-rows.ts';
import { storeChanges } from './store-changes.ts';

/** Steps that can be undone; a step over a hundred thousand rows weighs some megabytes. */
const MOST_STEPS = 200;

/** Does a new step. False: it was refused, and nothing changed. */
export async function commitChange(state: DraftState, change: Change): Promise<boolean> {
	if (!(await carryOut(state, change))) return false;
	recordStep(state, change);
	return true;
}

/** What was done can be undone; what was undone before it can no longer be redone. */
export function recordStep(state: DraftState, change: Change): void {
	state.done = [...state.done, change].slice(-MOST_STEPS);
	state.undone = [];
}

export async function undoChange(state: DraftState): Promise<boolean> {
	const change = state.done.at(-1);
	if (!change || !(await carryOut(state, reverse(change)))) return false;
	state.done = state.done.slice(0, -1);
	state.undone = [...state.undone, change];
	return true;
}

export async function redoChange(state: DraftState): Promise<boolean> {
	const change = state.undone.at(-1);
	if (!change || !(await carryOut(state, change))) return false;
	state.undone = state.undone.slice(0, -1);
	state.done = [...state.done, change];
	return true;
}

/** What concerns no row: it is stored, and cannot be undone. */
export async function commitLabel(state: DraftState, label: string): Promise<boolean> {
	return store(state, { draft: { ...state.draft, label }, rows: state.rows, changed: [] });
}

async function carryOut(state: DraftState, change: Change): Promise<boolean> {
	const after = applyChange(state.draft, state.rows, change);
	const before = { ...state };
	if (!(await store(state, after))) return false;
	const stored = { ...after, draft: state.draft };
	Object.assign(state, recheckRows(before, stored, state), { filtered: null });
	if (state.refused) {
		const changed = after.changed.map((index) => after.rows[index]!);
		// On a full device the row is only asked about once more.
		await noteChanged(state.draft.id, state.refused, changed).catch(() => {});
	}
	return true;
}

/** Memory changes only after the transaction has committed; on a full device it holds what could not be stored. */
async function store(state: DraftState, { draft, rows, changed }: Changed): Promise<boolean> {
	const stamped = { ...draft, updatedAt: new Date().toISOString() };
	if ((await storeChanges(state, { draft: stamped, rows, changed })) === 'refused') return false;
	state.draft = stamped;
	state.rows = rows;
	return true;
}
