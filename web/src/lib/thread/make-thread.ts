import type { WorkbookRefusal } from '../drafts/draft.ts';
import { readBatchId, removeDraft } from '../drafts/store-draft.ts';
import { isDraftFile } from '../drafts/file/draft-file.ts';
import { openDraftFile, saveDraftFile } from './draft-as-file.ts';
import { tellDeleted } from './draft-line.ts';
import { isReadOnly } from './draft-state.ts';
import { viewDraft } from './draft-view.ts';
import { editHere, forget, isHolding, letGo, openHeld, startHeld, storeAllHeld } from './held-draft.ts';
import { importInto } from './import-into-draft.ts';
import { prepareBatch } from './prepare-batch.ts';
import { makeReviewFace } from './review-face.ts';
import { storeHeld } from './store-changes.ts';
import { makeId, takeTurns } from './take-turns.ts';
import { makeWorkbookFace } from './workbook-face.ts';
import { warmThread } from './warm-thread.ts';
import type { WorkbookThread } from './workbook-thread.ts';

/** What the workbook thread does; one draft is open in it at a time. */
export function makeThread(): WorkbookThread {
	let isCancelled = false;
	const turns = takeTurns();
	const { held, inTurn, ask } = turns;

	return {
		...makeReviewFace(turns),
		...makeWorkbookFace(turns),

		async template(definitions, words) {
			const { writeTemplate } = await import('../workbook/template.ts');
			return writeTemplate(definitions, words);
		},

		importWorkbooks(into, files, catalog, settings, onProgress) {
			isCancelled = false;
			return inTurn(async () => {
				const given = { catalog, settings };
				const [first] = files;
				if (first && files.length === 1 && (await isDraftFile(first)))
					return openDraftFile(held, first, { into, given });
				const state = (await openHeld(held, into.id, given)) ?? (await startHeld(held, into, given));
				if (isReadOnly(state)) throw new Error('The draft is read-only.');
				if (!(await storeHeld(state))) return { view: viewDraft(state), refusals: files.map(refuseForSpace) };
				const refusals = await importInto(state, files, {
					onProgress,
					isCancelled: () => isCancelled,
					makeId
				});
				state.tell({ draft: state.draft, rows: state.rows, changed: [...state.rows.keys()] });
				if (state.isStored) return { view: viewDraft(state), refusals };
				letGo(held);
				return { view: null, refusals };
			});
		},

		warm: (organisationId, catalog, settings) =>
			inTurn(() => warmThread(organisationId, { catalog, settings })),

		async cancelImport() {
			isCancelled = true;
		},

		openDraft: (draftId, catalog, settings) =>
			inTurn(async () => {
				const state = await openHeld(held, draftId, { catalog, settings });
				return state && viewDraft(state);
			}),

		follow: async (told) => {
			held.told = told;
		},
		viewDraft: () => inTurn(() => held.state && viewDraft(held.state)),
		editHere: () => editHere(held),
		hasUnstored: () => inTurn(() => isHolding(held)),
		storeAgain: () =>
			inTurn(async () => {
				await storeAllHeld(held);
				return held.state && viewDraft(held.state);
			}),

		prepareBatch: () =>
			ask(async (state) => {
				if (!(await storeHeld(state))) throw new Error('The draft is not stored.');
				return prepareBatch(state);
			}),

		noteBatch: () =>
			ask(async (state) => {
				state.draft = { ...state.draft, batchId: await readBatchId(state.draft.id) };
				state.tell({ draft: state.draft, rows: state.rows, changed: [] });
				return viewDraft(state);
			}),

		draftFile: (draftId, organisation, catalog) =>
			inTurn(() => saveDraftFile(held, draftId, { organisation, catalog })),

		deleteDraft: (draftId) =>
			inTurn(async () => {
				// Another tab may take the draft as soon as it is let go: by then there is none.
				await removeDraft(draftId);
				forget(held, draftId);
				tellDeleted(draftId);
			})
	};
}

function refuseForSpace({ name }: File): WorkbookRefusal {
	return { name, code: 'no-space', params: {} };
}
