import { getBatch } from '../api.ts';
import { db } from '../db.ts';
import { giveBackDraft } from '../outbox.ts';

/** A draft that is free again, and the label that its batch had. */
export interface GivenBack {
	draftId: string;
	label: string;
}

/**
 * Frees the drafts of this device whose batch is known to be taken back: on another device, or here, and the app was closed
 * before it heard the answer. So it does with those whose batch neither this device nor the server knows: an earlier version
 * of the app was closed between binding and queueing it. What the outbox still has in hand is left to it.
 */
export async function giveBackTakenDrafts(organisationId: string): Promise<GivenBack[]> {
	const bound = await db.drafts
		.where({ organisationId })
		.filter(({ batchId }) => batchId !== null)
		.toArray();
	const batchIds = bound.map(({ batchId }) => batchId!);
	const [mirrored, entries] = await Promise.all([
		db.batches.bulkGet(batchIds.map((id) => [organisationId, id] as [string, string])),
		db.outbox.bulkGet(batchIds)
	]);
	const givenBack: GivenBack[] = [];
	for (const [at, draft] of bound.entries()) {
		const batch = mirrored[at]?.batch;
		const entry = entries[at];
		if (!entry && !batch && (await isUnknown(draft.batchId!, organisationId))) {
			await giveBackDraft(draft.batchId!, organisationId);
			givenBack.push({ draftId: draft.id, label: draft.label });
			continue;
		}
		if (batch?.state !== 'taken-back' || (entry && (entry.state !== 'held' || entry.takingBack))) continue;
		await giveBackDraft(batch.id, organisationId);
		givenBack.push({ draftId: draft.id, label: batch.label });
	}
	return givenBack;
}

/** By the server's own word for it. */
async function isUnknown(batchId: string, organisationId: string): Promise<boolean> {
	const answer = await getBatch(batchId, organisationId);
	return !answer.ok && !answer.offline && answer.problem.code === 'not-found';
}
