import type { CellIssue, CellIssueCode } from './cell-issue.ts';

export function makeError(
	column: number,
	code: CellIssueCode,
	params: CellIssue['params'],
	fixes: readonly string[] = []
): CellIssue {
	return { column, level: 'error', code, params, fixes: [...fixes] };
}

export function makeWarning(
	column: number,
	code: CellIssueCode,
	params: CellIssue['params'],
	fixes: readonly string[] = []
): CellIssue {
	return { column, level: 'warning', code, params, fixes: [...fixes] };
}
