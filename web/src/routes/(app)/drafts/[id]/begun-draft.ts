import type { OpenDraft } from './open-draft.svelte.ts';

/** A draft that one page began and the next one shows: its workbooks are read while the person is taken there. */
let begun: OpenDraft | null = null;

export function keepBegun(draft: OpenDraft): void {
	begun = draft;
}

/** Hands it over once, and only to its own page. */
export function takeBegun(draftId: string): OpenDraft | null {
	const taken = begun?.draftId === draftId ? begun : null;
	begun = null;
	return taken;
}
