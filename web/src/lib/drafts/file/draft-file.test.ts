import * as fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import mergedUrl from '#shared/fixtures/merged-by-hand.xlsx?url';
import type { Cell } from '#shared/row/cell.ts';
import type { Row } from '#shared/row/row.ts';
import { db } from '../../db.ts';
import { ALL, bindDraft, fileOf, startDraft } from '../../thread/sample-draft.ts';
import type { Draft } from '../draft.ts';
import { loadDraft } from '../load-draft.ts';
import { MAGIC } from './draft-file.ts';
import { readDraftFile } from './read-draft-file.ts';
import { writeDraftFile } from './write-draft-file.ts';

const ORGANISATION = { id: 'org', name: 'Harbour Skills' };
const NOW = Date.parse('2026-11-23T12:00:00Z');

afterEach(() =>
	Promise.all([db.drafts, db.draftRows, db.draftEdits, db.draftFiles].map((table) => table.clear()))
);

const text = fc.string({ unit: 'binary', maxLength: 12 });
const cell: fc.Arbitrary<Cell> = fc.oneof(
	text,
	fc.record({
		kind: fc.constant('number' as const),
		value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n || 0),
		text
	}),
	fc.record({ kind: fc.constant('date' as const), date: fc.constant('2026-11-23') }),
	fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() }),
	fc.record({ kind: fc.constant('error' as const), text: fc.constant('#N/A') })
);
const source = fc.record({
	workbook: text,
	digest: text,
	sheet: text,
	line: fc.integer({ min: 1, max: 1e6 })
});
const row: fc.Arbitrary<Row> = fc
	.record({
		key: fc.uuid(),
		credentialId: fc.uuid(),
		source: fc.option(source),
		cells: fc.array(cell, { maxLength: 6 }),
		flags: fc.array(fc.constantFrom('excluded', 'hidden', 'removed'), { maxLength: 3 }),
		place: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined })
	})
	.map(({ flags, place, ...rest }) => ({
		...rest,
		...Object.fromEntries(flags.map((flag) => [flag, true])),
		...(place === undefined ? {} : { place })
	}));
const rows = fc.uniqueArray(row, {
	maxLength: 40,
	comparator: (a, b) => [a.key, a.credentialId].some((id) => id === b.key || id === b.credentialId)
});

function draftOf(count: number): Draft {
	return {
		id: 'd',
		organisationId: 'org',
		label: 'Autumn',
		createdAt: '2026-11-01T08:00:00.000Z',
		updatedAt: '2026-11-02T08:00:00.000Z',
		columns: [{ meaning: 'contact', title: 'Contact' }],
		workbooks: [],
		dateOrders: { 3: 'day-first' },
		rowCount: count,
		removedCount: 0,
		batchId: null
	};
}

async function sample(given: readonly Row[], files: { digest: string; file: Blob }[] = []): Promise<Blob> {
	const definitions = DEMO_CATALOG;
	return writeDraftFile({
		draft: draftOf(given.length),
		rows: given,
		files,
		definitions,
		organisation: ORGANISATION,
		now: NOW
	});
}

async function fileWith(head: unknown, first = `${MAGIC} 1\n`, declared?: number): Promise<Blob> {
	const json = new TextEncoder().encode(JSON.stringify(head));
	const length = new DataView(new ArrayBuffer(4));
	length.setUint32(0, declared ?? json.byteLength);
	const packed = new Blob([length.buffer, json]).stream().pipeThrough(new CompressionStream('gzip'));
	return new Blob([first, await new Response(packed).blob()]);
}

