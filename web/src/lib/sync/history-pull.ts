import { HISTORY_LIMIT } from '#shared/contract/history.ts';
import { getHistory } from '../api.ts';
import { serverNow } from '../server-clock.ts';
import { appendPage, beginAnew, openCursor } from './history-store.ts';
import type { Pulled } from './pull-cursor.ts';

/**
 * Brings the device to what the server has told of the organisation's credentials. Stops without a word where there is no
 * connection or no sign-in: what is stored by then stays, and the next pull goes on behind it.
 */
export async function pullHistory(organisationId: string): Promise<Pulled> {
	let changes = 0;
	for (;;) {
		const page = await pullPage(organisationId);
		changes += page.changes;
		if (!page.more) return { isAnswered: page.isAnswered, changes };
	}
}

/** Whether there is more to pull. */
async function pullPage(organisationId: string): Promise<Pulled & { more: boolean }> {
	const asked = await openCursor(organisationId);
	const cursor = asked.isOld ? null : asked.cursor;
	const answer = await getHistory({ cursor, limit: HISTORY_LIMIT });
	if (!answer.ok) {
		const isUnknown = !answer.offline && answer.problem.code === 'request-invalid';
		if (!isUnknown || cursor === null) return { isAnswered: false, changes: 0, more: false };
		// The server does not know our place: it was set back to an earlier state.
		await beginAnew(organisationId);
		return { isAnswered: false, changes: 0, more: true };
	}
	const page = answer.value;
	// Somebody of another organisation has signed in meanwhile.
	if (page.organisationId !== organisationId) return { isAnswered: false, changes: 0, more: false };
	const isStored = await appendPage(asked, page, serverNow());
	const changes = isStored ? page.changes.length : 0;
	return { isAnswered: true, changes, more: isStored && page.more && changes > 0 };
}
