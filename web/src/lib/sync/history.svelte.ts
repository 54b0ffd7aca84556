import { liveQuery } from 'dexie';
import { db } from '../db.ts';
import { pullHistory } from './history-pull.ts';

/** What this organisation issued, kept on the device for the rules and for work without a connection. */
class HistoryMirror {
	/** When the server last had nothing more to tell (milliseconds since the epoch); null: never on this device. */
	asOf = $state<number | null>(null);
	/** Changes with what is known, and only then. */
	cursor = $state<string | null>(null);
	#organisationId: string | null = null;
	/** The pull that is under way, and whether something happened since that it may have missed. */
	#pulling: Promise<void> | null = null;
	#isStale = false;

	/** Keeps it up to date while the app is open; answers how to end it. */
	follow(organisationId: string): () => void {
		this.#organisationId = organisationId;
		const mark = liveQuery(() => db.issuedCursors.get(organisationId)).subscribe((known) => {
			this.asOf = known?.asOf ?? null;
			this.cursor = known?.cursor ?? null;
		});
		// The first answer is the opening of the app; any later one, that the server has taken a batch or lost one.
		let before: number | null = null;
		const taken = liveQuery(() =>
			db.outbox
				.where({ organisationId })
				.filter(({ state }) => state === 'held')
				.count()
		).subscribe((count) => {
			if (count !== before) void this.refresh();
			before = count;
		});
		const seen = () => document.visibilityState === 'visible' && void this.refresh();
		document.addEventListener('visibilitychange', seen);
		return () => {
			mark.unsubscribe();
			taken.unsubscribe();
			document.removeEventListener('visibilitychange', seen);
			if (this.#organisationId === organisationId) this.#organisationId = null;
			this.asOf = null;
			this.cursor = null;
		};
	}

	/** Resolves when the device knows what the server knew at the time of asking, or could not be reached. */
	refresh(): Promise<void> {
		if (this.#organisationId === null) return Promise.resolve();
		this.#isStale = true;
		return (this.#pulling ??= this.#pull());
	}

	async #pull(): Promise<void> {
		try {
			while (this.#isStale && this.#organisationId !== null) {
				this.#isStale = false;
				await pullHistory(this.#organisationId);
			}
		} finally {
			this.#pulling = null;
		}
	}
}

export const history = new HistoryMirror();
