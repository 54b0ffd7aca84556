import { toast } from 'svelte-sonner';
import { m } from '#lib/paraglide/messages.js';
import type { ProblemGroup } from '#lib/drafts/draft.ts';
import type { GridActs } from './grid-acts.ts';
import type { RowAct } from './grid-commands.ts';
import { UNDO_NOTICE, type OpenDraft } from './open-draft.svelte.ts';

/** Brings the cell at a position of the shown rows before the eye. */
type GoTo = (position: number, column: number) => Promise<void>;

export interface ReviewActs extends GridActs {
	addAtEnd: () => Promise<void>;
	/** Puts a text into all cells of a problem. */
	fix: (group: ProblemGroup, text: string) => Promise<void>;
	duplicate: (keys: string[]) => Promise<void>;
	remove: (keys: string[]) => Promise<void>;
}

/** What the grid and the cards ask for, done to the draft. */
export function reviewActs(draft: OpenDraft, goTo: GoTo): ReviewActs {
	const within = <T>(area: T) => ({ ...area, filter: draft.filter });

	async function actOnRows(act: RowAct, from: number, to: number): Promise<void> {
		const keys = await draft.ask((thread) => thread.keysOf(draft.filter, from, to));
		if (keys.length === 0) return;
		if (act === 'add') return add(keys.at(-1)!, to);
		if (act === 'duplicate') return duplicate(keys);
		if (act === 'remove') return remove(keys);
		return draft.setExcluded(keys, act === 'exclude');
	}

	async function duplicate(keys: string[]): Promise<void> {
		await draft.change((thread) => thread.duplicateRows(keys));
		if (draft.isDone) offerUndo(draft, m.draft_duplicated_rows({ count: keys.length }));
	}

	async function remove(keys: string[]): Promise<void> {
		await draft.change((thread) => thread.removeRows(keys));
		if (draft.isDone) offerUndo(draft, m.draft_removed_rows({ count: keys.length }));
	}

	/** What was put right is gone from the list; the notice says so where one looks. */
	async function fix({ code, column, value, swap, rows }: ProblemGroup, text: string): Promise<void> {
		await draft.change((thread) => thread.fixAll({ code, column, value, swap }, text));
		if (draft.isDone) offerUndo(draft, m.draft_fixed_rows({ count: rows }));
	}

	/** The new row is shown, also where the filter or the order would hide it. `position` is its place among those shown. */
	async function add(after: string | null, position: number): Promise<void> {
		const added = await draft.changeWith((thread) => thread.addRow(after));
		if (!added) return;
		const first = added.view.draft.columns.findIndex(({ meaning }) => meaning !== 'ignored');
		await draft.rows.show(position, position + 1);
		if (draft.rows.at(position)?.key === added.key) return goTo(position, first);
		await draft.setFilter({ show: 'all' });
		const keys = await draft.ask((thread) => thread.keysOf(draft.filter, 0, draft.rows.total ?? 0));
		const place = keys.indexOf(added.key);
		await draft.rows.show(place, place + 1);
		await goTo(place, first);
	}

	return {
		edit: (key, column, text) => void draft.edit(key, column, text).then(() => draft.settle({ key, column })),
		typing: (cell, text) =>
			void (text === null ? draft.typed.drop(cell) : draft.typed.keep({ ...cell, text })),
		exclude: (key, excluded) => void draft.setExcluded([key], excluded),
		rows: (act, from, to) => void actOnRows(act, from, to),
		read: (area) => draft.ask((thread) => thread.readArea(within(area))),
		write: (block) => draft.change((thread) => thread.writeBlock(within(block))),
		clear: (area) => draft.change((thread) => thread.clearArea(within(area))),
		fillDown: (area) => draft.change((thread) => thread.fillDown(within(area))),
		fix,
		duplicate,
		remove,
		addAtEnd: async () => {
			await draft.setFilter({ show: 'all' });
			await add(null, draft.rows.total ?? 0);
		}
	};
}

/** What took something away can be taken back where it is told, until the next step: undoing then means that one. */
export function offerUndo(draft: OpenDraft, told: string): void {
	toast.success(told, {
		id: UNDO_NOTICE,
		action: { label: m.draft_undo(), onClick: () => void draft.undo() }
	});
}
