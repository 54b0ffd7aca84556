import type { Variable } from '../definition/definition.ts';
import { type Cell, textOf } from '../row/cell.ts';
import { trimText } from '../row/fold-text.ts';
import type { CellIssue } from './cell-issue.ts';
import { isErrorCell } from './is-error-cell.ts';
import { makeError } from './make-issue.ts';
import { compileNumber } from './number-rule.ts';
import { compileChoiceRule, compileDate, compileYesNo, readEmail, readUrl } from './value-rules.ts';
import { compileText } from './text-rule.ts';
import type { ValueRule, VariableSettings } from './value-cell.ts';

/** Turns a variable into a function that reads a cell into canonical text ('' where blank) and adds to the issues. */
export function compileVariable(
	variable: Variable,
	settings: VariableSettings
): (cell: Cell | undefined, issues: CellIssue[]) => string {
	const { column } = settings;
	const { title, required } = variable;
	const { read, quick } = compileType(variable, settings);
	return (cell, issues) => {
		const known = quick === undefined || cell === undefined || cell === '' ? null : quick(cell);
		if (known !== null) return known;
		const text = cell === undefined || cell === '' ? '' : trimText(textOf(cell));
		if (cell === undefined || text === '') {
			if (required) issues.push(makeError(column, 'value-missing', { variable: title }));
			return '';
		}
		if (isErrorCell(cell)) {
			issues.push(makeError(column, 'value-error', { value: text, variable: title }));
			return '';
		}
		return read({ cell, text, column, variable: title, issues });
	};
}

function compileType(variable: Variable, settings: VariableSettings): ValueRule {
	switch (variable.type) {
		case 'number':
			return compileNumber(variable);
		case 'date':
			return compileDate(settings);
		case 'yes-no':
			return compileYesNo();
		case 'choice':
			return compileChoiceRule(variable);
		case 'url':
			return { read: readUrl };
		case 'email':
			return { read: readEmail };
		default:
			return compileText(variable);
	}
}
