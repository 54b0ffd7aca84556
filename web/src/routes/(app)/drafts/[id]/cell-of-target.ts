import type { GridPlace } from './grid-moves.ts';

/** The cell that was clicked or pointed at; null where it was none. */
export function placeOf(target: EventTarget | null): GridPlace | null {
	const place = (target as Element | null)?.closest('[data-place]')?.getAttribute('data-place');
	const [row, column] = (place ?? '').split('/').map(Number);
	return row === undefined || column === undefined || Number.isNaN(row) ? null : { row, column };
}

export function isFocusedCell(target: EventTarget | null): boolean {
	const cell = (target as Element | null)?.closest('[data-place]') ?? null;
	return cell !== null && cell === document.activeElement;
}
