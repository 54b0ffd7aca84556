import type { Column } from '#shared/column/column.ts';
import type { DraftView, DraftWorkbook, ReviewRow } from '#lib/drafts/draft.ts';

/** As many as a screen shows. */
const ROWS = 12;
const TEXTS = ['Ámé', 'Ŷőũ', 'ame.you@example.org', '2 years', '85', 'III'];
const EMAIL = 2;
const COLUMNS: Column[] = [
	{ meaning: 'first-name', title: 'First Name' },
	{ meaning: 'last-name', title: 'Last Name' },
	{ meaning: 'contact', title: 'Contact' },
	{ meaning: 'expiration', title: 'Expiration Date/Duration' },
	{ meaning: 'variable', title: 'Score' },
	{ meaning: 'variable', title: 'Class' }
];

/** A draft that nobody sees, with a bit of all that a real one brings: other scripts' letters, a problem, its fix. */
export function sampleView(definitionId: string | null): DraftView {
	const counts = { ready: ROWS - 1, errors: 1, warnings: 0, excluded: 0 };
	const workbook: DraftWorkbook = {
		name: 'sample.xlsx',
		digest: '',
		sheet: 'Sheet1',
		headerLine: 1,
		peopleAbove: 0,
		rowsRead: ROWS,
		definitionId,
		candidates: [],
		columns: COLUMNS.map((column, position) => ({
			position,
			title: column.title,
			column,
			asked: false,
			hidden: false,
			example: TEXTS[position] ?? ''
		})),
		sheets: [{ name: 'Sheet1', hidden: false, lines: ROWS }],
		hiddenRows: null,
		stale: []
	};
	return {
		draft: {
			id: '',
			organisationId: '',
			label: '',
			createdAt: '',
			updatedAt: '',
			columns: COLUMNS,
			workbooks: [workbook],
			dateOrders: {},
			rowCount: ROWS,
			removedCount: 0,
			batchId: null
		},
		totals: { read: ROWS, ...counts, people: ROWS - 1, byDefinition: [{ definitionId, ...counts }] },
		problems: [
			{
				code: 'contact-invalid',
				level: 'error',
				column: EMAIL,
				value: 'ame.you@example',
				params: { value: 'ame.you@example' },
				fixes: ['ame.you@example.org'],
				swap: null,
				rows: 1,
				named: [{ index: 0, source: { workbook: 'sample.xlsx', digest: '', sheet: 'Sheet1', line: 2 } }]
			}
		],
		canUndo: false,
		canRedo: false,
		lostRows: 0,
		readOnly: false,
		isUnstored: false
	};
}

export function sampleRows(definitionId: string | null): ReviewRow[] {
	return Array.from({ length: ROWS }, (_, index) => ({
		index,
		key: String(index),
		source: { workbook: 'sample.xlsx', digest: '', sheet: 'Sheet1', line: index + 2 },
		texts: TEXTS,
		excluded: false,
		state: index === 0 ? 'has-errors' : 'ready',
		definitionId,
		expiration: 'P2Y',
		understood: {},
		issues:
			index === 0
				? [
						{
							code: 'contact-invalid',
							level: 'error',
							column: EMAIL,
							params: { value: 'ame.you@example' },
							fixes: ['ame.you@example.org']
						}
					]
				: []
	}));
}
