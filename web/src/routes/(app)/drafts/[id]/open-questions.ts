import type { DraftWorkbook } from '#lib/drafts/draft.ts';
import { m } from '#lib/paraglide/messages.js';

export type OpenQuestion = 'definition' | 'columns' | 'hidden-rows' | 'sheets';

/** What a workbook leaves open, for the person to say. */
export function questionsOf(workbook: DraftWorkbook): OpenQuestion[] {
	const questions: OpenQuestion[] = [];
	if (workbook.candidates.length && workbook.definitionId === null) questions.push('definition');
	if (workbook.columns.some(({ asked }) => asked)) questions.push('columns');
	if (workbook.hiddenRows?.taken === null) questions.push('hidden-rows');
	if (workbook.sheets.some(({ alsoList }) => alsoList === 'asked')) questions.push('sheets');
	return questions;
}

/** Why a draft cannot be issued before a question is answered; null: there is none that stops it. */
export function obstacleOf(workbooks: DraftWorkbook[]): string | null {
	for (const workbook of workbooks) {
		const { name } = workbook;
		const questions = questionsOf(workbook);
		if (questions.includes('columns')) return m.draft_obstacle_columns({ workbook: name });
		if (questions.includes('hidden-rows'))
			return m.draft_obstacle_hidden_rows({ count: workbook.hiddenRows?.count ?? 0, workbook: name });
		if (questions.includes('sheets')) return m.draft_obstacle_sheets({ workbook: name });
	}
	return null;
}
