import type { Definition } from '#shared/definition/definition.ts';
import type {
	DateOrder,
	DraftView,
	ImportProgress,
	ReviewFilter,
	WorkbookRefusal
} from '#lib/drafts/draft.ts';
import { toast } from 'svelte-sonner';
import { findDraft } from '#lib/drafts/draft-files.ts';
import { TypedText, type TypedCell } from '#lib/drafts/typed-text.ts';
import { forgetReceivedFiles } from '#lib/received-files.ts';
import { workbookThread } from '#lib/thread/open-thread.ts';
import { noteUnstored } from '#lib/unstored-drafts.ts';
import type { WorkbookThread } from '#lib/thread/workbook-thread.ts';
import { settingsOf } from './draft-settings.ts';
import { RowWindow } from './row-window.svelte.ts';
import { wordsOfNotDone } from './not-done-words.ts';

const KEYS_AT_ONCE = 1000;

/** The notice that offers to undo the last step. */
export const UNDO_NOTICE = 'draft-undo';

interface Setting {
	draftId: string;
	organisationId: string;
	timeZone: string;
}

/** The draft on the page. The workbook thread holds its rows; every change here is stored before it is shown. */
export class OpenDraft {
	view = $state.raw<DraftView | null>(null);
	state = $state<'opening' | 'open' | 'missing' | 'deleted' | 'failed'>('opening');
	refusals = $state.raw<WorkbookRefusal[]>([]);
	/** null: nothing is being read. */
	importing = $state.raw<{ progress: ImportProgress | null } | null>(null);
	filter = $state.raw<ReviewFilter>({ show: 'all' });
	/** A change could not be stored; what is on the page is what was stored before it. */
	failure = $state.raw<string | null>(null);
	/** The last change was made: it was stored, and not refused. */
	isDone = true;
	/** Those that were dropped last: what was refused here may belong elsewhere. */
	files: File[] = [];
	/** What the rows were last validated by. */
	catalog: Definition[] | null = null;
	readonly rows: RowWindow;
	readonly typed: TypedText;
	#hasTakenTyped = false;
	#setting: Setting;
	#thread: WorkbookThread = workbookThread();

	/** `rows`: of a sample, which the thread does not know. */
	constructor(setting: Setting, rows?: RowWindow) {
		this.#setting = setting;
		this.typed = new TypedText(setting);
		this.rows = rows ?? new RowWindow((filter, from, count) => this.#thread.rows(filter, from, count));
		if (!rows) void this.#thread.follow(() => void this.#look());
	}

	get draftId() {
		return this.#setting.draftId;
	}
	get organisationId() {
		return this.#setting.organisationId;
	}

	async open(catalog: Definition[]): Promise<void> {
		this.catalog = catalog;
		try {
			// An address of another organisation's draft, left on this device, opens nothing.
			const isOwn = await findDraft(this.draftId, this.organisationId);
			if (!isOwn) {
				this.state = 'missing';
				return;
			}
			const view = await this.#thread.openDraft(
				this.#setting.draftId,
				catalog,
				await settingsOf(this.#setting)
			);
			this.state = view ? 'open' : 'missing';
			if (view) await this.#take(view);
		} catch (fault) {
			this.failure = String(fault);
			this.state = 'failed';
		}
	}

	/** Has the tab that writes the draft hand it over. */
	async editHere(): Promise<boolean> {
		const isMine = await this.#thread.editHere();
		await this.#look();
		return isMine;
	}

	/** Tries to store what the full device had no space for. */
	async storeAgain(): Promise<void> {
		const view = await this.#thread.storeAgain();
		if (view?.draft.id === this.draftId) await this.#take(view);
	}

	/** Something changed that was not done here. */
	async #look(): Promise<void> {
		const view = await this.#thread.viewDraft();
		if (view?.draft.id === this.draftId) await this.#take(view);
		else if (view === null && this.state === 'open') this.state = 'deleted';
	}

