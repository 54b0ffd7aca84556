import { removeDraft } from '#lib/drafts/store-draft.ts';
import { enqueueBatch, passOnRefusal } from '#lib/outbox.ts';
import { m } from '#lib/paraglide/messages.js';
import { leaveRows } from './leave-rows.ts';
import type { OpenDraft } from './open-draft.svelte.ts';

/** `rest`: the draft that took the rows with errors. */
export type Issued =
	{ ok: true; batchId: string; rest: { draftId: string; rowCount: number } | null } | { ok: false };

/**
 * Turns the ready rows of the draft into a batch in the outbox; rows with errors move to a draft of their own. Where any of
 * it cannot be stored, all is as before and nothing is issued.
 */
export async function issueDraft(
	draft: OpenDraft,
	ids: { batchId: string; restId: string },
	now: Date
): Promise<Issued> {
	const { batchId, restId } = ids;
	const { draftId, organisationId } = draft;
	let left: string[] = [];
	try {
		const { declaration, chunks } = await draft.prepareBatch();
		left = await draft.keysWithErrors();
		if (left.length) {
			const label = declaration.label && m.draft_rest_label({ label: declaration.label });
			await leaveRows(draftId, new Set(left), { id: restId, label, updatedAt: now.toISOString() });
			await draft.setExcluded(left, true);
		}
		// Binds the draft to the batch in the transaction that queues it: there is no moment with one and without the other.
		await enqueueBatch({ batchId, organisationId, draftId, declaration, chunks });
	} catch {
		if (left.length) await draft.setExcluded(left, false);
		await removeDraft(restId).catch(() => {});
		return { ok: false };
	}
	// Only a reason is lost where this cannot be stored: what was issued is issued.
	await passOnRefusal(draftId, { id: restId, keys: left }).catch(() => {});
	await draft.noteBatch();
	return { ok: true, batchId, rest: left.length ? { draftId: restId, rowCount: left.length } : null };
}
