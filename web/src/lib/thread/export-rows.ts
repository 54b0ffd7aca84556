import type { Row } from '#shared/row/row.ts';
import type { CellIssue } from '#shared/validate/cell-issue.ts';
import { messageOf } from '../cell-issue-message.ts';
import { m } from '../paraglide/messages.js';
import { overwriteGetLocale, type Locale } from '../paraglide/runtime.js';
import { writeExport, type ExportRow } from '../workbook/export-draft.ts';
import type { DraftState } from './draft-state.ts';
import { filterRows } from './filter-rows.ts';
import { hasFurtherSheet, paramsOf } from './other-row.ts';
import type { RowState } from './tally.ts';

/** The draft as an xlsx with what is wrong in it, in a language of the app. */
export function exportDraft(state: DraftState, locale: string): Promise<Uint8Array> {
	// A thread has no page that could tell its language.
	overwriteGetLocale(() => locale as Locale);
	const used = new Set(state.tally.rows.map(({ verdict }) => verdict.definition));
	const definitions = [...used].flatMap((definition) =>
		definition ? [{ id: definition.id, version: definition.version }] : []
	);
	const { id, columns } = state.draft;
	const words = {
		sheet: m.export_sheet(),
		problems: m.export_problems(),
		state: m.export_state(),
		source: m.export_source()
	};
	return writeExport({ id, rowCount: state.rows.length, columns, definitions }, describeRows(state), words);
}

function* describeRows(state: DraftState): Iterable<ExportRow> {
	for (const index of filterRows(state, { show: 'all' })) {
		const row = state.rows[index]!;
		const rowState = state.tally.states[index]!;
		const excluded = rowState === 'excluded';
		yield {
			key: row.key,
			cells: row.cells,
			source: sourceWords(row, state),
			state: stateWords(rowState),
			excluded,
			problems: excluded
				? []
				: state.tally.issues[index]!.map((issue) =>
						describeIssue({ ...issue, params: paramsOf(state, issue, index) })
					)
		};
	}
}

function describeIssue(issue: CellIssue): ExportRow['problems'][number] {
	return { column: issue.column, level: issue.level, message: messageOf(issue) };
}

/** With the sheet where several of its workbook were read. */
function sourceWords({ source }: Row, { draft }: DraftState): string {
	if (source === null) return '';
	const { workbook, sheet } = source;
	const line = String(source.line);
	return hasFurtherSheet(draft, workbook)
		? m.draft_row_of_sheet({ workbook, sheet, line })
		: m.draft_row_source({ workbook, line });
}

function stateWords(state: RowState): string {
	if (state === 'excluded') return m.draft_state_excluded();
	return state === 'has-errors' ? m.draft_state_errors() : m.draft_state_ready();
}
