import { askForSync, SYNC_TAG } from '#lib/outbox/background-sync.ts';
import { syncOutbox } from '#lib/outbox/sync-outbox.ts';

/** Background Sync's event, which TypeScript's libraries do not know. */
export interface SyncEvent extends ExtendableEvent {
	tag: string;
	/** The browser gives up after this one. */
	lastChance: boolean;
}

/** The browser has a network again: the outbox is sent, by the same code as in the app, with no page open. */
export function answerSync(event: SyncEvent, registration: ServiceWorkerRegistration): void {
	if (event.tag === SYNC_TAG) event.waitUntil(sync(event.lastChance, registration));
}

async function sync(isLast: boolean, registration: ServiceWorkerRegistration): Promise<void> {
	if (!(await syncOutbox())) return;
	// A rejection makes the browser ring again, later and later; after its last time only a new wish does.
	if (!isLast) throw new Error('Batches still wait for the server');
	await askForSync(registration);
}
