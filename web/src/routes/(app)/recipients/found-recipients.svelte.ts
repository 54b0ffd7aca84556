import { listRecipients } from '#lib/api.ts';
import { explainProblem } from '#lib/sync/explain-problem.ts';
import { mirrorThread } from '#lib/sync/mirror-thread.ts';
import type { PastRecipient } from '#shared/contract/batch.ts';

const SHOWN_AT_ONCE = 100;

/** Past recipients by name or contact, newest first: the device's, or the server's while the device does not know all. */
export class FoundRecipients {
	/** null: nothing was answered yet. */
	recipients = $state.raw<PastRecipient[] | null>(null);
	/** What they were found by. */
	search = $state('');
	more = $state(false);
	/** Why the server did not answer; null where it did or was not asked. */
	refusal = $state.raw<{ offline: boolean; words: string } | null>(null);
	#cursor: string | null = null;
	#limit = SHOWN_AT_ONCE;
	#round = 0;

	/** `isPulled`: the device knows all that the server told. */
	async find(organisationId: string, search: string, isPulled: boolean): Promise<void> {
		if (search !== this.search) this.#limit = SHOWN_AT_ONCE;
		const round = ++this.#round;
		const found = isPulled ? await mirrorThread.searchRecipients(organisationId, search, this.#limit) : null;
		if (round !== this.#round) return;
		if (found) return this.#show(search, found.recipients, { more: found.more, cursor: null });
		const answer = await listRecipients({ search });
		if (round !== this.#round) return;
		if (!answer.ok) this.refusal = { offline: answer.offline, words: explainProblem(answer) };
		else this.#show(search, answer.value.recipients, { more: answer.value.cursor !== null, ...answer.value });
	}

	async showMore(organisationId: string): Promise<void> {
		const cursor = this.#cursor;
		this.#limit += SHOWN_AT_ONCE;
		if (cursor === null) return this.find(organisationId, this.search, true);
		const before = this.recipients ?? [];
		const round = ++this.#round;
		const answer = await listRecipients({ search: this.search, cursor });
		if (round !== this.#round) return;
		if (!answer.ok) this.refusal = { offline: answer.offline, words: explainProblem(answer) };
		else {
			const { recipients, cursor: next } = answer.value;
			this.#show(this.search, [...before, ...recipients], { more: next !== null, cursor: next });
		}
	}

	#show(search: string, recipients: PastRecipient[], on: { more: boolean; cursor: string | null }): void {
		this.search = search;
		this.recipients = recipients;
		this.more = on.more;
		this.#cursor = on.cursor;
		this.refusal = null;
	}
}
