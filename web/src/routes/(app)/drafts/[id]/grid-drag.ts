import { placeOf } from './cell-of-target.ts';
import { HEADER_PX } from './grid-layout.ts';
import type { GridPlace } from './grid-moves.ts';

/** Of the way that the mouse is outside of the grid, so much is scrolled in each frame. */
const PULL = 0.3;

interface Around {
	scroller: () => HTMLElement;
	spread: (from: GridPlace, to: GridPlace) => void;
}

/** Draws a selection with the mouse, from the cell where its button went down; beyond the grid's edge it scrolls. */
export class GridDrag {
	/** The button has been over another cell since it went down, so letting it go is no click. */
	hasMoved = false;
	#around: Around;
	#from: GridPlace | null = null;
	#at: GridPlace | null = null;
	#mouse = { x: 0, y: 0 };
	#frame = 0;

	constructor(around: Around) {
		this.#around = around;
	}

	begin(from: GridPlace): void {
		this.end();
		this.hasMoved = false;
		this.#from = this.#at = from;
		addEventListener('mousemove', this.#moved);
		addEventListener('mouseup', this.end, { once: true });
	}

	end = (): void => {
		this.#from = null;
		cancelAnimationFrame(this.#frame);
		removeEventListener('mousemove', this.#moved);
		removeEventListener('mouseup', this.end);
	};

	#moved = (event: MouseEvent): void => {
		if (event.buttons !== 1) return this.end();
		this.#mouse = { x: event.clientX, y: event.clientY };
		cancelAnimationFrame(this.#frame);
		this.#spread();
	};

	#spread = (): void => {
		if (!this.#from) return;
		const scroller = this.#around.scroller();
		const frame = scroller.getBoundingClientRect();
		const { x, y } = this.#mouse;
		const inside = {
			x: Math.max(frame.left + 1, Math.min(frame.left + scroller.clientWidth - 1, x)),
			y: Math.max(frame.top + HEADER_PX + 1, Math.min(frame.top + scroller.clientHeight - 1, y))
		};
		const place = placeOf(document.elementFromPoint(inside.x, inside.y));
		if (place && (place.row !== this.#at?.row || place.column !== this.#at.column)) {
			this.#at = place;
			this.hasMoved = true;
			this.#around.spread(this.#from, place);
		}
		if (inside.x === x && inside.y === y) return;
		scroller.scrollBy((x - inside.x) * PULL, (y - inside.y) * PULL);
		this.#frame = requestAnimationFrame(this.#spread);
	};
}
