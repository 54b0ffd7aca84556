import { changeBlock, changeToCleared, changeToFilled, readArea } from './change-area.ts';
import { changeToAdded, changeToDeleted, changeToDuplicated } from './change-rows.ts';
import { commitLabel, redoChange, undoChange } from './commit-change.ts';
import { filterRows, nextProblem, positionOf } from './filter-rows.ts';
import { changeCell, changeDateOrder, changeExcluded, changeGroup } from './make-changes.ts';
import { changeMatches, countMatches, nextMatch } from './replace-text.ts';
import { reviewRow } from './review-row.ts';
import { makeId, type Turns } from './take-turns.ts';
import type { WorkbookThread } from './workbook-thread.ts';

type ReviewFace = Pick<
	WorkbookThread,
	| 'setDateOrder'
	| 'setLabel'
	| 'edit'
	| 'fixAll'
	| 'writeBlock'
	| 'readArea'
	| 'clearArea'
	| 'fillDown'
	| 'addRow'
	| 'duplicateRows'
	| 'removeRows'
	| 'countMatches'
	| 'nextMatch'
	| 'replaceAll'
	| 'setExcluded'
	| 'undo'
	| 'redo'
	| 'rows'
	| 'keysOf'
	| 'nextProblem'
	| 'positionOf'
>;

/** What the review asks of the open draft's rows, and does to them. */
export function makeReviewFace({ ask, change, changeWith }: Turns): ReviewFace {
	return {
		setDateOrder: (column, order) => changeWith((s) => changeDateOrder(s, column, order)),
		setLabel: (label) => change((state) => commitLabel(state, label)),
		edit: (key, column, text) => changeWith((s) => changeCell(s, key, { column, text })),
		fixAll: (group, text) => changeWith((s) => changeGroup(s, group, text)),
		writeBlock: (block) => changeWith((s) => changeBlock(s, block, makeId)),
		readArea: (area) => ask((s) => readArea(s, area)),
		clearArea: (area) => changeWith((s) => changeToCleared(s, area)),
		fillDown: (area) => changeWith((s) => changeToFilled(s, area)),
		async addRow(after) {
			let key = '';
			const view = await changeWith((s) => {
				const made = changeToAdded(s, after, makeId);
				({ key } = made);
				return made;
			});
			return { view, key };
		},
		duplicateRows: (keys) => changeWith((s) => changeToDuplicated(s, keys, makeId)),
		removeRows: (keys) => changeWith((s) => changeToDeleted(s, keys)),
		countMatches: (wanted) => ask((s) => countMatches(s, wanted)),
		nextMatch: (wanted, after) => ask((s) => nextMatch(s, wanted, after)),
		replaceAll: (wanted) => changeWith((s) => changeMatches(s, wanted)),
		setExcluded: (keys, excluded) => changeWith((s) => changeExcluded(s, keys, excluded)),
		undo: () => change(undoChange),
		redo: () => change(redoChange),

		rows: (filter, from, count) =>
			ask((state) => {
				const indexes = filterRows(state, filter);
				const rows = indexes.slice(from, from + count).map((index) => reviewRow(state, index));
				return { total: indexes.length, rows };
			}),

		keysOf: (filter, from, to) =>
			ask((state) => {
				return filterRows(state, filter)
					.slice(from, to)
					.map((index) => state.rows[index]!.key);
			}),

		nextProblem: (filter, after) => ask((s) => nextProblem(s, filter, after)),
		positionOf: (filter, index) => ask((s) => positionOf(s, filter, index))
	};
}
