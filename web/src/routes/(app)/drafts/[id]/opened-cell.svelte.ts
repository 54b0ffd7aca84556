import type { GridPlace } from './grid-moves.ts';

/** So long the pointer rests before a message opens, and stays away before it closes. */
const HOVER_MS = 250;

/** The cell whose message is open, and where it lies on the screen. */
export class OpenedCell {
	place = $state.raw<GridPlace | null>(null);
	rect = $state.raw<DOMRect | null>(null);
	#cellAt: (place: GridPlace) => HTMLElement | null;
	#scroller: () => HTMLElement | null;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(scroller: () => HTMLElement | null, cellAt: (place: GridPlace) => HTMLElement | null) {
		this.#scroller = scroller;
		this.#cellAt = cellAt;
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
			if (!this.#scroller()?.contains(document.activeElement)) this.close();
		}, HOVER_MS);
	}

	/** The pointer is on the message itself. */
	stay(): void {
		clearTimeout(this.#timer);
	}

	/** After scrolling: the message moves with its cell, and goes when the cell is no longer seen. */
	follow(): void {
		if (this.place === null) return;
		const rect = this.#cellAt(this.place)?.getBoundingClientRect() ?? null;
		const frame = this.#scroller()?.getBoundingClientRect();
		const isSeen =
			rect && frame && rect.bottom > frame.top && rect.top < frame.bottom && rect.left < frame.right;
		this.rect = isSeen ? rect : null;
	}
}
