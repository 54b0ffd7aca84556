import type { Definition } from '#shared/definition/definition.ts';
import type { Row } from '#shared/row/row.ts';
import type { History } from '#shared/validate/history.ts';
import type { Draft, DraftSettings } from '../drafts/draft.ts';
import type { Change, Changed } from './change.ts';
import { checkRows, type Checked } from './check-rows.ts';
import type { RowOrder } from './order-rows.ts';
import type { RefusedRows } from './refused-rows.ts';
import type { Unstored } from './store-changes.ts';

/** The draft that is open in this thread. It is only replaced or changed after what changed was stored. */
export interface DraftState extends Checked {
	draft: Draft;
	rows: Row[];
	/** Index of each row by its key, as far as anybody has asked for one: `placeOf` reads it. */
	places: Map<string, number>;
	/** Keys of the rows whose edits lie over their blocks in IndexedDB. */
	edited: Set<string>;
	catalog: Definition[];
	settings: DraftSettings;
	history: History;
	refused?: RefusedRows | undefined;
	/** False until its first workbook is in. */
	isStored: boolean;
	/** Rows that could not be read back from the device. */
	lostRows: number;
	/** Another tab has the draft. */
	readOnly: boolean;
	done: Change[];
	undone: Change[];
	/** The last filter that was asked for; null as soon as a row changes. */
	filtered: { key: string; indexes: readonly number[] } | null;
	/** The last order that was asked for; it holds until it is asked for anew, so that an edited row stays where it is. */
	ordered: RowOrder | null;
	/** Lets another tab have the draft. */
	release: () => void;
	/** What could not be stored because the device is full; null: all is stored. */
	unstored: Unstored | null;
	/** Tells the tabs that follow what was stored. */
	tell: (changed: Changed) => void;
	/** Asks the tab that has the draft to let this one write it. */
	askForHandOver: () => void;
	/** Aborted when the draft is no longer open in this thread. */
	hasEnded: AbortSignal | null;
	/** Leaves the line for the draft. */
	stopWaiting: (() => void) | null;
}

export interface DraftParts {
	draft: Draft;
	rows: Row[];
	edited: Set<string>;
	isStored: boolean;
	lostRows: number;
}

/** What rows are validated against. */
export interface Against {
	catalog: Definition[];
	settings: DraftSettings;
	/** What this organisation's recipients hold already, as far as the device knows. */
	history: History;
	/** What the server would refuse again. */
	refused?: RefusedRows | undefined;
}

export function makeState(
	{ draft, rows, edited, isStored, lostRows }: DraftParts,
	against: Against,
	release: (() => void) | null
): DraftState {
	return {
		rows,
		edited,
		isStored,
		lostRows,
		places: new Map(),
		...against,
		...checkRows(draft, rows, against),
		readOnly: release === null,
		done: [],
		undone: [],
		filtered: null,
		ordered: null,
		release: release ?? (() => {}),
		unstored: null,
		tell: () => {},
		askForHandOver: () => {},
		hasEnded: null,
		stopWaiting: null
	};
}

/** Index of the row with this key. Keys never change and rows only come, so what is missing is at the end. */
export function placeOf({ places, rows }: DraftState, key: string): number | undefined {
	for (let index = places.size; index < rows.length; index++) places.set(rows[index]!.key, index);
	return places.get(key);
}

export function isReadOnly(state: DraftState): boolean {
	return state.readOnly || state.draft.batchId !== null;
}
