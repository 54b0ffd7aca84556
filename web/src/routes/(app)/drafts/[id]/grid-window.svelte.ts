import { HEADER_PX, ROW_PX } from './grid-layout.ts';

/** Rows above and below those that are seen, so that scrolling does not show gaps. */
const OVERSCAN_ROWS = 8;
const HEIGHT_BEFORE_MEASURED_PX = 600;

/** Which of the rows are in the page: those from `first` up to `last`, and the one with the focus. */
export class GridWindow {
	topPx = $state(0);
	heightPx = $state(HEIGHT_BEFORE_MEASURED_PX);
	#rows: () => { total: number; focused: number };

	constructor(rows: () => { total: number; focused: number }) {
		this.#rows = rows;
	}

	first = $derived.by(() => Math.max(0, Math.floor(this.topPx / ROW_PX) - OVERSCAN_ROWS));
	last = $derived.by(() =>
		Math.min(this.#rows().total, Math.ceil((this.topPx + this.heightPx) / ROW_PX) + OVERSCAN_ROWS)
	);
	/** How many rows a page key moves by; one stays, so that the eye keeps its place. */
	pageRows = $derived.by(() => Math.max(1, Math.floor((this.heightPx - HEADER_PX) / ROW_PX) - 1));

	/** The row with the focus stays in the page when it is scrolled away, or the focus would be lost. */
	positions = $derived.by(() => {
		const { first, last } = this;
		const { total, focused } = this.#rows();
		const seen = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
		return focused < total && (focused < first || focused >= last) ? [...seen, focused] : seen;
	});
}
