import type { SheetColumn } from '../column/column.ts';
import type { Cell } from '../row/cell.ts';

/** A sheet as it was read: its columns by meaning and the lines below its header. */
export interface ReadSheet {
	/** The workbook's name. */
	workbook: string;
	sheet: string;
	/** One for each cell of the header. */
	columns: SheetColumn[];
	/** The definition of all its rows, where the sheet has no definition column; null where that is not known. */
	definitionId: string | null;
	/** `line` is the row number that Excel shows; a hidden one is not seen there. */
	lines: { line: number; cells: Cell[]; hidden?: true }[];
}
