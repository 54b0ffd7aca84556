import type { GridPlace } from './grid-moves.ts';

const CELL = '[data-row] > [aria-colindex]';

/** The cell that was clicked or pointed at; null where it was none. */
export function placeOf(target: EventTarget | null): GridPlace | null {
	const cell = (target as Element | null)?.closest(CELL);
	const row = cell?.parentElement?.dataset.row;
	if (!cell || row === undefined) return null;
	return { row: Number(row), column: Number(cell.getAttribute('aria-colindex')) - 1 };
}

/** null where the row is not in the page. */
export function cellAt(grid: HTMLElement, { row, column }: GridPlace): HTMLElement | null {
	return grid.querySelector(`[data-row="${row}"] > [aria-colindex="${column + 1}"]`);
}

export function isFocusedCell(target: EventTarget | null): boolean {
	const cell = (target as Element | null)?.closest(CELL) ?? null;
	return cell !== null && cell === document.activeElement;
}
