import { flushSync, tick } from 'svelte';
import type { MenuItem } from '#lib/components/Menu.svelte';
import type { ReviewRow } from '#lib/drafts/draft.ts';
import { cellAt } from './cell-of-target.ts';
import type { GridActs } from './grid-acts.ts';
import { GridClipboard } from './grid-clipboard.ts';
import type { GridColumn } from './grid-columns.ts';
import type { GridCommand, RowAct } from './grid-commands.ts';
import { FIRST_EDITABLE, layOutColumns, revealCell } from './grid-layout.ts';
import { cellItems, rowItems } from './grid-menu.ts';
import { leaveEdit, type EditEnd, type GridPlace } from './grid-moves.ts';
import { GridSelection } from './grid-selection.svelte.ts';
import { GridWindow } from './grid-window.svelte.ts';
import { OpenedCell } from './opened-cell.svelte.ts';
import { cellsIn } from './paste-block.ts';
import type { RowOrigin } from './row-origin.ts';

export interface GridGiven {
	columns: GridColumn[];
	total: number;
	rowAt: (position: number) => ReviewRow | undefined;
	acts: GridActs;
	/** What each row says of where it comes from. */
	origin: RowOrigin;
	readonly?: boolean;
}

/** What the grid's commands do; the keys, the mouse and the menus only say which one is meant, and where. */
export class GridControl {
	readonly selection = new GridSelection();
	readonly shown: GridWindow;
	readonly opened: OpenedCell;
	readonly clipboard: GridClipboard;
	editing = $state.raw<{ typed: string | null; byPointer: boolean } | null>(null);
	#given: () => GridGiven;
	#scroller: () => HTMLElement | null;

	constructor(given: () => GridGiven, scroller: () => HTMLElement | null) {
		this.#given = given;
		this.#scroller = scroller;
		this.shown = new GridWindow(() => ({ total: given().total, focused: this.selection.active.row }));
		this.opened = new OpenedCell({
			scroller,
			cellAt: (place) => this.cellAt(place),
			rowAt: ({ row }) => given().rowAt(row),
			columnAt: ({ column }) => given().columns[column - FIRST_EDITABLE]
		});
		this.clipboard = new GridClipboard({
			selection: this.selection,
			columns: () => given().columns,
			rowAt: (position) => given().rowAt(position),
			acts: () => given().acts
		});
	}

