import type { DraftView, WorkbookRefusal } from '../drafts/draft.ts';
import { removeDraft, storeBatchId } from '../drafts/store-draft.ts';
import { isDraftFile } from '../drafts/file/draft-file.ts';
import { changeBlock, changeToCleared, changeToFilled, readArea } from './change-area.ts';
import { changeToAdded, changeToDeleted, changeToDuplicated } from './change-rows.ts';
import {
	changeDefinition,
	changeHiddenRows,
	changeToConfirmed,
	changeToRemoved,
	findWorkbook
} from './change-workbook.ts';
import type { Change } from './change.ts';
import {
	changeByChoice,
	changeByFurtherSheet,
	changeToLeftOut,
	peekSheet,
	rememberColumns
} from './choose-in-workbook.ts';
import { commitChange, commitLabel, redoChange, undoChange } from './commit-change.ts';
import { isReadOnly, type DraftState } from './draft-state.ts';
import { viewDraft } from './draft-view.ts';
import { openDraftFile, saveDraftFile } from './draft-as-file.ts';
import { filterRows, nextProblem } from './filter-rows.ts';
import {
	editHere,
	forget,
	letGo,
	openHeld,
	retryLater,
	startHeld,
	storeAllHeld,
	type Held
} from './held-draft.ts';
import { importInto } from './import-into-draft.ts';
import { makeIds } from './make-ids.ts';
import { changeCell, changeDateOrder, changeExcluded, changeGroup } from './make-changes.ts';
import { prepareBatch } from './prepare-batch.ts';
import { changeMatches, countMatches, nextMatch } from './replace-text.ts';
import { reviewRow } from './review-row.ts';
import { storeHeld } from './store-changes.ts';
import type { WorkbookThread } from './workbook-thread.ts';

