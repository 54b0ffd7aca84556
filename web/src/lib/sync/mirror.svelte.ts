import { liveQuery } from 'dexie';
import { db } from '../db.ts';
import { isNoSpace } from '../drafts/no-space.ts';
import type { GivenBack } from './give-back-drafts.ts';
import { history } from './history.svelte.ts';
import { pullAll, type PullOutcome } from './pull.ts';

/** While something moves, and for how long it may stand still before one looks less often. */
const QUICK_MS = 4_000;
const QUICK_FOR_MS = 3 * 60_000;
const SLOW_MS = 15_000;
/** Nothing moves by itself; a late bounce or a colleague may still change it. */
const STILL_MS = 60_000;

/** What the server knows of this organisation, kept on the device: pulled in deltas while the app is looked at. */
class Mirror {
	/** When the batches were last all told (milliseconds since the epoch); null: never on this device. */
	batchesAsOf = $state<number | null>(null);
	/** The last pull came to its end. What asks before the first one does not know yet. */
	state = $state<'first' | 'answered' | 'unanswered'>('first');
	#organisationId: string | null = null;
	#onGivenBack: (drafts: GivenBack[]) => void = () => {};
	/** The pull that is under way, and what was asked for since that it may have missed. */
	#pulling: Promise<void> | null = null;
	#asked: 'everything' | 'moving' | null = null;
	#changedAt = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/**
	 * Keeps it up to date while the app is open; answers how to end it. `onGivenBack` is told of drafts that became free
	 * because their batch was taken back elsewhere.
	 */
	follow(organisationId: string, onGivenBack: (drafts: GivenBack[]) => void = () => {}): () => void {
		this.#organisationId = organisationId;
		this.#onGivenBack = onGivenBack;
		const ends = [history.follow(organisationId), this.#followMark(organisationId)];
		// The first answer is the opening of the app; any later one, that the server has taken a batch or lost one.
		let before: number | null = null;
		const taken = liveQuery(() => countTaken(organisationId)).subscribe((count) => {
			if (count !== before) void this.refresh();
			before = count;
		});
		const seen = () => {
			if (document.visibilityState === 'visible') void this.refresh();
			else clearTimeout(this.#timer);
		};
		document.addEventListener('visibilitychange', seen);
		return () => {
			for (const end of ends) end();
			taken.unsubscribe();
			document.removeEventListener('visibilitychange', seen);
			clearTimeout(this.#timer);
			if (this.#organisationId === organisationId) this.#organisationId = null;
			this.state = 'first';
		};
	}

	/** Resolves when the device knows what the server knew at the time of asking, or could not be reached. */
	refresh(how: 'everything' | 'moving' = 'everything'): Promise<void> {
		if (this.#organisationId === null) return Promise.resolve();
		this.#asked = this.#asked === 'everything' ? 'everything' : how;
		return (this.#pulling ??= this.#pull());
	}

	#followMark(organisationId: string): () => void {
		const mark = liveQuery(() => db.pullCursors.get([organisationId, 'batches'])).subscribe(
			(known) => (this.batchesAsOf = known?.asOf ?? null)
		);
		return () => {
			mark.unsubscribe();
			this.batchesAsOf = null;
		};
	}

	async #pull(): Promise<void> {
		clearTimeout(this.#timer);
		try {
			while (this.#asked !== null && this.#organisationId !== null) {
				const [how, organisationId] = [this.#asked, this.#organisationId];
				this.#asked = null;
				const outcome = await pullAll(organisationId, how).catch(ifNoSpace);
				if (this.#organisationId === organisationId) this.#note(outcome);
			}
		} finally {
			this.#pulling = null;
		}
	}

	#note({ isAnswered, changes, isMoving, givenBack }: PullOutcome): void {
		this.state = isAnswered ? 'answered' : 'unanswered';
		if (changes > 0) this.#changedAt = performance.now();
		if (givenBack.length > 0) this.#onGivenBack(givenBack);
		clearTimeout(this.#timer);
		if (document.visibilityState !== 'visible') return;
		const isQuick = performance.now() - this.#changedAt < QUICK_FOR_MS;
		const pause = !isMoving || !isAnswered ? STILL_MS : isQuick ? QUICK_MS : SLOW_MS;
		this.#timer = setTimeout(() => void this.refresh(isMoving ? 'moving' : 'everything'), pause);
	}
}

/** The notice of the full device tells it, and the next pull goes on behind what is stored. */
function ifNoSpace(fault: unknown): PullOutcome {
	if (!isNoSpace(fault)) throw fault;
	return { isAnswered: false, changes: 0, isMoving: false, givenBack: [] };
}

function countTaken(organisationId: string): Promise<number> {
	return db.outbox
		.where({ organisationId })
		.filter(({ state }) => state === 'held')
		.count();
}

export const mirror = new Mirror();
