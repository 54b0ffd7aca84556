import { db } from './db.ts';
import type { Draft } from './drafts/draft.ts';
import { removeDraft } from './drafts/store-draft.ts';
import { readMirroredBatches } from './sync/batch-store.ts';
import { beginAnew } from './sync/history-store.ts';

/** A cell with its text, and what a row has besides: as measured over the fixtures. Only a hint for the person. */
const CELL_BYTES = 24;
const ROW_BYTES = 120;
/** One issued recipient in the mirrored history. */
const CHANGE_BYTES = 300;

/** What this device keeps of an organisation, and what of it can be removed without losing anything. Sizes are estimates. */
export interface KeptRoom {
	drafts: { count: number; bytes: number };
	/** Their batches are past their hold: nothing can give their rows back any more. */
	issued: { ids: string[]; bytes: number };
	/** Workbooks of all issued drafts. */
	files: { keys: [string, string][]; bytes: number };
	history: { bytes: number };
}

export async function readRoom(organisationId: string, now: number): Promise<KeptRoom> {
	const drafts = await db.drafts.where({ organisationId }).toArray();
	const outbox = new Map(
		(await db.outbox.where({ organisationId }).toArray()).map((entry) => [entry.batchId, entry])
	);
	const fileBytes = new Map<string, number>();
	const files: KeptRoom['files'] = { keys: [], bytes: 0 };
	const isIssued = new Map(drafts.map(({ id, batchId }) => [id, batchId !== null]));
	await db.draftFiles.each(({ draftId, digest, file }) => {
		const bytes = file?.size ?? 0;
		fileBytes.set(draftId, (fileBytes.get(draftId) ?? 0) + bytes);
		if (!isIssued.get(draftId)) return;
		files.keys.push([draftId, digest]);
		files.bytes += bytes;
	});
	const batchIds = drafts.flatMap(({ batchId }) => batchId ?? []);
	const mirrored = await readMirroredBatches(organisationId, batchIds);
	const open = drafts.filter(({ batchId }) => batchId === null);
	const issued = drafts.filter(({ batchId }) => {
		if (batchId === null) return false;
		const entry = outbox.get(batchId);
		// Without the server's word, it is not on the server.
		if (!entry) return mirrored.get(batchId)?.state === 'issued';
		return entry.state === 'held' && !entry.takingBack && Date.parse(entry.heldUntil ?? '') < now;
	});
	const sum = (list: Draft[]) =>
		list.reduce((total, draft) => total + bytesOf(draft) + (fileBytes.get(draft.id) ?? 0), 0);
	const changes = (await db.issuedCursors.get(organisationId))?.changes ?? 0;
	return {
		drafts: { count: open.length, bytes: sum(open) },
		issued: { ids: issued.map(({ id }) => id), bytes: sum(issued) },
		files,
		history: { bytes: changes * CHANGE_BYTES }
	};
}

/** Deleting needs space too, at first: one at a time gets through where all at once would not. */
export async function removeIssued({ issued }: KeptRoom): Promise<void> {
	for (const id of issued.ids) await removeDraft(id);
}

export async function removeFiles({ files }: KeptRoom): Promise<void> {
	for (const key of files.keys) await db.draftFiles.delete(key);
}

/** The next pull fetches it again. */
export async function removeHistory(organisationId: string): Promise<void> {
	await beginAnew(organisationId);
}

function bytesOf({ rowCount, columns }: Draft): number {
	return rowCount * (ROW_BYTES + columns.length * CELL_BYTES);
}
