import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { encodeChunk } from '#shared/batch/digest.ts';
import type { WireRow } from '#shared/contract/batch.ts';
import type { HistoryChange } from '#shared/contract/history.ts';
import { holderKey } from '#shared/validate/history.ts';
import { db } from '../db.ts';
import type { OutboxBatch } from '../outbox/outbox-batch.ts';
import { loadHistory } from './history.ts';
import { pullHistory } from './history-pull.ts';
import { pullAll } from './pull.ts';
import { forgetHistory } from './history-store.ts';
import { TellingServer } from './telling-server.ts';

/** Of ids that end in their number. */
const PREFIX = '00000000-0000-4000-8000-';
const ORGANISATION = 'org-1';
const SETTINGS = { now: Date.parse('2026-11-23T12:00:00Z'), timeZone: 'America/Toronto' };

let server: TellingServer;

beforeEach(() => {
	server = new TellingServer(ORGANISATION);
	vi.stubGlobal('fetch', server.fetch);
});

afterEach(async () => {
	vi.unstubAllGlobals();
	await Promise.all(db.tables.map((table) => table.clear()));
});

function change(number: number, more: Partial<HistoryChange> = {}): HistoryChange {
	return {
		credentialId: `${PREFIX}${String(number).padStart(12, '0')}`,
		definitionId: 'D3V2-QMHQ',
		firstName: 'Zoë',
		lastName: `Ångström ${number}`,
		contact: `zoe.${number}@example.com`,
		validFrom: '2026-11-01T10:00:00.000Z',
		validUntil: '2029-11-01T23:59:59-04:00',
		state: 'issued',
		batchId: '5c0f6a52-6b0e-4f3e-9d55-7a3c1f0e9b11',
		position: number,
		revokedAt: null,
		revokedReason: null,
		delivery: null,
		...more
	};
}

const changes = (count: number) => Array.from({ length: count }, (_, number) => change(number));
const pull = () => pullHistory(ORGANISATION);
const cursorOf = () => db.issuedCursors.get(ORGANISATION);

/** The credentials that still count, each found by its holder. */
async function heldIds(): Promise<string[]> {
	const history = await loadHistory(ORGANISATION, SETTINGS);
	return [...history.values()]
		.flat()
		.map(({ credentialId }) => String(Number(credentialId.slice(PREFIX.length))));
}

describe('pulling', () => {
	test('page by page, and then only what is new', async () => {
		server.told = changes(2500);
		await pull();
		expect(server.requests).toEqual([
			'?limit=2000',
			'?cursor=1000.0&limit=2000',
			'?cursor=2000.0&limit=2000'
		]);
		expect(await db.issued.count()).toBe(3);
		expect(await heldIds()).toEqual(changes(2500).map((_, number) => String(number)));

		server.told.push(change(2500), change(7, { state: 'revoked' }));
		server.requests = [];
		await pull();
		expect(server.requests).toEqual(['?cursor=2500.0&limit=2000']);
		const now = await heldIds();
		expect([now.length, now.includes('2500'), now.includes('7')]).toEqual([2500, true, false]);
		expect(await db.issued.count()).toBe(3);
	});

	test('an answer that is lost loses nothing and doubles nothing', async () => {
		server.told = changes(35);
		server.pageSize = 10;
		server.cutFrom = 3;
		await pull();
		expect([await heldIds(), (await cursorOf())?.asOf]).toEqual([
			changes(20).map((_, number) => String(number)),
			null
		]);
		server.cutFrom = Infinity;
		const before = Date.now();
		await pull();
		expect(await heldIds()).toHaveLength(35);
		expect(await cursorOf()).toMatchObject({ cursor: '35.0', changes: 35 });
		expect((await cursorOf())!.asOf).toBeGreaterThanOrEqual(before);
	});

	test('without a sign-in nothing is pulled and nothing is lost', async () => {
		server.told = changes(3);
		await pull();
		server.isSignedIn = false;
		await pull();
		expect(await heldIds()).toHaveLength(3);
	});

	test('two tabs pull one after the other', async () => {
		server.told = changes(30);
		server.pageSize = 10;
		await Promise.all([pullAll(ORGANISATION, 'everything'), pullAll(ORGANISATION, 'everything')]);
		const asked = server.requests.filter((search) => search.startsWith('?'));
		expect(asked.map((search) => /cursor=(\d+)/.exec(search)?.[1] ?? '0')).toEqual(['0', '10', '20', '30']);
		expect(await heldIds()).toHaveLength(30);
	});

	test('all of it again from a server that was set back', async () => {
		server.told = changes(5);
		await pull();
		server.told = [change(0), change(9)];
		await pull();
		expect(await heldIds()).toEqual(['0', '9']);
	});

	test('nothing of an organisation that somebody else signed in to meanwhile', async () => {
		server.told = changes(3);
		server.organisationId = 'org-2';
		await pull();
		expect([await db.issued.count(), await heldIds()]).toEqual([0, []]);
	});

	test('what was wiped stays wiped, whatever answer is still on its way', async () => {
		server.told = changes(30);
		server.pageSize = 10;
		server.meanwhile = async () => {
			if (server.requests.length === 2) await forgetHistory(ORGANISATION);
		};
		await pull();
		expect([await db.issued.count(), await db.issuedCursors.count()]).toEqual([0, 0]);
	});
});