/** What the workbook thread does; one draft is open in it at a time. */
export function makeThread(): WorkbookThread {
	let isCancelled = false;
	let last: Promise<unknown> = Promise.resolve();
	const held: Held = { state: null, parked: [], inTurn, told: () => {} };

	/** One thing after the other: each change builds on what the one before has stored. */
	function inTurn<T>(work: () => T | Promise<T>): Promise<T> {
		const mine = last.then(work, work);
		last = mine;
		void mine.finally(() => retryLater(held)).catch(() => {});
		return mine;
	}

	/** Of a draft that is read-only nothing changes; the view says so. */
	function change(take: (state: DraftState) => Promise<unknown>): Promise<DraftView> {
		return inTurn(async () => {
			const state = opened(held);
			if (!isReadOnly(state)) await take(state);
			return viewDraft(state);
		});
	}

	function changeWith(make: (state: DraftState) => Change | null): Promise<DraftView> {
		return change(async (state) => {
			const made = make(state);
			if (made) await commitChange(state, made);
		});
	}

	/** What a workbook itself may stand in the way of. */
	function changeOrRefuse(
		make: (state: DraftState) => Promise<Change | WorkbookRefusal | null>,
		afterwards: (state: DraftState) => Promise<void> | undefined = () => undefined
	): Promise<{ view: DraftView; refusal: WorkbookRefusal | null }> {
		return inTurn(async () => {
			const state = opened(held);
			const made = isReadOnly(state) ? null : await make(state);
			if (made && 'code' in made) return { view: viewDraft(state), refusal: made };
			if (made && (await commitChange(state, made))) await afterwards(state);
			return { view: viewDraft(state), refusal: null };
		});
	}

	return {
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

		async cancelImport() {
			isCancelled = true;
		},

		openDraft: (draftId, catalog, settings) =>
			inTurn(async () => {
				const state = await openHeld(held, draftId, { catalog, settings });
				return state && viewDraft(state);
			}),

		chooseInWorkbook: (digest, choice) =>
			changeOrRefuse(
				(s) => changeByChoice(s, { digest, choice }, makeId),
				(s) => (choice.columns ? rememberColumns(s, findWorkbook(s, digest)) : undefined)
			),
		readSheetToo: (digest, sheet) =>
			changeOrRefuse((s) => changeByFurtherSheet(s, { digest, sheet }, makeId)),
		leaveSheetOut: (digest, sheet) => changeWith((s) => changeToLeftOut(s, digest, sheet)),
		peekSheet: (digest, sheet) => inTurn(() => peekSheet(opened(held), digest, sheet)),
		confirmColumns: (digest) =>
			change(async (state) => {
				const made = changeToConfirmed(state, digest);
				if (made && (await commitChange(state, made)))
					await rememberColumns(state, findWorkbook(state, digest));
			}),
		takeHiddenRows: (digest, taken) => changeWith((s) => changeHiddenRows(s, digest, taken)),
		removeWorkbook: (digest) => changeWith((s) => changeToRemoved(s, digest)),
		setDefinition: (digest, definitionId) => changeWith((s) => changeDefinition(s, digest, definitionId)),
		setDateOrder: (column, order) => changeWith((s) => changeDateOrder(s, column, order)),
		setLabel: (label) => change((state) => commitLabel(state, label)),
		edit: (key, column, text) => changeWith((s) => changeCell(s, key, { column, text })),
		fixAll: (group, text) => changeWith((s) => changeGroup(s, group, text)),
		writeBlock: (block) => changeWith((s) => changeBlock(s, block, makeId)),
		readArea: (area) => inTurn(() => readArea(opened(held), area)),
		clearArea: (area) => changeWith((s) => changeToCleared(s, area)),
		fillDown: (area) => changeWith((s) => changeToFilled(s, area)),
		async addRow(after) {
			let key = '';
			const view = await changeWith((s) => {
				const made = changeToAdded(s, after, makeId);
				({ key } = made);
				return made;
			});
			return { view, key };
		},
		duplicateRows: (keys) => changeWith((s) => changeToDuplicated(s, keys, makeId)),
		removeRows: (keys) => changeWith((s) => changeToDeleted(s, keys)),
		countMatches: (wanted) => inTurn(() => countMatches(opened(held), wanted)),
		nextMatch: (wanted, after) => inTurn(() => nextMatch(opened(held), wanted, after)),
		replaceAll: (wanted) => changeWith((s) => changeMatches(s, wanted)),
		exportDraft: (locale) =>
			inTurn(async () => {
				const { exportDraft } = await import('./export-rows.ts');
				return exportDraft(opened(held), locale);
			}),
		setExcluded: (keys, excluded) => changeWith((s) => changeExcluded(s, keys, excluded)),
		undo: () => change(undoChange),
		redo: () => change(redoChange),

		rows: (filter, from, count) =>
			inTurn(() => {
				const state = opened(held);
				const indexes = filterRows(state, filter);
				const rows = indexes.slice(from, from + count).map((index) => reviewRow(state, index));
				return { total: indexes.length, rows };
			}),

		keysOf: (filter, from, to) =>
			inTurn(() => {
				const state = opened(held);
				return filterRows(state, filter)
					.slice(from, to)
					.map((index) => state.rows[index]!.key);
			}),

		nextProblem: (filter, after) => inTurn(() => nextProblem(opened(held), filter, after)),

		follow: async (told) => {
			held.told = told;
		},
		viewDraft: () => inTurn(() => held.state && viewDraft(held.state)),
		editHere: () => editHere(held),
		storeAgain: () =>
			inTurn(async () => {
				await storeAllHeld(held);
				return held.state && viewDraft(held.state);
			}),

		prepareBatch: () =>
			inTurn(async () => {
				const state = opened(held);
				if (!(await storeHeld(state))) throw new Error('The draft is not stored.');
				return prepareBatch(state);
			}),

		setBatch: (batchId) =>
			inTurn(async () => {
				const state = opened(held);
				await storeBatchId(state.draft.id, batchId);
				state.draft = { ...state.draft, batchId };
				state.tell({ draft: state.draft, rows: state.rows, changed: [] });
				return viewDraft(state);
			}),

		draftFile: (draftId, organisation, catalog) =>
			inTurn(() => saveDraftFile(held, draftId, { organisation, catalog })),

		deleteDraft: (draftId) =>
			inTurn(async () => {
				forget(held, draftId);
				await removeDraft(draftId);
			})
	};
}

const makeId = makeIds((bytes) => crypto.getRandomValues(bytes));

function opened(held: Held): DraftState {
	if (held.state === null) throw new Error('No draft is open.');
	return held.state;
}

function refuseForSpace({ name }: File): WorkbookRefusal {
	return { name, code: 'no-space', params: {} };
}
