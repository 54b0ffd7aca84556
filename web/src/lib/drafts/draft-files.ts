import { db } from '../db.ts';

/** The digest of the bytes, for a workbook's first sheet and for its further ones. */
export function fileDigest(digest: string): string {
	return digest.split('#')[0]!;
}

/** A workbook as it was dropped into the draft; null where it is not kept, as in a draft of rows that were left over. */
export async function loadDraftFile(draftId: string, digest: string): Promise<Blob | null> {
	return (await db.draftFiles.get([draftId, fileDigest(digest)]))?.file ?? null;
}

/** What became of a draft that a workbook says it was exported from. */
export async function findDraft(
	draftId: string,
	organisationId: string
): Promise<{ batchId: string | null } | null> {
	const draft = await db.drafts.get(draftId);
	return draft?.organisationId === organisationId ? { batchId: draft.batchId } : null;
}

/** The open draft on this device that has a row with one of these keys. */
export async function findDraftOfRows(
	organisationId: string,
	keys: ReadonlySet<string>
): Promise<string | null> {
	const drafts = await db.drafts.where({ organisationId }).toArray();
	for (const { id, batchId } of drafts) {
		if (batchId !== null) continue;
		const blocks = db.draftRows.where('[draftId+block]').between([id, 0], [id, Infinity]);
		const found = await blocks.filter(({ packed }) => packed?.keys.some((key) => keys.has(key))).first();
		if (found) return id;
	}
	return null;
}
