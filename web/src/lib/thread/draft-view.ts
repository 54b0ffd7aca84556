import type { DraftView } from '../drafts/draft.ts';
import { isReadOnly, type DraftState } from './draft-state.ts';
import { paramsOf } from './other-row.ts';
import { listGroups } from './problem-groups.ts';

/** What the review needs to draw itself. */
export function viewDraft(state: DraftState): DraftView {
	const { numbers, byDefinition, people, groups } = state.tally;
	const { ready, errors, excluded } = numbers;
	return {
		draft: state.draft,
		totals: {
			...numbers,
			read: ready + errors + excluded,
			people: people.size,
			byDefinition: [...byDefinition]
				.filter(([, own]) => own.ready + own.errors + own.excluded > 0)
				.map(([definitionId, own]) => ({ definitionId, ...own }))
		},
		problems: listGroups(groups, state.rows).map((group) => ({
			...group,
			params: paramsOf(state, group, group.named[0]!.index)
		})),
		canUndo: state.done.length > 0,
		canRedo: state.undone.length > 0,
		lostRows: state.lostRows,
		readOnly: isReadOnly(state),
		isUnstored: state.unstored !== null
	};
}
