import { liveQuery, type Subscription } from 'dexie';
import { db } from './db.ts';
import type { OutboxBatch, TakenBackBatch } from './outbox/outbox-batch.ts';

/** The outbox for the interface: what lies in IndexedDB, whichever tab changed it. */
class Outbox {
	#batches = $state.raw<OutboxBatch[]>([]);
	/** Taken back by somebody on another device, until it is read. */
	takenBack = $state.raw<TakenBackBatch[]>([]);
	#subscription: Subscription | undefined;

	/** Follows one organisation's batches; answers how to end it. */
	follow(organisationId: string): () => void {
		this.#subscription?.unsubscribe();
		const subscription = liveQuery(() =>
			Promise.all([
				db.outbox.where({ organisationId }).toArray(),
				db.takenBack.filter((each) => each.isNews && each.organisationId === organisationId).toArray()
			])
		).subscribe(([batches, takenBack]) => {
			this.#batches = batches;
			this.takenBack = takenBack;
		});
		this.#subscription = subscription;
		return () => {
			subscription.unsubscribe();
			if (this.#subscription !== subscription) return;
			this.#batches = [];
			this.takenBack = [];
		};
	}

	/** Newest first. */
	get batches(): OutboxBatch[] {
		return this.#batches.toSorted((a, b) => b.queuedAt.localeCompare(a.queuedAt));
	}

	/** Batches that the server has not taken yet. */
	get waiting(): OutboxBatch[] {
		return this.batches.filter((batch) => batch.state !== 'held' && !batch.takingBack && !batch.attention);
	}

	get waitingRows(): number {
		return this.waiting.reduce((sum, { declaration }) => sum + declaration.rowCount, 0);
	}

	/** How many chunks of the batches under way the server has; null while none is. */
	get sending(): { done: number; all: number } | null {
		const under = this.waiting.filter(({ state, takingBack }) => state === 'sending' && !takingBack);
		if (under.length === 0) return null;
		return {
			done: under.reduce((sum, { chunksAcknowledged }) => sum + chunksAcknowledged, 0),
			all: under.reduce((sum, { declaration }) => sum + declaration.chunks.length, 0)
		};
	}

	/** Batches that stand still until a person does something. */
	get inNeed(): OutboxBatch[] {
		return this.batches.filter((batch) => batch.attention !== null);
	}

	/** Batches that a person wanted back when it was too late, until it is read. */
	get tooLate(): OutboxBatch[] {
		return this.batches.filter(({ tookBackTooLate }) => tookBackTooLate);
	}

	find(batchId: string): OutboxBatch | undefined {
		return this.#batches.find((batch) => batch.batchId === batchId);
	}
}

export const outbox = new Outbox();
