import { db } from '../db.ts';

/** How far one of an organisation's lists was pulled. */
export interface PullCursor {
	organisationId: string;
	kind: PullKind;
	/** null: from the beginning. */
	cursor: string | null;
	/** When the server last had nothing more to tell (milliseconds since the epoch); null: never yet. */
	asOf: number | null;
}

export type PullKind = 'definitions' | 'batches';

/** What came of asking the server for what changed. */
export interface Pulled {
	/** It answered, and for this organisation's sign-in. */
	isAnswered: boolean;
	/** How much it told. */
	changes: number;
}

export const NOT_ANSWERED: Pulled = { isAnswered: false, changes: 0 };

/** A record from the first question on, so that an answer which comes after a wipe is known for what it is. */
export function openPullCursor(organisationId: string, kind: PullKind): Promise<PullCursor> {
	return db.transaction('rw', db.pullCursors, async () => {
		const kept = await db.pullCursors.get([organisationId, kind]);
		if (kept) return kept;
		const fresh: PullCursor = { organisationId, kind, cursor: null, asOf: null };
		await db.pullCursors.put(fresh);
		return fresh;
	});
}

/** The list is told from its beginning at the next question; until then what is stored stays. */
export async function beginListAnew({ organisationId, kind }: PullCursor): Promise<void> {
	await db.pullCursors.update([organisationId, kind], { cursor: null });
}

/**
 * Moves the cursor on; called inside the transaction that stores what was told. false where the cursor is no longer the
 * one that was asked with, and then nothing may be stored.
 */
export async function movePullCursor(
	{ organisationId, kind, cursor }: PullCursor,
	to: { cursor: string; asOf: number | null }
): Promise<boolean> {
	const kept = await db.pullCursors.get([organisationId, kind]);
	if (!kept || kept.cursor !== cursor) return false;
	await db.pullCursors.put({ ...kept, cursor: to.cursor, asOf: to.asOf ?? kept.asOf });
	return true;
}

/** Whether the organisation was wiped off the device since the cursor was opened. */
export async function isWiped({ organisationId, kind }: PullCursor): Promise<boolean> {
	return (await db.pullCursors.get([organisationId, kind])) === undefined;
}
