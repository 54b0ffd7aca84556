import { hasMovingBatch } from './batch-store.ts';
import { giveBackTakenDrafts, type GivenBack } from './give-back-drafts.ts';
import { pullHistory } from './history-pull.ts';
import { pullBatches } from './pull-batches.ts';
import { pullCatalog } from './pull-catalog.ts';

/** One puller over all tabs; another one that comes meanwhile finds little left to do. */
const LOCK = 'sheaf-pull';

export interface PullOutcome {
	/** The server told all that it knows. */
	isAnswered: boolean;
	changes: number;
	/** Something changes by itself for now: look again soon. */
	isMoving: boolean;
	/** Drafts whose batch was taken back elsewhere. */
	givenBack: GivenBack[];
}

/**
 * Brings what this device knows of the organisation to what the server knows: batches, then the catalog and what was
 * issued. `how` `moving`: the two latter only where a batch has changed, because whatever moves by itself moves a batch.
 */
export function pullAll(organisationId: string, how: 'everything' | 'moving'): Promise<PullOutcome> {
	return navigator.locks.request(LOCK, async () => {
		const batches = await pullBatches(organisationId);
		let { isAnswered, changes } = batches;
		for (const pull of [pullCatalog, pullHistory]) {
			if (!isAnswered || (how === 'moving' && batches.changes === 0)) break;
			const pulled = await pull(organisationId);
			isAnswered = pulled.isAnswered;
			changes += pulled.changes;
		}
		const givenBack = isAnswered ? await giveBackTakenDrafts(organisationId) : [];
		return { isAnswered, changes, isMoving: await hasMovingBatch(organisationId), givenBack };
	});
}
