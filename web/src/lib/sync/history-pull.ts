import { HISTORY_LIMIT } from '#shared/contract/history.ts';
import { getHistory } from '../api.ts';
import { appendPage, beginAnew, openCursor } from './history-store.ts';

/** One puller over all tabs; another one that comes meanwhile finds little left to do. */
const LOCK = 'sheaf-history';

/**
 * Brings the device to what the server has told of the organisation's credentials. Stops without a word where there is no
 * connection or no sign-in: what is stored by then stays, and the next pull goes on behind it.
 */
export async function pullHistory(organisationId: string): Promise<void> {
	await navigator.locks.request(LOCK, async () => {
		while (await pullPage(organisationId));
	});
}

/** Whether there is more to pull. */
async function pullPage(organisationId: string): Promise<boolean> {
	const asked = await openCursor(organisationId);
	const answer = await getHistory({ cursor: asked.cursor, limit: HISTORY_LIMIT });
	if (!answer.ok) {
		const isUnknown = !answer.offline && answer.problem.code === 'request-invalid';
		if (!isUnknown || asked.cursor === null) return false;
		// The server does not know our place: it was set back to an earlier state.
		await beginAnew(organisationId);
		return true;
	}
	const page = answer.value;
	// Somebody of another organisation has signed in meanwhile.
	if (page.organisationId !== organisationId) return false;
	const isStored = await appendPage(asked, page, Date.now());
	return isStored && page.more && page.changes.length > 0;
}
