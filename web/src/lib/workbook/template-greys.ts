import type { Definition } from '#shared/definition/definition.ts';
import { columnLetters } from './column-letters.ts';
import type { TemplateColumn } from './template-columns.ts';
import { LAST_LISTED_ROW, type WriteSheet } from './template-lists.ts';

type Rule = NonNullable<WriteSheet['conditionalRules']>[number];

const GREY = { fill: 'E4E1D8', ink: '8A877E' };
/** Excel takes 255 arguments of a function, and 8,192 characters of a formula. */
const MOST_NAMES = 250;
const LONGEST_FORMULA = 8000;

/**
 * Greys the cells that a row's definition has no variable for, once column A says which definition it is. Texts are
 * compared without regard to case, as Excel, LibreOffice and Google Sheets all do, and no other sheet is looked at, which
 * Google Sheets does not allow in such a rule.
 */
export function greyRules(columns: readonly TemplateColumn[], definitions: readonly Definition[]): Rule[] {
	const ranges = new Map<string, string[]>();
	for (const [i, { meaning, uses }] of columns.entries()) {
		if (meaning !== 'variable' || uses.length === definitions.length) continue;
		const formula = formulaOf(
			uses.map(({ definition }) => definition),
			definitions
		);
		if (formula === null) continue;
		const range = `${columnLetters(i)}2:${columnLetters(i)}${LAST_LISTED_ROW}`;
		ranges.set(formula, [...(ranges.get(formula) ?? []), range]);
	}
	return [...ranges].map(([formula, range], i) => ({
		type: 'expression',
		priority: i + 1,
		formula,
		range: range.join(' '),
		style: {
			font: { color: { rgb: GREY.ink } },
			fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: GREY.fill }, bgColor: { rgb: GREY.fill } }
		}
	}));
}

/** True where column A names one that lacks the variable; null where these are too many for a formula. */
function formulaOf(having: Definition[], definitions: readonly Definition[]): string | null {
	const lacking = definitions.filter((definition) => !having.includes(definition));
	const taken = new Set(having.flatMap(namesOf).map((name) => name.toLowerCase()));
	const names = [...new Set(lacking.flatMap(namesOf))].filter((name) => !taken.has(name.toLowerCase()));
	for (const some of [names, lacking.map(({ id }) => id)]) {
		const formula = `OR(${some.map((name) => `$A2="${name.replaceAll('"', '""')}"`).join(',')})`;
		if (some.length <= MOST_NAMES && formula.length <= LONGEST_FORMULA) return formula;
	}
	return null;
}

function namesOf({ id, name, shortName, aliases }: Definition): string[] {
	return [id, name, shortName, ...aliases].filter((one) => one !== '');
}
