import type { ReviewRow } from '#lib/drafts/draft.ts';
import type { CellIssue } from '#shared/validate/cell-issue.ts';
import type { GridColumn } from './grid-columns.ts';
import type { GridPlace } from './grid-moves.ts';

/** So long the pointer rests before a message opens, and stays away before it closes. */
const HOVER_MS = 250;

interface Surroundings {
	scroller: () => HTMLElement | null;
	cellAt: (place: GridPlace) => HTMLElement | null;
	rowAt: (place: GridPlace) => ReviewRow | undefined;
	/** undefined: the whole row is meant. */
	columnAt: (place: GridPlace) => GridColumn | undefined;
}

/** The cell whose message is open, and where it lies on the screen. */
export class OpenedCell {
	place = $state.raw<GridPlace | null>(null);
	rect = $state.raw<DOMRect | null>(null);
	#around: Surroundings;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(around: Surroundings) {
		this.#around = around;
	}

	get row(): ReviewRow | undefined {
		return this.place ? this.#around.rowAt(this.place) : undefined;
	}

	get column(): GridColumn | undefined {
		return this.place ? this.#around.columnAt(this.place) : undefined;
	}

	get issues(): CellIssue[] {
		if (!this.row || this.row.excluded) return [];
		const index = this.column?.index ?? -1;
		return this.row.issues.filter(({ column }) => column === index);
	}

	open(place: GridPlace): void {
		this.stay();
		this.place = place;
		this.follow();
	}

	close(): void {
		this.stay();
		this.place = null;
		this.rect = null;
	}

	/** The pointer came upon a cell. */
	hover(place: GridPlace): void {
		this.stay();
		this.#timer = setTimeout(() => this.open(place), HOVER_MS);
	}

	/** The pointer went away; a cell that has the focus keeps its message. */
	leave(): void {
		this.stay();
		this.#timer = setTimeout(() => {
			if (!this.#around.scroller()?.contains(document.activeElement)) this.close();
		}, HOVER_MS);
	}

	/** The pointer is on the message itself. */
	stay(): void {
		clearTimeout(this.#timer);
	}

	/** After scrolling: the message moves with its cell, and goes when the cell is no longer seen. */
	follow(): void {
		if (this.place === null) return;
		const rect = this.#around.cellAt(this.place)?.getBoundingClientRect() ?? null;
		const frame = this.#around.scroller()?.getBoundingClientRect();
		const isSeen =
			rect && frame && rect.bottom > frame.top && rect.top < frame.bottom && rect.left < frame.right;
		this.rect = isSeen ? rect : null;
	}
}