test('what is saved is read back, row by row', async () => {
	await fc.assert(
		fc.asyncProperty(rows, fc.uint8Array({ maxLength: 500 }), async (given, bytes) => {
			const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
			const digest = [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
			const read = await readDraftFile(
				await sample(given, [{ digest, file: new File([bytes], 'class.xlsx') }])
			);
			if (typeof read === 'string') throw new Error(read);
			expect(read.rows).toEqual(given);
			expect(read.draft).toEqual(draftOf(given.length));
			expect(read).toMatchObject({ lostRows: 0, organisation: ORGANISATION, definitions: DEMO_CATALOG });
			expect(new Uint8Array(await read.files[0]!.file.arrayBuffer())).toEqual(bytes);
		}),
		{ numRuns: 40 }
	);
});

test('any damage is a sentence, never a throw and never wrong rows', async () => {
	const given = fc.sample(rows, { seed: 7, numRuns: 1 })[0]!;
	const whole = new Uint8Array(await (await sample(given)).arrayBuffer());
	await fc.assert(
		fc.asyncProperty(
			fc.nat(whole.length - 1),
			fc.integer({ min: 1, max: 255 }),
			fc.boolean(),
			async (at, by, isCut) => {
				const hurt = whole.slice(0, isCut ? at : undefined);
				if (!isCut) hurt[at]! ^= by;
				const read = await readDraftFile(new Blob([hurt]));
				// A few bits of gzip's header mean nothing.
				if (typeof read === 'object') expect(read.rows).toEqual(given);
			}
		),
		{ numRuns: 300 }
	);
});

test('any JSON in it gives a draft or a sentence', async () => {
	await fc.assert(
		fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), async (any, draft, cells) => {
			const head = {
				organisation: ORGANISATION,
				savedAt: new Date(NOW).toISOString(),
				definitions: [any],
				files: []
			};
			const rows = {
				keys: [any],
				credentialIds: [any],
				sources: [any],
				lines: [1],
				flags: [0],
				places: [],
				cells: [cells]
			};
			for (const content of [
				any,
				{ ...head, rows: any, draft },
				{ ...head, rows, draft: { ...draftOf(1), columns: draft, workbooks: cells } },
				{ ...head, rows, draft: draftOf(1) }
			]) {
				const read = await readDraftFile(await fileWith(content));
				if (typeof read === 'object')
					expect(read.rows.length + read.lostRows).toBeGreaterThanOrEqual(read.draft.rowCount);
			}
		}),
		{ numRuns: 60 }
	);
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('hostile ones: a prototype, a bomb, a length without bytes, a key twice, a newer version', async () => {
	const [one] = fc.sample(row, { seed: 3, numRuns: 1 });
	const packed = {
		keys: [one!.key, one!.key],
		credentialIds: [one!.credentialId, crypto.randomUUID()],
		sources: [],
		lines: [1, 2],
		flags: [0, 0],
		places: [],
		cells: [['a'], ['b']]
	};
	const head = {
		organisation: ORGANISATION,
		savedAt: new Date(NOW).toISOString(),
		definitions: [],
		files: [],
		rows: packed
	};
	const evil = JSON.parse(
		'{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'
	) as object;
	const read = await readDraftFile(await fileWith({ ...head, draft: { ...draftOf(2), dateOrders: evil } }));
	expect(read).toMatchObject({ lostRows: 1, rows: [{ key: one!.key, cells: ['a'] }] });
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	expect(await readDraftFile(await fileWith({ ...head, draft: draftOf(2) }, `${MAGIC} 2\n`))).toBe(
		'draft-newer'
	);
	expect(await readDraftFile(await fileWith({}, `${MAGIC} 1\n`, 0xffffffff))).toBe('draft-too-large');
	expect(await readDraftFile(await fileWith({}, `${MAGIC} 1\n`, 1000))).toBe('draft-damaged');
	expect(await readDraftFile(new Blob(['PK']))).toBe('draft-damaged');
	const zeros = new Blob(Array.from({ length: 64 }, () => new Uint8Array(4 * 1024 * 1024)));
	const bomb = await new Response(zeros.stream().pipeThrough(new CompressionStream('gzip'))).blob();
	expect(await readDraftFile(new Blob([`${MAGIC} 1\n`, bomb]))).toBe('draft-damaged');
});

test('a draft goes to another device with its edits, answers and workbooks, and is that draft there', async () => {
	const here = startDraft();
	await here.importView(mergedUrl);
	const { rows: shown } = await here.thread.rows(ALL, 0, 3);
	await here.thread.edit(shown[0]!.key, 1, 'Édith');
	await here.thread.setLabel('Autumn');
	const view = await here.thread.removeRows([shown[1]!.key]);
	const stored = await loadDraft(here.draftId);
	const file = new File(
		[(await here.thread.draftFile(here.draftId, ORGANISATION, DEMO_CATALOG))!],
		'Autumn.sheaf-draft'
	);
	const again = await startDraft().importFiles([file]);
	expect(again).toMatchObject({
		view: null,
		refusals: [{ code: 'draft-here', params: { draftId: here.draftId } }]
	});
	await bindDraft(here, 'batch-1');
	expect((await startDraft().importFiles([file])).refusals).toMatchObject([
		{ code: 'draft-issued', params: { batchId: 'batch-1' } }
	]);
	expect(await here.thread.draftFile(here.draftId, { id: 'another', name: 'Another' }, [])).toBeNull();

	// The other device.
	await here.thread.deleteDraft(here.draftId);
	const there = startDraft();
	const opened = await there.importFiles([file, await fileOf(mergedUrl, 'again.xlsx')]);
	expect(opened.refusals.map(({ code }) => code)).toEqual(['draft-same-rows', 'already-there']);
	expect(opened.view!.totals).toEqual(view.totals);
	const taken = await loadDraft(there.draftId);
	expect(taken!.rows).toEqual(stored!.rows);
	expect(taken!.draft).toEqual({ ...stored!.draft, id: there.draftId, updatedAt: taken!.draft.updatedAt });
	expect(
		await db.draftFiles
			.where('[draftId+digest]')
			.between([there.draftId, ''], [there.draftId, '\uffff'])
			.count()
	).toBe(1);
	await there.thread.deleteDraft(there.draftId);
});

test('dropped onto a draft it becomes one of its own; another organisation’s is refused by name', async () => {
	const it = startDraft();
	const before = await it.importView(mergedUrl);
	const file = new File([await sample(fc.sample(rows, { seed: 11, numRuns: 1 })[0]!)], 'Other.sheaf-draft');
	const { view, refusals } = await it.importFiles([file]);
	expect(view!.totals).toEqual(before.totals);
	expect(refusals.map(({ code }) => code)).toEqual(['draft-apart', 'draft-same-rows']);
	expect(await db.drafts.get(String(refusals[0]!.params.draftId))).toMatchObject({ label: 'Autumn' });
	const foreign = await writeDraftFile({
		draft: draftOf(0),
		rows: [],
		files: [],
		definitions: [],
		organisation: { id: 'elsewhere', name: 'Elsewhere Inc' },
		now: NOW
	});
	expect((await startDraft().importFiles([new File([foreign], 'x')])).refusals).toMatchObject([
		{ code: 'draft-other-organisation', params: { organisation: 'Elsewhere Inc' } }
	]);
	await it.thread.deleteDraft(it.draftId);
});
