import { afterEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import type { Draft, DraftWorkbook } from '#lib/drafts/draft.ts';
import { loadDraft } from '#lib/drafts/load-draft.ts';
import { storeDraft } from '#lib/drafts/store-draft.ts';
import type { Row } from '#shared/row/row.ts';
import { leaveRows } from './leave-rows.ts';

const workbook = (name: string, rowsRead: number): DraftWorkbook => ({
	name,
	digest: name,
	sheet: 'Sheet1',
	headerLine: 1,
	peopleAbove: 0,
	rowsRead,
	definitionId: null,
	candidates: [],
	columns: [],
	sheets: [{ name: 'Sheet1', hidden: false, lines: rowsRead }],
	hiddenRows: null,
	stale: []
});

/** `c.xlsx` is an export that came back: it changed rows that are issued now. */
const cameBack = { overwritten: 1, kept: 0, restored: 0, deleted: 2, issued: 0 };
const draft: Draft = {
	id: 'draft',
	organisationId: 'org',
	label: 'Spring',
	createdAt: '2026-11-20T10:00:00.000Z',
	updatedAt: '2026-11-20T10:00:00.000Z',
	columns: [{ meaning: 'first-name', title: 'First Name' }],
	workbooks: [
		workbook('a.xlsx', 2),
		workbook('b.xlsx', 1),
		{ ...workbook('c.xlsx', 2), updated: 5, cameBack }
	],
	dateOrders: { 0: 'day-first' },
	rowCount: 5,
	removedCount: 0,
	batchId: null
};
const NAMES = ['a.xlsx', 'a.xlsx', 'b.xlsx', 'c.xlsx', 'c.xlsx'];
const rows: Row[] = [0, 1, 2, 3, 4].map((n) => ({
	key: `key-${n}`,
	credentialId: `credential-${n}`,
	source: { workbook: NAMES[n]!, digest: NAMES[n]!, sheet: 'Sheet1', line: n + 2 },
	cells: [`Name ${n}`]
}));

afterEach(() => Promise.all([db.drafts.clear(), db.draftRows.clear(), db.draftEdits.clear()]));

test('rows that are left behind keep their identity, their workbooks and the answers given before', async () => {
	await storeDraft({
		isNew: true,
		draft,
		rows,
		changed: [0, 1, 2, 3, 4],
		storedRows: 0,
		edited: new Set()
	});
	const rest = { id: 'rest', label: 'Spring, rest', updatedAt: '2026-11-21T10:00:00.000Z' };
	await leaveRows('draft', new Set(['key-1', 'key-3', 'key-4']), rest);

	const loaded = await loadDraft('rest');
	expect(loaded?.rows).toEqual([rows[1], rows[3], rows[4]]);
	expect(loaded?.draft).toMatchObject({
		...rest,
		rowCount: 3,
		batchId: null,
		dateOrders: { 0: 'day-first' }
	});
	expect(loaded?.draft.workbooks.map(({ name, rowsRead }) => [name, rowsRead])).toEqual([
		['a.xlsx', 1],
		['c.xlsx', 2]
	]);
	expect(loaded?.draft.workbooks.flatMap(({ columns, sheets }) => [...columns, ...sheets])).toEqual([]);
	expect(loaded?.draft.workbooks.some((kept) => 'updated' in kept || 'cameBack' in kept)).toBe(false);
	expect((await loadDraft('draft'))?.rows).toHaveLength(5);
});
