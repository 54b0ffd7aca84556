import { Dexie } from 'dexie';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { encodeChunk } from '#shared/batch/digest.ts';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { db } from './db.ts';
import { loadDraft } from './drafts/load-draft.ts';
import { takeBackFromOutbox, startOutbox } from './outbox.ts';
import { ReceivingServer } from './outbox/receiving-server.ts';
import { loadHistory } from './sync/history.ts';
import { connectThread } from './thread/open-thread.ts';
import { ALL, LIMITS, SETTINGS } from './thread/sample-draft.ts';

// Databases as each earlier version of the app wrote them, record by record.

const FIRST = {
	drafts: 'id, organisationId, batchId',
	draftRows: '[draftId+block]',
	draftEdits: '[draftId+rowKey]',
	definitions: '[organisationId+id], organisationId',
	outbox: 'batchId, organisationId, draftId',
	outboxChunks: '[batchId+index]'
};
const SECOND = { draftFiles: '[draftId+digest]', shapes: '[organisationId+shape]' };
const THIRD = { issued: '[organisationId+block]', issuedCursors: 'organisationId' };
const FOURTH = {
	batches: '[organisationId+id], [organisationId+declaredAt], [organisationId+moving]',
	pullCursors: '[organisationId+kind]'
};

const BATCH = '0192f7c0-0000-7000-8000-000000000001';
const DIGEST = 'a'.repeat(64);
const SOURCE = { workbook: 'class.xlsx', sheet: 'Sheet1' };
const COLUMNS = [
	{ meaning: 'definition', title: 'ID' },
	{ meaning: 'first-name', title: 'First Name' },
	{ meaning: 'last-name', title: 'Last Name' },
	{ meaning: 'contact', title: 'Contact' },
	{ meaning: 'expiration', title: 'Expiration Date/Duration' }
];
const PEOPLE = [
	['Ada', 'Lovelace', 'ada@example.org'],
	['Zoë', 'Ng', 'zoe@example.org'],
	['Élodie', 'Straße', 'elodie@example.org']
];
const cellsOf = (person: string[]) => ['D3V2-QMHQ', ...person, { kind: 'date', date: '2028-12-31' }];
const EDITED = cellsOf(['Ada', 'Byron', 'ada@example.org']);

const draft1 = {
	id: 'draft-old',
	organisationId: 'org',
	label: 'Spring',
	createdAt: '2026-10-01T08:00:00.000Z',
	updatedAt: '2026-10-02T08:00:00.000Z',
	columns: COLUMNS,
	workbooks: [
		{
			name: 'class.xlsx',
			digest: DIGEST,
			sheet: 'Sheet1',
			headerLine: 1,
			rowsRead: 3,
			definitionId: null,
			candidates: [],
			ignored: ['Notes']
		}
	],
	dateOrders: { 4: 'day-first' },
	rowCount: 3,
	batchId: null
};
const { ignored: _, ...workbook1 } = draft1.workbooks[0]!;
const draft2 = {
	...draft1,
	removedCount: 1,
	workbooks: [{ ...workbook1, peopleAbove: 0, columns: [], sheets: [], hiddenRows: null, stale: [] }]
};
const plainRows = PEOPLE.map((person, i) => ({
	key: `key-${i}`,
	credentialId: `credential-${i}`,
	source: { ...SOURCE, line: i + 2 },
	cells: cellsOf(person),
	...(i === 1 ? { excluded: true } : {})
}));
const packed = {
	keys: ['key-0', 'key-1', 'key-2'],
	credentialIds: ['credential-0', 'credential-1', 'credential-2'],
	sources: [{ from: { ...SOURCE, digest: DIGEST }, rows: 3 }],
	lines: Int32Array.of(2, 3, 4),
	flags: Uint8Array.of(0, 1, 0),
	places: [],
	cells: PEOPLE.map(cellsOf)
};
const edit = { draftId: 'draft-old', rowKey: 'key-0', cells: EDITED, excluded: false };
const declaration = {
	label: 'Sent',
	rowCount: 2,
	chunks: ['0'.repeat(64), '1'.repeat(64)],
	definitions: [{ id: 'D3V2-QMHQ', version: 1 }]
};
/** Version 1's own shape: `notBeforeAt` came later, `issueAsked` after version 3. */
const sending = {
	batchId: BATCH,
	organisationId: 'org',
	draftId: 'draft-issued',
	declaration,
	state: 'sending',
	attention: null,
	begun: true,
	takingBack: false,
	chunksAcknowledged: 1,
	queuedAt: '2026-10-02T09:00:00.000Z',
	heldUntil: null,
	failures: 2,
	dueAt: 0
};
const chunks = [0, 1].map((index) => ({
	batchId: BATCH,
	index,
	body: encodeChunk([]),
	acknowledged: index === 0
}));
const issuedColumns = {
	credentialId: ['c-1'],
	definitionId: ['D3V2-QMHQ'],
	firstName: ['Grace'],
	lastName: ['Hopper'],
	contact: ['grace@example.org'],
	validFrom: ['2026-09-01T00:00:00Z'],
	validUntil: [null],
	state: ['issued'],
	holder: ['an older key']
};

