import * as fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { Row } from '#shared/row/row.ts';
import { textOf } from '#shared/row/cell.ts';
import { db } from '../db.ts';
import type { Draft } from './draft.ts';
import { loadDraft } from './load-draft.ts';
import { storeDraft } from './store-draft.ts';

afterEach(() => Promise.all([db.drafts, db.draftRows, db.draftEdits].map((table) => table.clear())));

const COUNT = 5;
const draft: Draft = {
	id: 'd',
	organisationId: 'org',
	label: 'Autumn',
	createdAt: '2026-11-01T08:00:00.000Z',
	updatedAt: '2026-11-02T08:00:00.000Z',
	columns: [{ meaning: 'contact', title: 'Contact' }],
	workbooks: [],
	dateOrders: {},
	rowCount: COUNT,
	removedCount: 0,
	batchId: null
};
const rows = Array.from({ length: COUNT }, (_, i): Row => ({
	key: `key-${i}`,
	credentialId: `credential-${i}`,
	source: { workbook: 'a.xlsx', digest: 'd', sheet: 's', line: i + 2 },
	cells: [`text ${i}`]
}));

type Place = [holder: Record<string, unknown>, key: string];

/** Every value inside of a record, by where it hangs. */
function placesIn(value: unknown): Place[] {
	if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
	const holder = value as Record<string, unknown>;
	return Object.keys(holder).flatMap((key) => [[holder, key] as Place, ...placesIn(holder[key])]);
}

async function store() {
	const changed = rows.map((_, i) => i);
	await storeDraft({ isNew: true, draft, rows, changed, storedRows: 0, edited: new Set() });
	await db.draftEdits.put({ draftId: 'd', rowKey: 'key-1', cells: ['edited'], excluded: true });
}

const damage = fc.oneof(
	fc.jsonValue(),
	fc.constantFrom<unknown>(undefined, NaN, new Date(0), new Uint8Array(3), new Map(), 2 ** 40, -1)
);

test('any damage to what is stored gives a draft or none: no throw, no row under another’s key, every lost row told', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom('drafts', 'draftRows', 'draftEdits'),
			fc.nat(),
			damage,
			async (name, at, by) => {
				await Promise.all([db.drafts, db.draftRows, db.draftEdits].map((table) => table.clear()));
				await store();
				const table = db.table(name);
				const record = structuredClone((await table.toArray())[0]) as Record<string, unknown>;
				const key = table.schema.primKey.keyPath;
				const keys = new Set(typeof key === 'string' ? [key] : key);
				const places = placesIn(record).filter(([holder, part]) => holder !== record || !keys.has(part));
				const [holder, part] = places[at % places.length]!;
				holder[part] = by;
				try {
					await table.put(record);
				} catch {
					return; // What IndexedDB itself does not take cannot be read back.
				}
				const loaded = await loadDraft('d');
				if (loaded === null) {
					expect(name).toBe('drafts');
					return;
				}
				const { rows: read, lostRows } = loaded;
				expect(new Set(read.map(({ key }) => key)).size).toBe(read.length);
				expect(new Set(read.map(({ credentialId }) => credentialId)).size).toBe(read.length);
				expect(lostRows).toBeGreaterThanOrEqual(COUNT - read.length);
				expect(loaded.draft.rowCount).toBe(read.length);
				for (const row of read) {
					expect(row.cells.every((cell) => typeof textOf(cell) === 'string')).toBe(true);
					expect(row.place === undefined || Number.isFinite(row.place)).toBe(true);
					expect(row.source === null || Number.isInteger(row.source.line)).toBe(true);
				}
			}
		),
		{ numRuns: 800 }
	);
});

test('a block that is gone, or one too many, is told by its rows', async () => {
	await store();
	await db.draftRows.clear();
	expect(await loadDraft('d')).toMatchObject({ rows: [], lostRows: COUNT });
	await db.draftRows.put({ draftId: 'd', block: 7, packed: undefined as never });
	expect(await loadDraft('d')).toMatchObject({ rows: [], lostRows: COUNT });
});
