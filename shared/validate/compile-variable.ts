import type { Variable } from '../definition/definition.ts';
import type { DateOrder } from '../expiration/date-order.ts';
import { type Cell, textOf } from '../row/cell.ts';
import { isBlankCell } from '../row/is-blank.ts';
import { trimText } from '../row/fold-text.ts';
import type { CellIssue } from './cell-issue.ts';
import { makeError } from './make-issue.ts';
import { compileNumber } from './number-rule.ts';
import { compileChoiceRule, compileDate, readEmail, readUrl, readYesNoCell } from './value-rules.ts';
import { compileText } from './text-rule.ts';

/** What a rule needs besides the variable. */
export interface VariableSettings {
	/** Index into the draft's columns; -1 where the draft has no column for the variable. */
	column: number;
	order: DateOrder | null;
	/** The latest year that two digits may mean. */
	latestYear: number;
}

/** A cell that is not blank, as the rules for the types see it. */
export interface ValueCell {
	cell: Cell;
	/** As a person reads it, without blanks at its ends. */
	text: string;
	column: number;
	params: { value: string; variable: string };
	issues: CellIssue[];
}

/** The canonical text; with an error among the issues, whatever it returns is not used. */
export type ValueRule = (value: ValueCell) => string;

/** Turns a variable into a function that reads a cell into canonical text ('' where blank) and adds to the issues. */
export function compileVariable(
	variable: Variable,
	settings: VariableSettings
): (cell: Cell | undefined, issues: CellIssue[]) => string {
	const { column } = settings;
	const rule = compileType(variable, settings);
	return (cell, issues) => {
		if (cell === undefined || isBlankCell(cell)) {
			if (variable.required) issues.push(makeError(column, 'value-missing', { variable: variable.title }));
			return '';
		}
		const text = trimText(textOf(cell));
		const params = { value: text, variable: variable.title };
		if (typeof cell !== 'string' && cell.kind === 'error') {
			issues.push(makeError(column, 'value-error', params));
			return '';
		}
		return rule({ cell, text, column, params, issues });
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
