import type { GridColumn } from './grid-columns.ts';
import type { RowOrigin } from './row-origin.ts';

export const ROW_PX = 40;
export const HEADER_PX = 40;
/** The line and the state stand before the draft's own columns. */
export const FIRST_EDITABLE = 2;

const STATE_PX = 76;
const LINE_PX = 72;
const LINE_AND_WORKBOOK_PX = 170;

export interface GridLayout {
	/** The columns for CSS grid. */
	template: string;
	/** Their least width together. */
	widthPx: number;
	/** Width of the first, which stays while the others scroll. */
	linePx: number;
	/** How far from the left each of the draft's columns stays too; undefined: it scrolls away. */
	stickyPx: (number | undefined)[];
	/** How much of the left stays on a narrow page, on a tablet and where there is room. */
	stuckPx: [narrow: number, tablet: number, wide: number];
	/** The classes of those that stay: the first of the names does also where there is no room for both. */
	sticks: (string | undefined)[];
}

export function layOutColumns(columns: GridColumn[], origin: RowOrigin): GridLayout {
	const linePx = origin === 'line' ? LINE_PX : LINE_AND_WORKBOOK_PX;
	const own = columns.map(({ widthPx }) => `minmax(${widthPx}px, ${widthPx}fr)`);
	const stickyPx = stickColumns(columns, linePx);
	const names = columns.filter((_, index) => stickyPx[index] !== undefined);
	const stuckUpTo = (count: number) =>
		names.slice(0, count).reduce((sum, { widthPx }) => sum + widthPx, linePx);
	return {
		template: [`${linePx}px ${STATE_PX}px`, ...own].join(' '),
		widthPx: linePx + STATE_PX + columns.reduce((sum, { widthPx }) => sum + widthPx, 0),
		linePx,
		stickyPx,
		stuckPx: [linePx, stuckUpTo(1), stuckUpTo(columns.length)],
		sticks: stickyPx.map((px) => (px === undefined ? px : px === linePx ? 'sticks first' : 'sticks'))
	};
}

/** The names stay, so that one sees whose row it is. */
function stickColumns(columns: GridColumn[], linePx: number): (number | undefined)[] {
	let left = linePx;
	return columns.map(({ meaning, widthPx }) => {
		if (meaning !== 'first-name' && meaning !== 'last-name') return undefined;
		left += widthPx;
		return left - widthPx;
	});
}

/** Scrolls just so far that the cell is seen, also beside the columns that stay and below the header. */
export function revealCell(scroller: HTMLElement, row: number, element: HTMLElement | null) {
	const top = row * ROW_PX;
	const seenPx = scroller.clientHeight - HEADER_PX;
	if (top < scroller.scrollTop) scroller.scrollTop = top;
	else if (top + ROW_PX > scroller.scrollTop + seenPx) scroller.scrollTop = top + ROW_PX - seenPx;
	if (!element || isSticky(element)) return;
	const left = element.offsetLeft - stuckPx(element);
	const right = element.offsetLeft + element.offsetWidth;
	if (left < scroller.scrollLeft) scroller.scrollLeft = left;
	else if (right > scroller.scrollLeft + scroller.clientWidth)
		scroller.scrollLeft = right - scroller.clientWidth;
}

function isSticky(element: Element): boolean {
	return getComputedStyle(element).position === 'sticky';
}

/** How much of the row's left is covered by the columns that stay, as wide as the page lets them be now. */
function stuckPx({ parentElement: row }: HTMLElement): number {
	const stuck = [...(row?.children ?? [])].filter(isSticky);
	return stuck.reduce((sum, cell) => sum + (cell as HTMLElement).offsetWidth, 0);
}
