import { listUnsentOrganisations } from './flush-outbox.ts';
import { takeTurn } from './take-turn.ts';

/**
 * Sends what waits, with no page open. The server's cookie decides who is signed in: batches of any other organisation
 * are refused as `sign-in-needed` and wait for it. Answers whether something still waits for the network.
 */
export async function syncOutbox(): Promise<boolean> {
	let isWaiting = false;
	for (const organisationId of await listUnsentOrganisations()) {
		// The browser knows of a network that was not there before: no reason to wait for a backoff.
		const nextAt = await takeTurn(() => ({ organisationId, evenBeforeDue: true }));
		if (nextAt !== null) isWaiting = true;
	}
	return isWaiting;
}
