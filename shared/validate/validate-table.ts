import type { Cell } from '../row/cell.ts';
import type { CellIssue } from './cell-issue.ts';
import type { Rules } from './compile-rules.ts';
import { indexTable, type TableOptions } from './index-table.ts';
import type { RowVerdict } from './validate-row.ts';

/** A row with what `validateRow` said of it. `line` is the row number that Excel shows. */
export interface JudgedRow {
	cells: readonly Cell[];
	verdict: RowVerdict;
	/** Also for a row that was removed: it takes no part in anything. */
	excluded: boolean;
	line: number;
	/** What the row will become, or became: a credential is no reason to warn of itself. */
	credentialId?: string;
}

/**
 * What only the rows together tell, by index into `rows`: repeats, contacts whose domain looks like a commoner one, and
 * credentials that are held already. All of it warnings. Excluded rows are not looked at.
 */
export function validateTable(
	rules: Rules,
	rows: readonly JudgedRow[],
	options: TableOptions = {}
): Map<number, CellIssue[]> {
	return new Map(indexTable(rules, rows, options).issues);
}
