import { proxy } from 'comlink';
import type { DraftView, WorkbookRefusal } from '../drafts/draft.ts';
import { callInTime } from './call-in-time.ts';
import { importInTime, type ImportLimits } from './import-in-time.ts';
import { startThread, type RunningThread } from './running-thread.ts';
import type { WorkbookThread } from './workbook-thread.ts';

/** No stage takes a tenth of it for a hundred thousand rows; what shows no progress for so long is hostile or hopeless. */
const IMPORT_LIMIT_MS = 60_000;
const CANCEL_LIMIT_MS = 400;
/** Of the same size; what is read again was read before, within its own limit. */
const CALL_LIMIT_MS = 60_000;

type Reopen = Parameters<WorkbookThread['openDraft']>;

let shared: WorkbookThread | null = null;

/** The workbook thread of this page. It starts with the first call, and again after it has ended, with its draft open. */
export function workbookThread(): WorkbookThread {
	return (shared ??= connectThread({ importMs: IMPORT_LIMIT_MS, cancelMs: CANCEL_LIMIT_MS }));
}

/** A face over a thread of its own. */
export function connectThread(limits: ImportLimits): WorkbookThread {
	let running: Promise<RunningThread> | null = null;
	let reopen: Reopen | null = null;
	let cancel = () => {};
	let told: (() => void) | null = null;

	function reach(): Promise<RunningThread> {
		running ??= start();
		return running;
	}

	async function start(): Promise<RunningThread> {
		const thread = startThread(() => (running = null));
		if (told) void thread.remote.follow(proxy(told));
		if (reopen) await Promise.race([thread.remote.openDraft(...reopen), thread.ended]);
		return thread;
	}

	async function call<T>(use: (remote: WorkbookThread) => Promise<T>): Promise<T> {
		const { remote, ended } = await reach();
		return Promise.race([use(remote as unknown as WorkbookThread), ended]);
	}

	async function callWithLimit<T>(use: (remote: WorkbookThread) => Promise<T>): Promise<T | 'took-too-long'> {
		return callInTime(await reach(), limits.callMs ?? CALL_LIMIT_MS, use);
	}

	/** A workbook that is not read in time is refused, and the draft is as it was. */
	async function readAgain(
		digest: string,
		use: (remote: WorkbookThread) => ReturnType<WorkbookThread['chooseInWorkbook']>
	): ReturnType<WorkbookThread['chooseInWorkbook']> {
		const answer = await callWithLimit(use);
		if (answer !== 'took-too-long') return answer;
		const view = await call((remote) => remote.viewDraft());
		if (!view) throw new Error('No draft is open.');
		const name = view.draft.workbooks.find((workbook) => workbook.digest === digest)?.name ?? '';
		return { view, refusal: { name, code: 'took-too-long', params: {} } };
	}

	return {
		template: (...given) => call((remote) => remote.template(...given)),

		async importWorkbooks(draft, files, catalog, settings, onProgress) {
			const refusals: WorkbookRefusal[] = [];
			let view: DraftView | null = null;
			let isCancelled = false;
			let imported = 0;
			const total = files.reduce((sum, file) => sum + file.size, 0) || 1;
			cancel = () => (isCancelled = true);
			for (const file of files) {
				if (isCancelled) {
					refusals.push({ name: file.name, code: 'cancelled', params: {} });
					continue;
				}
				const from = imported;
				imported += file.size;
				const outcome = await importInTime(
					await reach(),
					[
						draft,
						[file],
						catalog,
						settings,
						(progress) => onProgress({ ...progress, done: (from + progress.done * file.size) / total })
					],
					{
						...limits,
						whenCancelled: (cancelThis) => {
							cancel = () => {
								isCancelled = true;
								cancelThis();
							};
						}
					}
				);
				reopen = [draft.id, catalog, settings];
				if (typeof outcome === 'string') {
					refusals.push({ name: file.name, code: outcome, params: {} });
					view = await call((remote) => remote.openDraft(draft.id, catalog, settings));
				} else {
					refusals.push(...outcome.refusals);
					view = outcome.view;
				}
			}
			cancel = () => {};
			return { view, refusals };
		},

		async cancelImport() {
			cancel();
		},

		warm: (...given) => call((remote) => remote.warm(...given)),

		async openDraft(...given) {
			// A thread that starts for this call must not open the draft twice.
			const view = await call((remote) => remote.openDraft(...given));
			reopen = given;
			return view;
		},

		async follow(listener) {
			told = listener;
			const { remote } = await reach();
			await remote.follow(proxy(listener));
		},
		viewDraft: () => call((remote) => remote.viewDraft()),
		editHere: () => call((remote) => remote.editHere()),
		storeAgain: () => call((remote) => remote.storeAgain()),
		hasUnstored: () => call((remote) => remote.hasUnstored()),

		chooseInWorkbook: (...given) => readAgain(given[0], (remote) => remote.chooseInWorkbook(...given)),
		async peekSheet(...given) {
			const lines = await callWithLimit((remote) => remote.peekSheet(...given));
			return lines === 'took-too-long' ? null : lines;
		},
		readSheetToo: (...given) => readAgain(given[0], (remote) => remote.readSheetToo(...given)),
		leaveSheetOut: (...given) => call((remote) => remote.leaveSheetOut(...given)),
		confirmColumns: (...given) => call((remote) => remote.confirmColumns(...given)),
		takeHiddenRows: (...given) => call((remote) => remote.takeHiddenRows(...given)),
		excludeAbsent: (...given) => call((remote) => remote.excludeAbsent(...given)),
		removeWorkbook: (...given) => call((remote) => remote.removeWorkbook(...given)),
		writeBlock: (...given) => call((remote) => remote.writeBlock(...given)),
		readArea: (...given) => call((remote) => remote.readArea(...given)),
		clearArea: (...given) => call((remote) => remote.clearArea(...given)),
		fillDown: (...given) => call((remote) => remote.fillDown(...given)),
		addRow: (...given) => call((remote) => remote.addRow(...given)),
		duplicateRows: (...given) => call((remote) => remote.duplicateRows(...given)),
		removeRows: (...given) => call((remote) => remote.removeRows(...given)),
		keysOf: (...given) => call((remote) => remote.keysOf(...given)),
		countMatches: (...given) => call((remote) => remote.countMatches(...given)),
		nextMatch: (...given) => call((remote) => remote.nextMatch(...given)),
		replaceAll: (...given) => call((remote) => remote.replaceAll(...given)),
		async exportDraft(...given) {
			const bytes = await callWithLimit((remote) => remote.exportDraft(...given));
			return bytes === 'took-too-long' ? null : bytes;
		},
		setDefinition: (...given) => call((remote) => remote.setDefinition(...given)),
		setDateOrder: (...given) => call((remote) => remote.setDateOrder(...given)),
		setLabel: (...given) => call((remote) => remote.setLabel(...given)),
		rows: (...given) => call((remote) => remote.rows(...given)),
		positionOf: (...given) => call((remote) => remote.positionOf(...given)),
		nextProblem: (...given) => call((remote) => remote.nextProblem(...given)),
		edit: (...given) => call((remote) => remote.edit(...given)),
		fixAll: (...given) => call((remote) => remote.fixAll(...given)),
		setExcluded: (...given) => call((remote) => remote.setExcluded(...given)),
		undo: () => call((remote) => remote.undo()),
		redo: () => call((remote) => remote.redo()),
		prepareBatch: () => call((remote) => remote.prepareBatch()),
		noteBatch: () => call((remote) => remote.noteBatch()),

		draftFile: (...given) => call((remote) => remote.draftFile(...given)),

		deleteDraft(draftId) {
			if (reopen?.[0] === draftId) reopen = null;
			return call((remote) => remote.deleteDraft(draftId));
		}
	};
}
