import type { Definition } from '#shared/definition/definition.ts';
import { db } from '../db.ts';
import type { DraftSettings, DraftView, WorkbookRefusal } from '../drafts/draft.ts';
import type { OrganisationName } from '../drafts/file/draft-file.ts';
import { takeDraftFile } from '../drafts/file/take-draft-file.ts';
import { writeDraftFile } from '../drafts/file/write-draft-file.ts';
import { loadDraft } from '../drafts/load-draft.ts';
import { viewDraft } from './draft-view.ts';
import { openHeld, type Held } from './held-draft.ts';

interface Opening {
	into: { id: string; organisationId: string };
	given: { catalog: Definition[]; settings: DraftSettings };
}

/** Makes a draft of the file: this one where there is none yet, else one of its own, so that nothing is mixed. */
export async function openDraftFile(
	held: Held,
	file: File,
	{ into, given }: Opening
): Promise<{ view: DraftView | null; refusals: WorkbookRefusal[] }> {
	const isApart = (await db.drafts.get(into.id)) !== undefined;
	const id = isApart ? crypto.randomUUID() : into.id;
	const { catalog, settings } = given;
	const { isTaken, notes } = await takeDraftFile(file, { ...into, id, catalog, now: settings.now });
	const state = await openHeld(held, into.id, given);
	const apart: WorkbookRefusal = { name: file.name, code: 'draft-apart', params: { draftId: id } };
	return {
		view: state && viewDraft(state),
		refusals: isTaken && isApart ? [apart, ...notes] : notes
	};
}

/** The open draft as it is in memory, any other as it is stored. */
export async function saveDraftFile(
	held: Held,
	draftId: string,
	{ organisation, catalog }: { organisation: OrganisationName; catalog: Definition[] }
): Promise<Blob | null> {
	const open = [held.state, ...held.parked].find((state) => state?.draft.id === draftId);
	const { draft, rows } = open ?? (await loadDraft(draftId)) ?? { draft: null, rows: [] };
	if (draft === null || draft.organisationId !== organisation.id) return null;
	const files = await db.draftFiles
		.where('[draftId+digest]')
		.between([draftId, ''], [draftId, '\uffff'])
		.toArray();
	return writeDraftFile({ draft, rows, files, definitions: catalog, organisation, now: Date.now() });
}
