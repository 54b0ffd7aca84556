import type { Answer } from '../api-call.ts';
import {
	beginListAnew,
	isWiped,
	NOT_ANSWERED,
	openPullCursor,
	type Pulled,
	type PullCursor,
	type PullKind
} from './pull-cursor.ts';

/** A part of what changed. */
interface Told {
	organisationId: string;
	cursor: string;
	more?: boolean;
}

interface List<T extends Told> {
	kind: PullKind;
	ask: (cursor: string | null) => Promise<Answer<T>>;
	/** Stores what was told with the cursor; false where nothing may be stored. */
	store: (asked: PullCursor, told: T, asOf: number | null) => Promise<boolean>;
	count: (told: T) => number;
}

/**
 * Brings one list of the organisation's to what the server knows. Stops without a word where there is no connection or no
 * sign-in: what is stored by then stays, and the next pull goes on behind it.
 */
export async function pullList<T extends Told>(
	organisationId: string,
	list: List<T>,
	now: () => number
): Promise<Pulled> {
	let changes = 0;
	for (;;) {
		const asked = await openPullCursor(organisationId, list.kind);
		const answer = await list.ask(asked.cursor);
		if (!answer.ok) {
			const isUnknown = !answer.offline && answer.problem.code === 'request-invalid';
			if (!isUnknown || asked.cursor === null) return { ...NOT_ANSWERED, changes };
			// The server does not know our place: it was set back to an earlier state.
			await beginListAnew(asked);
			continue;
		}
		const told = answer.value;
		// Somebody of another organisation has signed in meanwhile.
		if (told.organisationId !== organisationId) return { ...NOT_ANSWERED, changes };
		const isStored = await list.store(asked, told, told.more ? null : now());
		if (!isStored) {
			// Somebody else moved on meanwhile: what they stored may be older than this question. Or it was wiped.
			if (await isWiped(asked)) return { isAnswered: true, changes };
			continue;
		}
		changes += list.count(told);
		if (!told.more || told.cursor === asked.cursor) return { isAnswered: true, changes };
	}
}