	layout = $derived.by(() => layOutColumns(this.#given().columns, this.#given().origin));
	size = $derived.by(() => ({
		rows: this.#given().total,
		columns: this.#given().columns.length + FIRST_EDITABLE,
		page: this.shown.pageRows
	}));
	activeRow = $derived.by(() => this.#given().rowAt(this.selection.active.row));
	activeColumn = $derived.by(() => this.#given().columns[this.selection.active.column - FIRST_EDITABLE]);
	activeText = $derived.by(() => (this.activeColumn && this.activeRow?.texts[this.activeColumn.index]) ?? '');

	get isReadonly(): boolean {
		return this.#given().readonly ?? false;
	}

	cellAt(place: GridPlace): HTMLElement | null {
		const scroller = this.#scroller();
		return scroller && cellAt(scroller, place);
	}

	/** Scrolls to a cell, which may only then come into the page. */
	async reveal(place: GridPlace): Promise<HTMLElement | null> {
		const scroller = this.#scroller();
		if (!scroller) return null;
		revealCell(scroller, place.row, null);
		await tick();
		if (!this.#scroller()) return null;
		const element = this.cellAt(place);
		revealCell(scroller, place.row, element);
		return element;
	}

	async focusOn(place: GridPlace, selected?: 'keep'): Promise<void> {
		if (selected !== 'keep') this.selection.moveTo(place);
		const element = await this.reveal(place);
		// Meanwhile the person, or what speaks for them, may have gone elsewhere.
		if (this.selection.active !== place || !element) return;
		element.focus({ preventScroll: true });
		this.opened.open(place);
	}

	spreadTo(place: GridPlace): void {
		this.opened.close();
		this.selection.spreadTo(place);
		void this.reveal(place);
	}

	/** From a row's beginning whole rows are meant. */
	spreadBetween = (from: GridPlace, to: GridPlace): void => {
		this.opened.close();
		if (from.column === 0) this.selection.spreadOverRows(this.size, from.row, to.row);
		else this.selection.spreadTo(to);
	};

	/** Has the focus in the editor when it returns: a screen keyboard only comes within the person's own act. */
	beginEditing(typed: string | null, byPointer = false): void {
		if (this.isReadonly || !this.activeColumn || !this.activeRow) return;
		this.opened.close();
		this.selection.collapse();
		this.editing = { typed, byPointer };
		flushSync();
	}

	/** What stands in the editor, with every key. */
	typing = (text: string): void => this.#tell(text);

	finishEditing(text: string, end: EditEnd): void {
		this.editing = null;
		if (this.isReadonly || text === this.activeText) this.#tell(null);
		else this.#edit(text);
		const next = leaveEdit(this.selection.active, end, { size: this.size, firstEditable: FIRST_EDITABLE });
		if (next) void this.focusOn(next);
	}

	obey(command: GridCommand, key: string): void {
		const { selection, size } = this;
		const toggles = !this.activeColumn && (command === 'press' || key === 'Enter');
		if (toggles) this.toggleExcluded();
		else if (command === 'close') selection.isSingle ? this.opened.close() : selection.collapse();
		else if (command === 'select-all') selection.spreadOverAll(size);
		else if (command === 'select-rows') selection.spreadOverRows(size);
		else if (command === 'select-columns') selection.spreadOverColumns(size);
		else if (command === 'clear') this.#clear();
		else if (command === 'fill-down') this.#fillDown();
		else this.beginEditing(command === 'edit' ? null : key);
	}

	toggleExcluded(): void {
		const { activeRow } = this;
		if (this.isReadonly || !activeRow) return;
		if (this.selection.rowCount > 1) this.#actOnRows(activeRow.excluded ? 'include' : 'exclude');
		else this.#given().acts.exclude(activeRow.key, !activeRow.excluded);
	}

	/** What can be done with what is selected. */
	items(): MenuItem[] {
		const { clipboard, isReadonly } = this;
		const chosen = { count: this.selection.rowCount, excluded: this.activeRow?.excluded ?? false };
		const commands = {
			copy: () => void clipboard.copyLater(),
			cut: () => void clipboard.copyLater('clear'),
			paste: () => void clipboard.pasteLater(),
			fillDown: chosen.count > 1 ? () => this.#fillDown() : undefined
		};
		const cells = cellItems(commands, isReadonly);
		return isReadonly ? cells : [...cells, ...rowItems(chosen, (act) => this.#actOnRows(act))];
	}

	/** Puts the opened cell right by what its message offers. */
	fixOpened(text: string): void {
		const { place, row, column } = this.opened;
		if (!place || !row || !column) return;
		this.#given().acts.edit(row.key, column.index, text);
		void this.focusOn(place);
	}

	#tell(text: string | null): void {
		const { activeRow, activeColumn, activeText } = this;
		if (!activeRow || !activeColumn) return;
		const cell = { key: activeRow.key, column: activeColumn.index, before: activeText };
		this.#given().acts.typing(cell, text);
	}

	#edit(text: string): void {
		const { activeRow, activeColumn } = this;
		if (!this.isReadonly && activeRow && activeColumn && text !== this.activeText)
			this.#given().acts.edit(activeRow.key, activeColumn.index, text);
	}

	#clear(): void {
		if (this.selection.isSingle) this.#edit('');
		else if (!this.isReadonly)
			void this.#given().acts.clear(cellsIn(this.selection.area, this.#given().columns));
	}

	/** One row alone takes the texts of the row above it. */
	#fillDown(): void {
		const { area, rowCount } = this.selection;
		const top = rowCount === 1 ? area.top - 1 : area.top;
		if (this.isReadonly || top < 0) return;
		void this.#given().acts.fillDown(cellsIn({ ...area, top }, this.#given().columns));
	}

	#actOnRows(act: RowAct): void {
		const { top, bottom } = this.selection.area;
		this.#given().acts.rows(act, top, bottom + 1);
	}
}
