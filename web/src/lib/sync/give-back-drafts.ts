import { getBatch } from '../api.ts';
import { db } from '../db.ts';
import { giveBackDraft } from '../outbox.ts';
import { readMirroredBatches } from './batch-store.ts';

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
		readMirroredBatches(organisationId, batchIds),
		db.outbox.bulkGet(batchIds)
	]);
	const givenBack: GivenBack[] = [];
	for (const [at, draft] of bound.entries()) {
		const batchId = batchIds[at]!;
		const batch = mirrored.get(batchId);
		const entry = entries[at];
		if (entry && (entry.state !== 'held' || entry.takingBack)) continue;
		const isFree = batch || entry ? batch?.state === 'taken-back' : await isUnknown(batchId, organisationId);
		if (!isFree) continue;
		await giveBackDraft(batchId, organisationId);
		givenBack.push({ draftId: draft.id, label: (batch ?? draft).label });
	}
	return givenBack;
}

/** By the server's own word for it. */
async function isUnknown(batchId: string, organisationId: string): Promise<boolean> {
	const answer = await getBatch(batchId, organisationId);
	return !answer.ok && !answer.offline && answer.problem.code === 'not-found';
}
