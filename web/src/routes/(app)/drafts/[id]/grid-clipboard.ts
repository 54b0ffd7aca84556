import { toast } from 'svelte-sonner';
import type { ReviewRow } from '#lib/drafts/draft.ts';
import { m } from '#lib/paraglide/messages.js';
import { blockAsHtml, blockAsText, readBlock } from './clipboard-text.ts';
import type { GridActs } from './grid-acts.ts';
import type { GridColumn } from './grid-columns.ts';
import type { GridSelection } from './grid-selection.svelte.ts';
import { cellsIn, placeBlock, type CellArea } from './paste-block.ts';

/** Marked up, a cell takes ten times its text; more cells go as plain text only. */
const MARKED_CELLS = 20_000;

interface Around {
	selection: GridSelection;
	columns: () => GridColumn[];
	rowAt: (position: number) => ReviewRow | undefined;
	acts: () => GridActs;
}

/** Copying, cutting and pasting of the grid's selection. */
export class GridClipboard {
	#around: Around;

	constructor(around: Around) {
		this.#around = around;
	}

	/** By the browser's own event, which only takes what is there at once. */
	copy(event: ClipboardEvent, then?: 'clear'): void {
		const area = this.#cells();
		if (area.columns.length === 0) return;
		event.preventDefault();
		const block = this.#blockInPage(area);
		if (!block || !event.clipboardData) return void this.copyLater(then);
		event.clipboardData.setData('text/plain', blockAsText(block));
		if (isMarked(area)) event.clipboardData.setData('text/html', blockAsHtml(block));
		if (then) void this.#around.acts().clear(area);
	}

	paste(event: ClipboardEvent): void {
		const text = event.clipboardData?.getData('text/plain');
		if (!text) return;
		event.preventDefault();
		void this.#write(text);
	}

	/** From a menu, or where the thread must be asked for rows first: the clipboard waits for them. */
	async copyLater(then?: 'clear'): Promise<void> {
		const area = this.#cells();
		const acts = this.#around.acts();
		const block = acts.read(area);
		const as = (type: string, write: (block: string[][]) => string) =>
			block.then((texts) => new Blob([write(texts)], { type }));
		try {
			await navigator.clipboard.write([
				new ClipboardItem({
					'text/plain': as('text/plain', blockAsText),
					...(isMarked(area) && { 'text/html': as('text/html', blockAsHtml) })
				})
			]);
		} catch {
			toast.error(m.draft_not_copied());
			return;
		}
		if (then) await acts.clear(area);
		else toast.success(m.draft_copied({ count: area.to - area.from }));
	}

	/** From a menu: the browser may ask first, or refuse. */
	async pasteLater(): Promise<void> {
		try {
			const text = await navigator.clipboard.readText();
			if (text) await this.#write(text);
		} catch {
			toast.error(m.draft_not_pasted());
		}
	}

	async #write(text: string): Promise<void> {
		const { selection, columns, acts } = this.#around;
		const { block, cut, area } = placeBlock(readBlock(text), selection.area, columns());
		if (block.columns.length === 0) return;
		await acts().write(block);
		selection.spreadFrom({ row: area.top, column: area.left }, { row: area.bottom, column: area.right });
		if (cut) toast.warning(m.draft_paste_cut({ count: cut }));
	}

	#cells(): CellArea {
		return cellsIn(this.#around.selection.area, this.#around.columns());
	}

	/** null where a row of it is not in the page. */
	#blockInPage({ from, to, columns }: CellArea): string[][] | null {
		const block: string[][] = [];
		for (let position = from; position < to; position++) {
			const row = this.#around.rowAt(position);
			if (!row) return null;
			block.push(columns.map((column) => row.texts[column] ?? ''));
		}
		return block;
	}
}

function isMarked({ from, to, columns }: CellArea): boolean {
	return (to - from) * columns.length <= MARKED_CELLS;
}
