import type { Cell } from '../row/cell.ts';

const HASH = 0x23;

/** Whether Excel has an error there, or wrote `####` into a list for what its column was too narrow to show. */
export function isErrorCell(cell: Cell | undefined): boolean {
	if (cell === undefined) return false;
	if (typeof cell !== 'string') return cell.kind === 'error';
	return cell.charCodeAt(0) === HASH && /^#{2,}\s*$/.test(cell);
}
