import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GUIDE_TITLES, type Column } from '#shared/column/column.ts';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import type { Row } from '#shared/row/row.ts';
import { applyChange, reverse, type Change } from './change.ts';
import { bringIn } from './change-rows.ts';
import { checkRows, recheckRows } from './check-rows.ts';
import { makeState, type DraftState } from './draft-state.ts';
import { viewDraft } from './draft-view.ts';
import { SETTINGS } from './sample-draft.ts';

const COLUMNS: Column[] = [
	...Object.entries(GUIDE_TITLES).map(([meaning, title]): Column => ({
		meaning: meaning as Column['meaning'],
		title
	})),
	{ meaning: 'variable', title: 'Score' }
];
const AGAINST = { catalog: DEMO_CATALOG, settings: SETTINGS, history: new Map() };

const cell = [
	fc.constantFrom('D3V2-QMHQ', 'MN29-GXDJ', 'nonsense', ''),
	fc.constantFrom('Ana', 'Bo', ''),
	fc.constantFrom('Reyes', 'Lund'),
	fc.constantFrom('a@school.ca', 'b@shcool.ca', 'c@school.ca', 'ana@gmial.com', 'no address', ''),
	fc.constantFrom('', '2 years', '03/04/2031', '25/04/2031', '2001-01-01'),
	fc.constantFrom('', '80', 'many')
];
const row = fc.tuple(...cell);
const edit = fc.record({
	row: fc.nat(11),
	column: fc.nat(5),
	text: fc.constantFrom('', 'Ana', 'a@school.ca', 'D3V2-QMHQ', '25/04/2031')
});
const flag = fc.record({
	row: fc.nat(11),
	flag: fc.constantFrom('excluded' as const, 'removed' as const),
	after: fc.boolean()
});
const step = fc.oneof(edit, flag, row, fc.constant('undo' as const));

let made = 0;
const rowOf = (cells: string[]): Row => ({
	key: `k${++made}`,
	credentialId: `c${made}`,
	source: null,
	cells
});

function stateOf(rows: Row[]): DraftState {
	const draft = {
		id: 'd',
		organisationId: 'o',
		label: '',
		createdAt: '',
		updatedAt: '',
		columns: COLUMNS,
		workbooks: [],
		dateOrders: {},
		rowCount: rows.length,
		removedCount: 0,
		batchId: null
	};
	return makeState({ draft, rows, edited: new Set(), isStored: true, lostRows: 0 }, AGAINST, () => {});
}

function carryOut(state: DraftState, change: Change): void {
	const after = applyChange(state.draft, state.rows, change);
	Object.assign(state, recheckRows(state, after, state), { rows: after.rows });
}

function changeOf(state: DraftState, taken: unknown): Change | null {
	if (Array.isArray(taken)) return bringIn(state, [rowOf(taken as string[])]);
	const { row, ...what } = taken as {
		row: number;
		column?: number;
		text?: string;
		flag?: 'excluded';
		after?: boolean;
	};
	const own = state.rows[row];
	if (!own) return null;
	if (what.flag === undefined) {
		const step = { row, column: what.column!, before: own.cells[what.column!] ?? '', after: what.text! };
		return { cells: [step], flags: [] };
	}
	const before = own[what.flag] === true;
	return before === what.after
		? null
		: { cells: [], flags: [{ row, flag: what.flag, before, after: what.after! }] };
}

test('after any changes and undoing, the numbers are those that counting anew gives', () => {
	fc.assert(
		fc.property(fc.array(row, { maxLength: 9 }), fc.array(step, { maxLength: 14 }), (cells, steps) => {
			const state = stateOf(cells.map(rowOf));
			const done: Change[] = [];
			for (const taken of steps) {
				if (taken === 'undo') {
					const last = done.pop();
					if (last) carryOut(state, reverse(last));
					continue;
				}
				const change = changeOf(state, taken);
				if (!change) continue;
				carryOut(state, change);
				done.push(change);
			}
			const anew = { ...state, ...checkRows(state.draft, state.rows, AGAINST) };
			const sorted = (view: ReturnType<typeof viewDraft>) => ({
				...view,
				totals: {
					...view.totals,
					byDefinition: view.totals.byDefinition.toSorted((a, b) =>
						String(a.definitionId).localeCompare(String(b.definitionId))
					)
				}
			});
			expect(sorted(viewDraft(state))).toEqual(sorted(viewDraft(anew)));
			expect(state.tally.states).toEqual(anew.tally.states);
			expect(state.tally.issues).toEqual(anew.tally.issues);
			const live = state.rows.filter((each) => !each.removed).length;
			expect(viewDraft(state).totals.read).toBe(live);
		}),
		{ numRuns: 300 }
	);
});
