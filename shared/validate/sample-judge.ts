import { type Column, GUIDE_TITLES } from '../column/column.ts';
import type { Definition, Variable } from '../definition/definition.ts';
import { fromCatalog } from '../fixtures/from-catalog.ts';
import type { Cell } from '../row/cell.ts';
import { compileRules } from './compile-rules.ts';
import { validateRow } from './validate-row.ts';

// One row, or one value in it, judged for a test.

export const settings = { now: Date.parse('2026-11-23T12:00:00Z'), timeZone: 'America/Toronto' };
export const guide = Object.entries(GUIDE_TITLES).map(([meaning, title]) => ({ meaning, title }) as Column);
export const person: Cell[] = ['First Aid', 'Anna', 'Ng', 'anna@example.com', ''];

export function defineWith(...variables: Partial<Variable>[]): Definition {
	const defaults = { title: 'Value', kind: 'content', type: 'text', required: false } as const;
	return { ...fromCatalog('First Aid'), variables: variables.map((one) => ({ ...defaults, ...one })) };
}

export function judge(definition: Definition, cells: Cell[], dateOrders = {}) {
	const columns: Column[] = [
		...guide,
		...definition.variables.map(({ title }) => ({ meaning: 'variable', title }) as const)
	];
	return validateRow(compileRules(columns, [definition], { ...settings, dateOrders }), cells);
}

/** The verdict on one value: its canonical text or null, and its issues as code and fixes. */
export function judgeValue(variable: Partial<Variable>, cell: Cell) {
	const { recipient, issues } = judge(defineWith(variable), [...person, cell]);
	return [recipient?.values[0] ?? null, ...issues.map(({ code, fixes }) => [code, ...fixes].join(' '))];
}
