import type { DraftView, WorkbookRefusal } from '../drafts/draft.ts';
import type { Change } from './change.ts';
import { commitChange } from './commit-change.ts';
import { isReadOnly, type DraftState } from './draft-state.ts';
import { viewDraft } from './draft-view.ts';
import { retryLater, type Held } from './held-draft.ts';
import { makeIds } from './make-ids.ts';
import { refuseChange } from './refuse-change.ts';

/** How the thread's faces come to the one draft that is open. */
export interface Turns {
	held: Held;
	/** One thing after the other: each change builds on what the one before has stored. */
	inTurn<T>(work: () => T | Promise<T>): Promise<T>;
	/** Of the open draft, in turn. */
	ask<T>(question: (state: DraftState) => T | Promise<T>): Promise<T>;
	/** Of a draft that is read-only nothing changes; the view says so. */
	change(take: (state: DraftState) => Promise<unknown>): Promise<DraftView>;
	/** The view says where the change goes beyond what a draft can hold; nothing of it is done then. */
	changeWith(make: (state: DraftState) => Change | null): Promise<DraftView>;
	/** What a workbook itself may stand in the way of. */
	changeOrRefuse(
		make: (state: DraftState) => Promise<Change | WorkbookRefusal | null>,
		afterwards?: (state: DraftState) => Promise<void> | undefined
	): Promise<{ view: DraftView; refusal: WorkbookRefusal | null }>;
}

export const makeId = makeIds((bytes) => crypto.getRandomValues(bytes));

export function takeTurns(): Turns {
	let last: Promise<unknown> = Promise.resolve();
	const held: Held = { state: null, parked: [], inTurn, told: () => {} };

	function inTurn<T>(work: () => T | Promise<T>): Promise<T> {
		const mine = last.then(work, work);
		last = mine;
		void mine.finally(() => retryLater(held)).catch(() => {});
		return mine;
	}

	const ask = <T>(question: (state: DraftState) => T | Promise<T>): Promise<T> => {
		return inTurn(() => question(opened(held)));
	};

	return {
		held,
		inTurn,
		ask,
		change: (take) =>
			ask(async (state) => {
				if (!isReadOnly(state)) await take(state);
				return viewDraft(state);
			}),
		changeWith: (make) =>
			ask(async (state) => {
				const made = isReadOnly(state) ? null : make(state);
				const notDone = made && refuseChange(state, made);
				if (notDone) return { ...viewDraft(state), notDone };
				if (made) await commitChange(state, made);
				return viewDraft(state);
			}),
		changeOrRefuse: (make, afterwards = () => undefined) =>
			ask(async (state) => {
				const made = isReadOnly(state) ? null : await make(state);
				if (made && 'code' in made) return { view: viewDraft(state), refusal: made };
				if (made && (await commitChange(state, made))) await afterwards(state);
				return { view: viewDraft(state), refusal: null };
			})
	};
}

function opened(held: Held): DraftState {
	if (held.state === null) throw new Error('No draft is open.');
	return held.state;
}
