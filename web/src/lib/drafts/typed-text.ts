import { db } from '../db.ts';

/** A cell whose editor is open: what stands in the draft, and what was typed over it. */
export interface TypedCell {
	key: string;
	column: number;
	before: string;
	text: string;
}

/**
 * What stands in the open editor of a draft's cell. It becomes an edit when the editor is left; until then it is kept here
 * with every key, since a page may end at any time. Nothing of it stays once the edit is stored or given up.
 */
export class TypedText {
	#draftId: string;
	#organisationId: string;
	#wanted: TypedCell | null = null;
	#writing: Promise<void> | null = null;
	/** Something of this draft's is kept, or may be. */
	#isKept = false;

	constructor({ draftId, organisationId }: { draftId: string; organisationId: string }) {
		this.#draftId = draftId;
		this.#organisationId = organisationId;
	}

	/** Resolves once the last that was typed is kept; where the device is full, nothing is. */
	keep(cell: TypedCell): Promise<void> {
		this.#wanted = cell;
		this.#isKept = true;
		return this.#write();
	}

	/** That cell's text is no longer needed; what is typed into another one meanwhile stays. */
	drop({ key, column }: Pick<TypedCell, 'key' | 'column'>): Promise<void> {
		const other = this.#wanted;
		const isAnother = other !== null && (other.key !== key || other.column !== column);
		if (isAnother || !this.#isKept) return Promise.resolve();
		this.#wanted = null;
		return this.#write();
	}

	/** What an earlier page was left with; null: nothing. */
	async read(): Promise<TypedCell | null> {
		const left = await db.typedTexts.get(this.#draftId);
		this.#isKept ||= left !== undefined;
		return left ?? null;
	}

	/** One write after the other; what is typed meanwhile goes as one. */
	#write(): Promise<void> {
		this.#writing ??= this.#writeAll();
		return this.#writing;
	}

	async #writeAll(): Promise<void> {
		let written: TypedCell | null | undefined;
		while (written !== this.#wanted) {
			written = this.#wanted;
			const [draftId, organisationId] = [this.#draftId, this.#organisationId];
			const write = written
				? db.typedTexts.put({ draftId, organisationId, ...written })
				: db.typedTexts.delete(draftId);
			// A full device is told of elsewhere, and the text is still in its editor.
			await Promise.resolve(write).catch(() => {});
		}
		this.#writing = null;
	}
}
