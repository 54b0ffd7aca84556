import type { HeldCredential, History } from '#shared/validate/history.ts';
import { HOLDER_SAMPLE, holderAt, type HistoryColumns } from './history-blocks.ts';
import { readWaiting } from './history-outbox.ts';
import { beginAnew, readHistory } from './history-store.ts';

/** A draft may lie open for weeks, and a clock may be wrong: what ended before that is of no use to anybody. */
const KEPT_AFTER_END_MS = 31 * 24 * 60 * 60_000;

/**
 * What this organisation issued and still counts, as far as this device knows: what the server told at the last pull, and
 * what waits in the outbox. Runs in the workbook thread.
 */
export async function loadHistory(
	organisationId: string,
	settings: { now: number; timeZone: string }
): Promise<History> {
	const [told, waiting] = await Promise.all([
		readHistory(organisationId),
		readWaiting(organisationId, settings)
	]);
	// The next pull fetches all of it again; until then the device knows nothing.
	if (told === null) await beginAnew(organisationId);
	const isKept = told?.cursor?.holders === HOLDER_SAMPLE;
	const places = findLast(told?.blocks ?? []);
	const history = new Map<string, HeldCredential[]>();
	const isRecent = compileRecent(settings.now - KEPT_AFTER_END_MS);
	for (const [credentialId, { columns, place }] of places) {
		const state = columns.state[place];
		const validUntil = columns.validUntil[place]!;
		if ((state !== 'issued' && state !== 'held') || !isRecent(validUntil)) continue;
		add(history, holderAt(columns, place, isKept), {
			credentialId,
			validFrom: columns.validFrom[place]!,
			validUntil
		});
	}
	for (const [holder, held] of waiting) {
		const known = places.get(held.credentialId);
		// The server may have the batch although its answer was lost. What was taken back may have been issued again.
		if (!known || known.columns.state[known.place] === 'gone') add(history, holder, held);
	}
	return history;
}

interface Place {
	columns: HistoryColumns;
	place: number;
}

/** Where the last change of each credential stands. */
function findLast(blocks: readonly HistoryColumns[]): Map<string, Place> {
	const places = new Map<string, Place>();
	for (const columns of blocks) {
		for (const [place, credentialId] of columns.credentialId.entries())
			places.set(credentialId, { columns, place });
	}
	return places;
}

function add(history: Map<string, HeldCredential[]>, holder: string, held: HeldCredential): void {
	const others = history.get(holder);
	if (others) others.push(held);
	else history.set(holder, [held]);
}

/** Few dates stand for many credentials; each is read once. */
function compileRecent(since: number): (validUntil: string | null) => boolean {
	const known = new Map<string, boolean>();
	return (validUntil) => {
		if (validUntil === null) return true;
		let isRecent = known.get(validUntil);
		if (isRecent === undefined) known.set(validUntil, (isRecent = Date.parse(validUntil) >= since));
		return isRecent;
	};
}
