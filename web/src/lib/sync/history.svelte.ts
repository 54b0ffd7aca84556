import { liveQuery } from 'dexie';
import { db } from '../db.ts';

/** How far this device knows what the organisation issued, for the rules and for work without a connection. */
class HistoryMirror {
	/** When the server last had nothing more to tell (milliseconds since the epoch); null: never on this device. */
	asOf = $state<number | null>(null);
	/** Changes with what is known, and only then. */
	cursor = $state<string | null>(null);

	/** Keeps it as it is on the device, whichever tab pulled; answers how to end it. */
	follow(organisationId: string): () => void {
		const mark = liveQuery(() => db.issuedCursors.get(organisationId)).subscribe((known) => {
			this.asOf = known?.asOf ?? null;
			this.cursor = known?.cursor ?? null;
		});
		return () => {
			mark.unsubscribe();
			this.asOf = null;
			this.cursor = null;
		};
	}
}

export const history = new HistoryMirror();
