import type { Draft } from '../drafts/draft.ts';
import type { Row } from '#shared/row/row.ts';
import type { Changed } from './change.ts';

/** A change of more rows than this is read from the device instead of being told. */
const MOST_TOLD_ROWS = 1000;

/** What the tabs that have one draft open tell each other. */
export type Told =
	/** The writer has stored this. `total`: rows of the draft after it. */
	| { kind: 'changed'; draft: Draft; rows: [number, Row][]; total: number }
	/** The writer has stored more than is worth telling. */
	| { kind: 'reload' }
	/** Whichever tab it was, the writer or not: nobody has the draft any more. */
	| { kind: 'deleted' }
	/** A follower wants to write. */
	| { kind: 'hand-over' };

export interface DraftLine {
	tell: (told: Told) => void;
	close: () => void;
}

/** Other tabs, and not this one, hear what is told. A line of another version of the app may say what this one does not know. */
export function openLine(draftId: string, hear: (told: Told) => void): DraftLine {
	const channel = new BroadcastChannel(`sheaf-draft-${draftId}`);
	channel.addEventListener('message', ({ data }: MessageEvent<Told>) => hear(data));
	return { tell: (told) => channel.postMessage(told), close: () => channel.close() };
}

export function tellDeleted(draftId: string): void {
	const line = openLine(draftId, () => {});
	line.tell({ kind: 'deleted' });
	line.close();
}

export function toldOf({ draft, rows, changed }: Changed): Told {
	if (changed.length > MOST_TOLD_ROWS) return { kind: 'reload' };
	return {
		kind: 'changed',
		draft,
		rows: changed.map((index): [number, Row] => [index, rows[index]!]),
		total: rows.length
	};
}
