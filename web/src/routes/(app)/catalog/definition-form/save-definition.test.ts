import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import fixture from '#shared/fixtures/catalog.json';
import type { CatalogEntry } from '#shared/contract/catalog.ts';
import { DefinitionContent } from '#shared/definition/definition.ts';
import { db } from '#lib/db.ts';
import { catalog } from '#lib/sync/catalog.svelte.ts';
import { saveDefinition } from './save-definition.ts';

const [first] = fixture.definitions;
const theirs = { ...first, criteria: 'Theirs.', version: 2, archived: false, issued: 0 } as CatalogEntry;
const mine = DefinitionContent.parse({ ...first, criteria: 'Mine.' });
let requests: string[];
/** The version that the server has; a change based on another one is refused. */
let server: { version: number; entry: CatalogEntry };

beforeEach(async () => {
	requests = [];
	server = { version: 2, entry: theirs };
	vi.stubGlobal('fetch', async (path: string, { method, body }: RequestInit) => {
		requests.push(`${method} ${path.replace('/api/v1', '')}`);
		if (path.includes('/images/'))
			return new Response(null, { status: 204, headers: { 'x-request-id': 'r' } });
		if (method === 'GET') return json({ organisationId: 'org-1', definitions: [server.entry], cursor: '1' });
		const { basedOn, content } = JSON.parse(String(body)) as { basedOn: number; content: DefinitionContent };
		if (basedOn !== server.version)
			return json({ type: 'about:blank', title: '', status: 409, code: 'version-conflict' }, 409);
		return json({ ...server.entry, ...content, version: basedOn + 1 });
	});
	await catalog.open('org-1');
});

afterEach(async () => {
	vi.unstubAllGlobals();
	await db.definitions.clear();
});

function json(body: unknown, status = 200) {
	return new Response(JSON.stringify(body), {
		status,
		headers: { 'content-type': 'application/json', 'x-request-id': 'r' }
	});
}

test('the next version is saved and mirrored on the device', async () => {
	const outcome = await saveDefinition({ id: theirs.id, basedOn: 2, content: mine, image: null });
	expect(outcome).toMatchObject({ saved: true, entry: { version: 3, criteria: 'Mine.' } });
	expect((await db.definitions.get(['org-1', theirs.id]))?.entry.version).toBe(3);
});

test('a version that somebody saved in the meantime comes back beside what was written', async () => {
	const outcome = await saveDefinition({ id: theirs.id, basedOn: 1, content: mine, image: null });
	expect(outcome).toEqual({ saved: false, words: null, conflict: theirs });
});

test('a new image is uploaded before the definition names it', async () => {
	const image = { hash: 'a'.repeat(64), png: new Uint8Array([1]) };
	const content = { ...mine, image: image.hash };
	requests = [];
	await saveDefinition({ id: theirs.id, basedOn: 2, content, image });
	expect(requests).toEqual([`PUT /images/${image.hash}`, `PUT /definitions/${theirs.id}`]);
});

test('without a connection nothing is lost and the catalog stays', async () => {
	vi.stubGlobal('fetch', async () => {
		throw new TypeError('offline');
	});
	const outcome = await saveDefinition({ id: theirs.id, basedOn: 2, content: mine, image: null });
	expect(outcome).toMatchObject({ saved: false, words: expect.stringContaining('no connection') });
	await catalog.refresh();
	expect(catalog.entries).toEqual([theirs]);
});
