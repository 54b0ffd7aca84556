import { HEADER_PX, ROW_PX } from './grid-layout.ts';
import { orderSlots, reuseSlots, type RowSlot } from './row-slots.ts';

/** Rows above and below those that are seen, so that scrolling does not show gaps. */
const OVERSCAN_ROWS = 6;
/** A few rows at once, the others of the screen as soon as its height is known: each in a task of its own. */
const HEIGHT_BEFORE_MEASURED_PX = 240;

/** Which of the rows are in the page: those from `first` up to `last`, and the one with the focus. */
export class GridWindow {
	topPx = $state(0);
	heightPx = $state(HEIGHT_BEFORE_MEASURED_PX);
	/** Only what is seen is painted at first; the rows around it come when that is done. */
	#overscan = $state(0);
	#rows: () => { total: number; focused: number };
	#slots: RowSlot[] = [];
	/** Counts the times that the rows came to rest. */
	#rests = $state(0);

	constructor(rows: () => { total: number; focused: number }) {
		this.#rows = rows;
	}

	/** Always as many, however far it is scrolled, so that no element comes and goes. */
	#count = $derived.by(() => Math.ceil(this.heightPx / ROW_PX) + 1 + 2 * this.#overscan);
	first = $derived.by(() => {
		const wanted = Math.floor(this.topPx / ROW_PX) - this.#overscan;
		return Math.max(0, Math.min(wanted, this.#rows().total - this.#count));
	});
	last = $derived.by(() => Math.min(this.#rows().total, this.first + this.#count));
	/** How many rows a page key moves by; one stays, so that the eye keeps its place. */
	pageRows = $derived.by(() => Math.max(1, Math.floor((this.heightPx - HEADER_PX) / ROW_PX) - 1));

	/** The row with the focus stays in the page when it is scrolled away, or the focus would be lost. */
	positions = $derived.by(() => {
		const { first, last } = this;
		const { total, focused } = this.#rows();
		const seen = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
		return focused < total && (focused < first || focused >= last) ? [...seen, focused] : seen;
	});

	/** The elements for these rows. */
	slots = $derived.by(() => {
		void this.#rests;
		return (this.#slots = reuseSlots(this.#slots, this.positions));
	});

	/** Where each step shows other rows, those around them would never be seen: they come when it is at rest. */
	scrollTo(topPx: number): void {
		if (Math.abs(topPx - this.topPx) > this.heightPx / 2) this.#overscan = 0;
		this.topPx = topPx;
	}

	/** Nothing has moved for a while. */
	rest(): void {
		this.#overscan = OVERSCAN_ROWS;
		this.#slots = orderSlots(this.#slots, this.#rows().focused);
		this.#rests += 1;
	}
}
