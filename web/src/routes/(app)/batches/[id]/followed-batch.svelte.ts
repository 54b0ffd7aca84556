import type { Answer } from '#lib/api-call.ts';
import { getBatch } from '#lib/api.ts';
import { db } from '#lib/db.ts';
import { serverNow } from '#lib/server-clock.ts';
import { readMirroredBatch } from '#lib/sync/batch-store.ts';
import type { Batch } from '#shared/contract/batch.ts';
import { poll } from '../poll.ts';

/** While things move, and for how long they may before one looks less often. */
const QUICK_MS = 2_000;
const QUICK_FOR_MS = 3 * 60_000;
const SLOW_MS = 15_000;
/** Nothing moves by itself; a late bounce or a colleague may still change it. */
const STILL_MS = 60_000;

/** A batch as the server has it, looked at again while it moves; where it cannot be reached, as the device knows it. */
export class FollowedBatch {
	batch = $state.raw<Batch | null>(null);
	/** `unknown`: the device does not know the batch, and the server did not say: see `unanswered`. */
	state = $state<'loading' | 'ready' | 'missing' | 'unknown'>('loading');
	/** Why the server did not say anything of the batch when it was last asked. */
	unanswered = $state.raw<Exclude<Answer<unknown>, { ok: true }> | null>(null);
	/** When the server answered what is shown (milliseconds since the epoch). */
	asOf = $state<number | null>(null);
	/** What is shown is the server's own answer to this page. */
	isAnswered = $state(false);
	#batchId: string;
	#organisationId: string;
	#movedAt = Date.now();

	constructor(batchId: string, organisationId: string) {
		this.#batchId = batchId;
		this.#organisationId = organisationId;
	}

	follow(): () => void {
		// The device answers at once, the server when it can.
		void this.#showMirrored();
		return poll(
			() => this.refresh(),
			() => this.#pause()
		);
	}

	async refresh(): Promise<void> {
		if (await this.#isOnItsWay()) return;
		const answer = await getBatch(this.#batchId);
		if (answer.ok) return this.put(answer.value);
		if (!answer.offline && answer.problem.code === 'not-found') this.state = 'missing';
		else await this.#showMirrored();
		this.unanswered = answer;
		if (this.batch === null && this.state !== 'missing') this.state = 'unknown';
	}

	/** As the server just answered it. */
	put(batch: Batch): void {
		this.isAnswered = true;
		this.#show(batch, serverNow());
	}

	/** Unless the server has answered later than what is mirrored was told. */
	async #showMirrored(): Promise<void> {
		const [batch, cursor] = await Promise.all([
			readMirroredBatch(this.#organisationId, this.#batchId),
			db.pullCursors.get([this.#organisationId, 'batches'])
		]);
		const asOf = cursor?.asOf ?? null;
		if (batch && asOf !== null && asOf >= (this.asOf ?? 0)) this.#show(batch, asOf);
	}

	#show(batch: Batch, asOf: number): void {
		if (JSON.stringify(batch) !== JSON.stringify(this.batch)) {
			this.#movedAt = Date.now();
			this.batch = batch;
		}
		this.asOf = asOf;
		this.state = 'ready';
	}

	/** The server may not have heard of it yet, and until it has accepted the batch the outbox tells the truth. */
	async #isOnItsWay(): Promise<boolean> {
		const entry = await db.outbox.get(this.#batchId);
		return entry?.organisationId === this.#organisationId && entry.state !== 'held';
	}

	#pause(): number {
		if (this.batch && !isMoving(this.batch)) return STILL_MS;
		return Date.now() - this.#movedAt < QUICK_FOR_MS ? QUICK_MS : SLOW_MS;
	}
}

function isMoving(batch: Batch): boolean {
	if (batch.state !== 'issued') return batch.state !== 'taken-back';
	const { bounced, complained, failed } = batch.deliveries;
	// The error report is made a while after the last mail.
	return batch.settledAt === null || (batch.errorReport === null && bounced + complained + failed > 0);
}
