import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '#shared/contract/organisation.ts';
import { db } from '../db.ts';
import { IMAGES_CACHE } from '../kept-images.ts';
import { keepReceivedFiles, takeReceivedFiles } from '../received-files.ts';
import { signedIn } from '../session.svelte.ts';
import { endSignIn, finishLeaving, presenceLock } from './finish-leaving.ts';
import { isLeaving, markLeaving, readLeaving } from './leaving-mark.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const ORGANISATIONS = ['org-mine', 'org-other'];
/** How each table names its record's owner; a new table must be told here, and by it to the wipe. */
const CHILD_OF = { draftRows: 'draft', draftEdits: 'draft', draftFiles: 'draft', outboxChunks: 'batch' };

beforeEach(async () => {
	await clear();
	for (const organisationId of ORGANISATIONS) await fill(organisationId);
});

afterEach(async () => {
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
	await clear();
});

async function clear() {
	await Promise.all(db.tables.map((table) => table.clear()));
	localStorage.clear();
	await caches.delete(IMAGES_CACHE);
	signedIn.current = null;
}

/** One record in every table, made from its own schema. */
async function fill(organisationId: string) {
	for (const table of db.tables) {
		const parent = CHILD_OF[table.name as keyof typeof CHILD_OF];
		const { keyPath } = table.schema.primKey;
		const path = typeof keyPath === 'string' ? [keyPath] : (keyPath ?? []);
		const record: Record<string, unknown> = parent ? {} : { organisationId };
		for (const [at, part] of path.entries()) record[part] ??= at === 0 ? `${parent}-${organisationId}` : 'x';
		if (table.name === 'drafts') record.id = `draft-${organisationId}`;
		if (table.name === 'outbox') record.batchId = `batch-${organisationId}`;
		if (table.name === 'definitions') record.entry = { image: `/images/${organisationId}.png` };
		await table.add(record as never);
	}
	localStorage.setItem(`sheaf-catalog-as-of:${organisationId}`, '1');
	const cache = await caches.open(IMAGES_CACHE);
	await cache.put(`/images/${organisationId}.png`, new Response('x'));
}

async function left() {
	const images = await (await caches.open(IMAGES_CACHE)).keys();
	return {
		tables: Object.fromEntries(
			await Promise.all(db.tables.map(async (table) => [table.name, await table.count()]))
		) as Record<string, number>,
		text: JSON.stringify(await Promise.all(db.tables.map((table) => table.toArray()))),
		images: images.map(({ url }) => new URL(url).pathname),
		keys: Object.keys(localStorage).sort()
	};
}

test('nothing of the organisation stays in any table, and all of the other’s does', async () => {
	await keepReceivedFiles([new File(['Name\nAda'], 'class.csv')], NOW);
	localStorage.setItem('sheaf-theme', 'dark');
	localStorage.setItem('sheaf-session', JSON.stringify({ organisation: { id: 'org-mine' } }));
	markLeaving('org-mine');
	expect(await finishLeaving()).toBe(true);
	const after = await left();
	for (const [name, count] of Object.entries(after.tables)) expect([name, count]).toEqual([name, 1]);
	expect(after.text).not.toContain('org-mine');
	expect(after.images).toEqual(['/images/org-other.png']);
	expect(after.keys).toEqual(['sheaf-catalog-as-of:org-other', 'sheaf-leaving', 'sheaf-theme']);
	expect(await takeReceivedFiles(NOW)).toEqual([]);
	expect(readLeaving()).toEqual({ wipe: [], endSignIn: true });
});

test('a wipe that fails in its middle takes nothing, counts as signed out, and is done at the next start', async () => {
	const remove = vi.spyOn(db.outboxChunks, 'bulkDelete').mockRejectedValueOnce(new Error('closed'));
	const real = db.table.bind(db);
	vi.spyOn(db, 'table').mockImplementation((name: string) =>
		name === 'outboxChunks' ? (db.outboxChunks as never) : (real(name) as never)
	);
	markLeaving('org-mine');
	expect(await finishLeaving()).toBe(false);
	expect(remove).toHaveBeenCalled();
	expect(Object.values((await left()).tables).every((count) => count === 2)).toBe(true);
	expect(isLeaving('org-mine')).toBe(true);
	vi.restoreAllMocks();
	expect(await finishLeaving()).toBe(true);
	expect((await left()).text).not.toContain('org-mine');
});

test('other tabs are waited for, but not for ever', async () => {
	let leave = () => {};
	const stays = new Promise<void>((resolve) => (leave = resolve));
	void navigator.locks.request(presenceLock('org-mine'), { mode: 'shared' }, () => stays);
	markLeaving('org-mine');
	const finished = finishLeaving(20_000);
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect((await left()).text).toContain('org-mine');
	leave();
	expect(await finished).toBe(true);
	expect((await left()).text).not.toContain('org-mine');

	void navigator.locks.request(presenceLock('org-other'), { mode: 'shared' }, () => new Promise(() => {}));
	markLeaving('org-other');
	expect(await finishLeaving(50)).toBe(true);
	expect((await left()).tables.drafts).toBe(0);
});

test('where the mark cannot be kept, one is still signed in and nothing is gone', async () => {
	signedIn.keep({ organisation: { id: 'org-mine' } } as Session);
	vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
		throw new DOMException('full', 'QuotaExceededError');
	});
	expect(signedIn.signOut()).toBe(false);
	expect(signedIn.current).not.toBeNull();
	expect((await left()).text).toContain('org-mine');
});

test('the sign-in ends on the server as soon as it answers, and not before', async () => {
	markLeaving('org-mine');
	await finishLeaving();
	const asked = vi.fn<typeof fetch>(async () => Promise.reject(new TypeError('no network')));
	vi.stubGlobal('fetch', asked);
	expect(await endSignIn()).toBe('offline');
	expect(readLeaving().endSignIn).toBe(true);
	asked.mockImplementation(async () =>
		Response.json({ success: true }, { headers: { 'x-request-id': 'r' } })
	);
	expect(await endSignIn()).toBeNull();
	expect(readLeaving()).toEqual({ wipe: [], endSignIn: false });
	expect(await endSignIn()).toBeNull();
	expect(asked).toHaveBeenCalledTimes(2);
});
