import type { Replacement } from '#lib/drafts/area.ts';
import type { OpenDraft } from './open-draft.svelte.ts';

type Sought = Omit<Replacement, 'filter'>;
type Reveal = (position: number, column: number) => Promise<void>;

/** Finding and replacing in the rows that pass the filter: from where it has come to, and round again at the end. */
export class RowSearch {
	#draft: OpenDraft;
	#reveal: Reveal;
	#after = -1;

	constructor(draft: OpenDraft, reveal: Reveal) {
		this.#draft = draft;
		this.#reveal = reveal;
	}

	/** Another filter or order: positions mean other rows. */
	restart(): void {
		this.#after = -1;
	}

	count(sought: Sought): Promise<number> {
		return this.#draft.ask((thread) => thread.countMatches(this.#within(sought)));
	}

	/** Brings the next match before the eye; false where there is none. */
	async goOn(sought: Sought): Promise<boolean> {
		const next = (after: number) =>
			this.#draft.ask((thread) => thread.nextMatch(this.#within(sought), after));
		const found = (await next(this.#after)) ?? (this.#after >= 0 ? await next(-1) : null);
		if (!found) return false;
		this.#after = found.position;
		await this.#draft.rows.show(found.position, found.position + 1);
		await this.#reveal(found.position, found.column);
		return true;
	}

	/** How many cells were replaced. */
	async replaceAll(sought: Sought): Promise<number> {
		const count = await this.count(sought);
		if (count) await this.#draft.change((thread) => thread.replaceAll(this.#within(sought)));
		return this.#draft.isDone ? count : 0;
	}

	#within(sought: Sought): Replacement {
		return { ...sought, filter: this.#draft.filter };
	}
}
