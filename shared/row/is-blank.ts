import { type Cell, textOf } from './cell.ts';
import { trimText } from './fold-text.ts';

/** Nothing in it that a person would see. */
export function isBlankCell(cell: Cell | undefined): boolean {
	if (cell === undefined || cell === '') return true;
	return trimText(textOf(cell)) === '';
}

/** Rows whose every cell is blank are not rows. */
export function isBlankRow(cells: readonly Cell[]): boolean {
	return cells.every(isBlankCell);
}