type Records = Record<string, Record<string, unknown>[]>;
const outbox = { outbox: [sending], outboxChunks: chunks };
const definitions = DEMO_CATALOG.map((entry) => ({ organisationId: 'org', id: entry.id, entry }));
const issuedDraft = { ...draft1, id: 'draft-issued', batchId: BATCH, rowCount: 0, workbooks: [] };

const VERSIONS: { version: number; stores: Record<string, string>[]; records: Records }[] = [
	{
		version: 1,
		stores: [FIRST],
		records: {
			...outbox,
			definitions,
			drafts: [draft1, issuedDraft],
			draftRows: [{ draftId: 'draft-old', block: 0, rows: plainRows }],
			draftEdits: [edit]
		}
	},
	{
		version: 2,
		stores: [FIRST, SECOND],
		records: {
			...outbox,
			definitions,
			drafts: [draft2, { ...issuedDraft, removedCount: 0 }],
			draftRows: [{ draftId: 'draft-old', block: 0, packed }],
			draftEdits: [edit, { ...edit, rowKey: 'key-2', cells: cellsOf(PEOPLE[2]!), removed: true }],
			draftFiles: [{ draftId: 'draft-old', digest: DIGEST, file: new Blob(['PK']) }],
			shapes: [{ organisationId: 'org', shape: 'name|mail', columns: [COLUMNS[3]!] }]
		}
	}
];
VERSIONS.push({
	version: 3,
	stores: [FIRST, SECOND, THIRD],
	records: {
		...VERSIONS[1]!.records,
		outbox: [{ ...sending, notBeforeAt: 0 }],
		issued: [{ organisationId: 'org', block: 0, columns: issuedColumns }],
		issuedCursors: [{ organisationId: 'org', cursor: '7', changes: 1, asOf: 1, holders: 'an older sample' }]
	}
});
VERSIONS.push({
	version: 4,
	stores: [FIRST, SECOND, THIRD, FOURTH],
	records: {
		...VERSIONS[2]!.records,
		batches: [{ organisationId: 'org', id: BATCH, declaredAt: '2026-10-02T09:00:00.000Z', moving: 0 }],
		pullCursors: [{ organisationId: 'org', kind: 'batches', cursor: '7', asOf: 1 }]
	}
});
// The fifth made nothing new.
VERSIONS.push({ version: 5, stores: [FIRST, SECOND, THIRD, FOURTH, {}], records: VERSIONS[3]!.records });
VERSIONS.push({
	version: 6,
	stores: [...VERSIONS[4]!.stores, { typedTexts: 'draftId' }],
	records: VERSIONS[3]!.records
});
VERSIONS.push({
	version: 7,
	stores: [...VERSIONS[5]!.stores, { writtenDefinitions: '[organisationId+place]' }],
	records: VERSIONS[3]!.records
});

