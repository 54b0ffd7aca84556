import { changeAbsent } from './absent-rows.ts';
import {
	changeDefinition,
	changeHiddenRows,
	changeToConfirmed,
	changeToRemoved,
	findWorkbook
} from './change-workbook.ts';
import {
	changeByChoice,
	changeByFurtherSheet,
	changeToLeftOut,
	peekSheet,
	rememberColumns
} from './choose-in-workbook.ts';
import { commitChange } from './commit-change.ts';
import { makeId, type Turns } from './take-turns.ts';
import type { WorkbookThread } from './workbook-thread.ts';

type WorkbookFace = Pick<
	WorkbookThread,
	| 'chooseInWorkbook'
	| 'readSheetToo'
	| 'leaveSheetOut'
	| 'peekSheet'
	| 'confirmColumns'
	| 'takeHiddenRows'
	| 'excludeAbsent'
	| 'removeWorkbook'
	| 'setDefinition'
	| 'exportDraft'
>;

/** What is said of the draft's workbooks, and the one that is made of it. */
export function makeWorkbookFace({ ask, change, changeWith, changeOrRefuse }: Turns): WorkbookFace {
	return {
		chooseInWorkbook: (digest, choice) =>
			changeOrRefuse(
				(s) => changeByChoice(s, { digest, choice }, makeId),
				(s) => (choice.columns ? rememberColumns(s, findWorkbook(s, digest)) : undefined)
			),
		readSheetToo: (digest, sheet) =>
			changeOrRefuse((s) => changeByFurtherSheet(s, { digest, sheet }, makeId)),
		leaveSheetOut: (digest, sheet) => changeWith((s) => changeToLeftOut(s, digest, sheet)),
		peekSheet: (digest, sheet) => ask((s) => peekSheet(s, digest, sheet)),
		confirmColumns: (digest) =>
			change(async (state) => {
				const made = changeToConfirmed(state, digest);
				if (made && (await commitChange(state, made)))
					await rememberColumns(state, findWorkbook(state, digest));
			}),
		takeHiddenRows: (digest, taken) => changeWith((s) => changeHiddenRows(s, digest, taken)),
		excludeAbsent: (digest) => changeWith((s) => changeAbsent(s, digest)),
		removeWorkbook: (digest) => changeWith((s) => changeToRemoved(s, digest)),
		setDefinition: (digest, definitionId) => changeWith((s) => changeDefinition(s, digest, definitionId)),
		exportDraft: (locale) =>
			ask(async (state) => {
				const { exportDraft } = await import('./export-rows.ts');
				return exportDraft(state, locale);
			})
	};
}