describe('what counts', () => {
	test('the last that was told of each credential, where it still holds or ended lately', async () => {
		server.told = [
			change(1, { state: 'held' }),
			change(2, { state: 'held' }),
			change(3, { state: 'held' }),
			change(4, { validUntil: null }),
			change(5, { validUntil: '2026-11-01T23:59:59-04:00' }),
			change(6, { validUntil: '2026-01-31T23:59:59-05:00' }),
			change(2),
			change(3, { state: 'gone' }),
			change(7),
			change(7, { state: 'superseded' })
		];
		await pull();
		expect((await heldIds()).sort()).toEqual(['1', '2', '4', '5']);
	});

	test('by holder, and all that the same person holds', async () => {
		server.told = [change(1), change(2, { ...change(1), credentialId: 'second' }), change(3)];
		await pull();
		const history = await loadHistory(ORGANISATION, SETTINGS);
		const { credentialId, validFrom, validUntil } = change(1);
		expect(history.get(holderKey(change(1)))).toEqual([
			{ credentialId, validFrom, validUntil },
			{ credentialId: 'second', validFrom, validUntil }
		]);
	});

	test('nothing of another organisation', async () => {
		server.told = changes(2);
		await pull();
		expect((await loadHistory('org-2', SETTINGS)).size).toBe(0);
	});

	test('what another version of the app wrote stays of use until the server tells it anew', async () => {
		server.told = changes(3);
		await pull();
		await db.issuedCursors.where({ organisationId: ORGANISATION }).modify((kept) => {
			delete kept.columns;
			delete kept.begun;
		});
		await db.issued.toCollection().modify(({ columns }) => {
			for (const name of ['batchId', 'position', 'deliveryState'] as const) delete (columns as never)[name];
		});
		server.isSignedIn = false;
		await pull();
		expect(await heldIds()).toHaveLength(3);
		server.isSignedIn = true;
		server.requests = [];
		await pull();
		expect(server.requests).toEqual(['?limit=2000']);
		expect(await heldIds()).toHaveLength(3);
		expect((await db.issued.toArray()).flatMap(({ columns }) => columns.position)).toEqual([0, 1, 2]);
	});

	test('keys that another version of the app wrote are made again, and then pulled again', async () => {
		server.told = changes(3);
		await pull();
		await db.issuedCursors.update(ORGANISATION, { holders: 'another' });
		await db.issued.toCollection().modify(({ columns }) => void columns.holder.fill('another'));
		const history = await loadHistory(ORGANISATION, SETTINGS);
		expect([...history.keys()]).toEqual(changes(3).map(holderKey));
		server.requests = [];
		await pull();
		expect(server.requests).toEqual(['?limit=2000']);
		expect(await heldIds()).toHaveLength(3);
	});

	test('what cannot be read is pulled again', async () => {
		server.told = changes(1500);
		await pull();
		await db.issued.update([ORGANISATION, 1], { columns: undefined as never });
		expect(await heldIds()).toEqual([]);
		await pull();
		expect(await heldIds()).toHaveLength(1500);
	});
});

describe('the outbox', () => {
	function wire(number: number, expiration = '2028-12-31'): WireRow {
		const { credentialId, definitionId, firstName, lastName, contact } = change(number);
		return {
			key: `row-${number}`,
			credentialId,
			definitionId,
			firstName,
			lastName,
			contact,
			expiration,
			values: []
		};
	}

	async function enqueue(batchId: string, rows: WireRow[], more: Partial<OutboxBatch> = {}): Promise<void> {
		const batch = { batchId, organisationId: ORGANISATION, state: 'waiting', attention: null, ...more };
		await db.outbox.put(batch as OutboxBatch);
		for (const [index, row] of rows.entries()) {
			const body = encodeChunk([row]) as Uint8Array<ArrayBuffer>;
			await db.outboxChunks.put({ batchId, index, body, acknowledged: index === 0 });
		}
	}

	test('what waits there is held, with the expiration it will have', async () => {
		await enqueue('a', [wire(1), wire(2, 'P2Y'), wire(3, 'never')]);
		const history = await loadHistory(ORGANISATION, SETTINGS);
		const untils = [1, 2, 3].map((number) => history.get(holderKey(change(number)))![0]!.validUntil);
		expect(untils).toEqual(['2029-01-01T04:59:59Z', '2028-11-24T04:59:59Z', null]);
	});

	test('and a chunk that can no longer be read keeps nobody from opening a draft', async () => {
		await enqueue('a', [wire(1), wire(2)]);
		await db.outboxChunks.update(['a', 0], { body: new TextEncoder().encode('{"rows":[{') });
		expect(await heldIds()).toEqual(['2']);
	});

	test('not what will not be issued, nor another organisation’s', async () => {
		await enqueue('a', [wire(1)], { takingBack: true });
		await enqueue('b', [wire(2)], {
			state: 'needs-attention',
			attention: { kind: 'refused', code: 'content-conflict', rowKeys: [] }
		});
		await enqueue('c', [wire(3)], { organisationId: 'org-2' });
		await enqueue('d', [wire(4)], { state: 'needs-attention', attention: { kind: 'sign-in-needed' } });
		expect(await heldIds()).toEqual(['4']);
	});

	test('once where the server has it too; and again where it was taken back before', async () => {
		server.told = [
			change(1, { state: 'held' }),
			change(2, { state: 'gone' }),
			change(3, { state: 'revoked' })
		];
		await pull();
		await enqueue('a', [wire(1), wire(2), wire(3)]);
		expect((await heldIds()).sort()).toEqual(['1', '2']);
	});
});

test('100,000 credentials are loaded', async () => {
	server.told = changes(100_000);
	server.pageSize = Infinity;
	await pull();
	const history = await loadHistory(ORGANISATION, SETTINGS);
	expect(history.size).toBe(100_000);
}, 60_000);