async function write({ version, stores, records }: (typeof VERSIONS)[number]) {
	db.close();
	await Dexie.delete('sheaf');
	const old = new Dexie('sheaf');
	for (let at = 1; at <= version; at++) old.version(at).stores(stores[at - 1]!);
	for (const [table, list] of Object.entries(records)) await old.table(table).bulkAdd(list);
	old.close();
	await db.open();
}

/** A thread that goes on would open the database between its earlier versions. */
const threads: Worker[] = [];
class KnownWorker extends Worker {
	constructor(...given: ConstructorParameters<typeof Worker>) {
		super(...given);
		threads.push(this);
	}
}

afterEach(async () => {
	vi.unstubAllGlobals();
	for (const thread of threads.splice(0)) thread.terminate();
	// Whoever is sending still comes to an end.
	await navigator.locks.request('sheaf-outbox', () => {});
});

afterAll(async () => {
	await Promise.all(db.tables.map((table) => table.clear()));
});

describe.each(VERSIONS)('a database of version $version', (written) => {
	beforeEach(() => write(written));

	test('is brought up to date in place, with every record', async () => {
		expect(db.verno).toBeGreaterThan(5);
		for (const [table, list] of Object.entries(written.records))
			expect([table, await db.table(table).count()]).toEqual([table, list.length]);
	});

	test('its draft opens with its rows, edits and answers, and can be edited on', async () => {
		const loaded = (await loadDraft('draft-old'))!;
		expect(loaded.lostRows).toBe(0);
		expect(loaded.rows.map(({ key, credentialId }) => [key, credentialId])).toEqual(
			plainRows.map(({ key, credentialId }) => [key, credentialId])
		);
		expect(loaded.rows.map(({ source }) => source)).toEqual(
			plainRows.map(({ source }) => ({ ...source, digest: DIGEST }))
		);
		expect(loaded.rows[0]!.cells).toEqual(EDITED);
		expect(loaded.rows[1]!.excluded).toBe(true);
		expect(loaded.draft).toMatchObject({ label: 'Spring', dateOrders: { 4: 'day-first' } });
		vi.stubGlobal('Worker', KnownWorker);
		const thread = connectThread(LIMITS);
		const view = (await thread.openDraft('draft-old', DEMO_CATALOG, SETTINGS))!;
		expect([view.lostRows, view.readOnly, view.totals.excluded]).toEqual([0, false, 1]);
		await thread.edit('key-1', 3, 'zoe.ng@example.org');
		await thread.openDraft('elsewhere', DEMO_CATALOG, SETTINGS);
		await thread.openDraft('draft-old', DEMO_CATALOG, SETTINGS);
		const { rows } = await thread.rows(ALL, 0, 3);
		expect(rows.find(({ key }) => key === 'key-1')!.texts[3]).toBe('zoe.ng@example.org');
		await thread.openDraft('elsewhere', DEMO_CATALOG, SETTINGS);
	});

	test('its batch in the middle of being sent goes on, and no acknowledged chunk is sent again', async () => {
		const server = new ReceivingServer();
		server.declaration = declaration;
		server.chunks.set('0', encodeChunk([]));
		vi.stubGlobal('fetch', server.fetch);
		const stop = startOutbox('org');
		await expect.poll(() => server.requests.at(-1), { timeout: 5000 }).toBe('POST /issue');
		expect(server.requests.filter((line) => line.startsWith('PUT /chunks'))).toEqual(['PUT /chunks/1']);
		await expect.poll(async () => (await db.outbox.get(BATCH))?.state).toBe('held');
		stop();
	});

	test('its batch that may have been issued is not given back before the server has said so', async () => {
		vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('no network')));
		await takeBackFromOutbox(BATCH).catch(() => {});
		expect((await db.drafts.get('draft-issued'))!.batchId).toBe(BATCH);
		expect(await db.outbox.get(BATCH)).toMatchObject({ takingBack: true });
	});

	test('what was issued before is read, or pulled anew', async () => {
		const history = await loadHistory('org', SETTINGS);
		expect([...history.values()].flat().filter(({ credentialId }) => credentialId === 'c-1')).toHaveLength(
			written.version >= 3 ? 1 : 0
		);
	});
});
