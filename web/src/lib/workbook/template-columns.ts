import { GUIDE_TITLES, type Meaning } from '#shared/column/column.ts';
import { titleKey } from '#shared/column/title-key.ts';
import type { Definition, Variable } from '#shared/definition/definition.ts';

/** A definition's use of a column. */
export interface ColumnUse {
	definition: Definition;
	variable: Variable;
}

/** A column of a template. */
export interface TemplateColumn {
	title: string;
	meaning: Exclude<Meaning, 'ignored'>;
	/** Excel would harm what is typed there (leading zeros, long numbers, dates, formulas): the cells are text. */
	isText: boolean;
	/** What may be chosen there; empty where anything may stand. */
	choices: string[];
	width: number;
	/** The definitions that have this variable; empty for the guide's columns, which belong to all. */
	uses: ColumnUse[];
}

/** Types whose cells Excel may read by itself; everything else is safe only as text. */
const READ_BY_EXCEL: ReadonlySet<Variable['type']> = new Set(['number', 'date']);
const LEAST_WIDTH = 12;
const WIDEST = 40;

/**
 * The guide's columns, then the variables: those of one definition, or the union over several, which begins in column F
 * because the ID comes first. A title that several share is one column. `yesNo` is how the two are offered.
 */
export function templateColumns(
	definitions: readonly Definition[],
	yesNo: readonly string[] = ['Yes', 'No']
): TemplateColumn[] {
	const guide: TemplateColumn[] = [
		guideColumn('first-name', 18),
		guideColumn('last-name', 18),
		guideColumn('contact', 30),
		guideColumn('expiration', 26)
	];
	if (definitions.length > 1) guide.unshift(guideColumn('definition', 14));
	const byTitle = new Map<string, ColumnUse[]>();
	for (const definition of definitions) {
		for (const variable of definition.variables) {
			const key = titleKey(variable.title);
			byTitle.set(key, [...(byTitle.get(key) ?? []), { definition, variable }]);
		}
	}
	return [...guide, ...[...byTitle.values()].map((uses) => variableColumn(uses, yesNo))];
}

function guideColumn(meaning: keyof typeof GUIDE_TITLES, width: number): TemplateColumn {
	return { title: GUIDE_TITLES[meaning], meaning, isText: true, choices: [], width, uses: [] };
}

function variableColumn(uses: ColumnUse[], yesNo: readonly string[]): TemplateColumn {
	const { title } = uses[0]!.variable;
	const choices = uses.map(({ variable }) => choicesOf(variable, yesNo));
	return {
		title,
		meaning: 'variable',
		isText: uses.some(({ variable }) => !READ_BY_EXCEL.has(variable.type)),
		choices: choices.some((some) => some.length === 0) ? [] : [...new Set(choices.flat())],
		width: Math.min(WIDEST, Math.max(LEAST_WIDTH, title.length + 4)),
		uses
	};
}

function choicesOf({ type, choices }: Variable, yesNo: readonly string[]): readonly string[] {
	return type === 'choice' ? (choices ?? []) : type === 'yes-no' ? yesNo : [];
}
