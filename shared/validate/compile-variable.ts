import type { Variable } from '../definition/definition.ts';
import { type Cell, textOf } from '../row/cell.ts';
import { trimText } from '../row/fold-text.ts';
import type { CellIssue } from './cell-issue.ts';
import { makeError } from './make-issue.ts';
import { compileNumber } from './number-rule.ts';
import { compileChoiceRule, compileDate, readEmail, readUrl, readYesNoCell } from './value-rules.ts';
import { compileText } from './text-rule.ts';
import type { ValueRule, VariableSettings } from './value-cell.ts';

/** Turns a variable into a function that reads a cell into canonical text ('' where blank) and adds to the issues. */
export function compileVariable(
	variable: Variable,
	settings: VariableSettings
): (cell: Cell | undefined, issues: CellIssue[]) => string {
	const { column } = settings;
	const { title, required } = variable;
	const rule = compileType(variable, settings);
	return (cell, issues) => {
		const text = cell === undefined || cell === '' ? '' : trimText(textOf(cell));
		if (cell === undefined || text === '') {
			if (required) issues.push(makeError(column, 'value-missing', { variable: title }));
			return '';
		}
		if (typeof cell !== 'string' && cell.kind === 'error') {
			issues.push(makeError(column, 'value-error', { value: text, variable: title }));
			return '';
		}
		return rule({ cell, text, column, variable: title, issues });
	};
}

function compileType(variable: Variable, settings: VariableSettings): ValueRule {
	switch (variable.type) {
		case 'number':
			return compileNumber(variable);
		case 'date':
			return compileDate(settings);
		case 'yes-no':
			return readYesNoCell;
		case 'choice':
			return compileChoiceRule(variable);
		case 'url':
			return readUrl;
		case 'email':
			return readEmail;
		default:
			return compileText(variable);
	}
}
