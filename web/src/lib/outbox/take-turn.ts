import { batchRequestsOf } from './batch-requests.ts';
import { flushOutbox } from './flush-outbox.ts';

const LOCK = 'sheaf-outbox';

export interface Turn {
	organisationId: string;
	evenBeforeDue: boolean;
}

/**
 * Sends what is due, as the only sender over all tabs and the service worker: whoever finds another one sending waits
 * for its turn, so that no late batch is left lying. `begin` is asked once the turn has come; null gives it up. Answers
 * when the next batch is due (milliseconds since the epoch), or null.
 */
export function takeTurn(begin: () => Turn | null): Promise<number | null> {
	return navigator.locks.request(LOCK, async () => {
		const turn = begin();
		if (turn === null) return null;
		return flushOutbox({
			...turn,
			requests: batchRequestsOf(turn.organisationId),
			now: Date.now,
			random: Math.random
		});
	});
}
