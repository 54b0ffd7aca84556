import { FIRST_EDITABLE } from './grid-layout.ts';
import type { GridPlace, GridSize } from './grid-moves.ts';

/** A rectangle of the grid; `bottom` and `right` are in it. */
export interface GridArea {
	top: number;
	bottom: number;
	left: number;
	right: number;
}

/** Which cells a command means: one, or the rectangle between the cell where spreading began and where it has come to. */
export class GridSelection {
	/** The cell that has the focus, always inside the area. */
	active = $state.raw<GridPlace>({ row: 0, column: FIRST_EDITABLE });
	/** Where spreading has come to. */
	head = $state.raw<GridPlace>({ row: 0, column: FIRST_EDITABLE });
	#anchor = $state.raw<GridPlace>({ row: 0, column: FIRST_EDITABLE });

	area: GridArea = $derived.by(() => ({
		top: Math.min(this.#anchor.row, this.head.row),
		bottom: Math.max(this.#anchor.row, this.head.row),
		left: Math.min(this.#anchor.column, this.head.column),
		right: Math.max(this.#anchor.column, this.head.column)
	}));
	rowCount = $derived(this.area.bottom - this.area.top + 1);
	isSingle = $derived(this.rowCount === 1 && this.area.left === this.area.right);

	moveTo(place: GridPlace): void {
		this.active = this.head = this.#anchor = place;
	}

	spreadTo(place: GridPlace): void {
		this.head = place;
	}

	/** The cells between two places; the first has the focus then. */
	spreadFrom(from: GridPlace, to: GridPlace): void {
		this.moveTo(from);
		this.head = to;
	}

	collapse(): void {
		this.moveTo(this.active);
	}

	includes({ row, column }: GridPlace): boolean {
		const { top, bottom, left, right } = this.area;
		return row >= top && row <= bottom && column >= left && column <= right;
	}

	/** Whole rows, from the one given to where the selection has come to. */
	spreadOverRows({ columns }: GridSize, from = this.#anchor.row, to = this.head.row): void {
		this.#anchor = { row: from, column: 0 };
		this.head = { row: to, column: columns - 1 };
	}

	spreadOverColumns({ rows }: GridSize): void {
		const { left, right } = this.area;
		this.#anchor = { row: 0, column: left };
		this.head = { row: rows - 1, column: right };
	}

	/** All that can be written in. */
	spreadOverAll({ rows, columns }: GridSize): void {
		this.#anchor = { row: 0, column: FIRST_EDITABLE };
		this.head = { row: rows - 1, column: columns - 1 };
		if (this.active.column < FIRST_EDITABLE) this.active = { ...this.active, column: FIRST_EDITABLE };
	}

	/** After the list has become shorter. */
	keepWithin({ rows }: GridSize): void {
		const last = Math.max(0, rows - 1);
		const keep = (place: GridPlace) => (place.row > last ? { ...place, row: last } : place);
		if (Math.max(this.active.row, this.head.row, this.#anchor.row) <= last) return;
		this.active = keep(this.active);
		this.head = keep(this.head);
		this.#anchor = keep(this.#anchor);
	}
}
