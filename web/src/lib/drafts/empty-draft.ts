import type { Draft } from './draft.ts';

/** A draft that nothing was brought into yet. */
export function emptyDraft({ id, organisationId }: Pick<Draft, 'id' | 'organisationId'>, at: string): Draft {
	return {
		id,
		organisationId,
		label: '',
		createdAt: at,
		updatedAt: at,
		columns: [],
		workbooks: [],
		dateOrders: {},
		rowCount: 0,
		removedCount: 0,
		batchId: null
	};
}
