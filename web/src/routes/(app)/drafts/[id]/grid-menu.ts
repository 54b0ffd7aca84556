import Ban from '@lucide/svelte/icons/ban';
import ClipboardPaste from '@lucide/svelte/icons/clipboard-paste';
import Copy from '@lucide/svelte/icons/copy';
import CopyPlus from '@lucide/svelte/icons/copy-plus';
import ListEnd from '@lucide/svelte/icons/list-end';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Scissors from '@lucide/svelte/icons/scissors';
import Trash2 from '@lucide/svelte/icons/trash-2';
import ArrowDownToLine from '@lucide/svelte/icons/arrow-down-to-line';
import type { MenuItem } from '#lib/components/Menu.svelte';
import { m } from '#lib/paraglide/messages.js';
import type { RowAct } from './grid-commands.ts';

/** What can be done with rows that were chosen; `excluded` is true where the first of them is. */
export function rowItems(
	{ count, excluded }: { count: number; excluded: boolean },
	onact: (act: RowAct) => void
): MenuItem[] {
	const inclusion: MenuItem = excluded
		? { label: m.draft_include_rows({ count }), icon: RotateCcw, onselect: () => onact('include') }
		: { label: m.draft_exclude_rows({ count }), icon: Ban, onselect: () => onact('exclude') };
	return [
		{ label: m.draft_add_row(), icon: ListEnd, apart: true, onselect: () => onact('add') },
		{ label: m.draft_duplicate_rows({ count }), icon: CopyPlus, onselect: () => onact('duplicate') },
		inclusion,
		{
			label: m.draft_remove_rows({ count }),
			icon: Trash2,
			danger: true,
			apart: true,
			onselect: () => onact('remove')
		}
	];
}

export interface CellCommands {
	copy: () => void;
	cut: () => void;
	paste: () => void;
	/** Absent where one row is chosen. */
	fillDown?: () => void;
}

/** What can be done with the cells that were chosen. */
export function cellItems(commands: CellCommands, readonly: boolean): MenuItem[] {
	const copy = { label: m.draft_copy(), icon: Copy, onselect: commands.copy };
	if (readonly) return [copy];
	const items: MenuItem[] = [
		copy,
		{ label: m.draft_cut(), icon: Scissors, onselect: commands.cut },
		{ label: m.draft_paste(), icon: ClipboardPaste, onselect: commands.paste }
	];
	if (commands.fillDown)
		items.push({ label: m.draft_fill_down(), icon: ArrowDownToLine, onselect: commands.fillDown });
	return items;
}