	/** Where nothing came of it, the draft is opened as it was. */
	async importWorkbooks(files: File[], catalog: Definition[]): Promise<void> {
		this.files = files;
		this.catalog = catalog;
		this.importing = { progress: null };
		this.refusals = [];
		const { draftId: id, organisationId } = this.#setting;
		try {
			const { view, refusals } = await this.#thread.importWorkbooks(
				{ id, organisationId },
				files,
				catalog,
				await settingsOf(this.#setting),
				(progress) => {
					if (this.importing) this.importing = { progress };
				}
			);
			// Before anything of it is shown: whoever goes on from here must not be offered the same files again.
			await forgetReceivedFiles(files).catch(() => {});
			this.refusals = refusals;
			if (view) {
				this.state = 'open';
				await this.#take(view);
			}
		} catch (fault) {
			this.failure = String(fault);
		} finally {
			this.importing = null;
		}
		if (this.state === 'opening') await this.open(catalog);
	}

	async cancelImport(): Promise<void> {
		await this.#thread.cancelImport();
	}

	dismiss(refusal: WorkbookRefusal): void {
		this.refusals = this.refusals.filter((other) => other !== refusal);
	}

	setLabel = (label: string) => this.change((thread) => thread.setLabel(label));
	edit = (key: string, column: number, text: string) =>
		this.change((thread) => thread.edit(key, column, text));
	setExcluded = (keys: string[], excluded: boolean) =>
		this.change((thread) => thread.setExcluded(keys, excluded));
	undo = () => this.change((thread) => thread.undo());
	redo = () => this.change((thread) => thread.redo());

	/** Throws where it could not be stored: nothing may be queued then. */
	async noteBatch(): Promise<void> {
		await this.#take(await this.#thread.noteBatch());
	}

	async prepareBatch() {
		return this.#thread.prepareBatch();
	}

	async nextProblem(after: number): Promise<number | null> {
		return this.#thread.nextProblem(this.filter, after);
	}

	/** The first rows of a filter, beside those on the page. */
	async peek(filter: ReviewFilter, from: number, count: number) {
		return (await this.#thread.rows(filter, from, count)).rows;
	}

	/** Keys of the rows that are not excluded and cannot be issued. */
	async keysWithErrors(): Promise<string[]> {
		const keys: string[] = [];
		for (;;) {
			const { total, rows } = await this.#thread.rows({ show: 'errors' }, keys.length, KEYS_AT_ONCE);
			keys.push(...rows.map(({ key }) => key));
			if (rows.length === 0 || keys.length >= total) return keys;
		}
	}

	async setFilter(filter: ReviewFilter): Promise<void> {
		this.filter = filter;
		await this.rows.refresh(filter);
	}

	/** What the thread knows and the page does not hold. */
	ask<T>(question: (thread: WorkbookThread) => Promise<T>): Promise<T> {
		return question(this.#thread);
	}

	/** Has the thread change the draft, and shows what came of it; a fault is shown instead. */
	async change(change: (thread: WorkbookThread) => Promise<DraftView>): Promise<void> {
		await this.changeWith(async (thread) => ({ view: await change(thread) }));
	}

	/** The same for a change that answers more than the view; null where it was refused or could not be stored. */
	async changeWith<T extends { view: DraftView }>(
		change: (thread: WorkbookThread) => Promise<T>
	): Promise<T | null> {
		toast.dismiss(UNDO_NOTICE);
		try {
			const answer = await change(this.#thread);
			await this.#take(answer.view);
			this.failure = null;
			const { notDone } = answer.view;
			this.isDone = notDone === undefined;
			if (notDone) toast.error(wordsOfNotDone(notDone));
			return notDone ? null : answer;
		} catch (fault) {
			this.failure = String(fault);
			this.isDone = false;
			return null;
		}
	}

	/** What was typed into that cell needs no place of its own any more, once the edit is stored. */
	async settle(cell: Pick<TypedCell, 'key' | 'column'>): Promise<void> {
		if (this.failure === null && !this.view?.isUnstored) await this.typed.drop(cell);
	}

	async #take(view: DraftView): Promise<void> {
		this.view = view;
		if (view.isUnstored) noteUnstored();
		await this.rows.refresh(this.filter);
		if (view.readOnly || this.#hasTakenTyped) return;
		this.#hasTakenTyped = true;
		await this.#takeTyped();
	}

	/** The last page ended with an open editor: what stood in it becomes the edit, unless the cell has changed since. */
	async #takeTyped(): Promise<void> {
		const left = await this.typed.read().catch(() => null);
		if (!left) return;
		const { key, column, before, text } = left;
		const [row] = await this.peek({ show: 'all', keys: [key] }, 0, 1);
		if (row && text !== before && (row.texts[column] ?? '') === before) await this.edit(key, column, text);
		await this.settle(left);
	}
}
