import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '#shared/batch/digest.ts';
import type { CatalogEntry } from '#shared/contract/catalog.ts';
import { makeDefinitionId } from '#shared/definition/definition-id.ts';
import { ask, askAt } from '../testing/ask.ts';
import { FIRST_AID } from '../testing/batch.ts';
import { makeOrganisation, startAfresh } from '../testing/organisation.ts';

let as: string;
let content: Omit<CatalogEntry, 'id' | 'version' | 'archived' | 'issued'>;

beforeAll(async () => {
	await startAfresh();
	as = (await makeOrganisation('harbour')).issuer;
	const { id: _, version: __, archived: ___, issued: ____, ...rest } = (await catalog())[0]!;
	content = rest;
});

async function catalog(): Promise<CatalogEntry[]> {
	return ((await ask('GET', '/definitions', { as })).body as { definitions: CatalogEntry[] }).definitions;
}

function put(id: string, basedOn: number, more: object = {}) {
	return ask('PUT', `/definitions/${id}`, { as, body: { basedOn, content: { ...content, ...more } } });
}

const makeId = () => makeDefinitionId(crypto.getRandomValues(new Uint8Array(16)));

test('a definition is made, and made again by a repeated request', async () => {
	const id = makeId();
	const first = await put(id, 0);
	expect(first.body).toEqual({ ...content, id, version: 1, archived: false, issued: 0 });
	expect((await put(id, 0)).body).toEqual(first.body);
	expect((await put(id, 0, { name: 'Another' })).problem).toMatchObject({
		status: 409,
		code: 'version-conflict'
	});
});

test('an edit is the next version, once; the earlier versions stay', async () => {
	const id = makeId();
	await put(id, 0);
	const edits = [put(id, 1, { name: 'Mine' }), put(id, 1, { name: 'Theirs' }), put(id, 1, { name: 'Mine' })];
	const answers = await Promise.all(edits);
	const { version, name } = (await catalog()).find((definition) => definition.id === id)!;
	expect(version).toBe(2);
	// Whichever came first, those who wrote the same are answered alike.
	const [mine, theirs] = name === 'Mine' ? [200, 409] : [409, 200];
	expect(answers.map((answer) => answer.status)).toEqual([mine, theirs, mine]);
	expect((await put(id, 2, { name: 'Third' })).body).toMatchObject({ version: 3 });
	expect((await put(id, 1, { name })).problem.code).toBe('version-conflict');
	const kept = await env.DB.prepare('SELECT version FROM definition_version WHERE definition_id = ?')
		.bind(id)
		.all();
	expect(kept.results).toHaveLength(3);
});

test('an ID without its check character, a version of nothing, or content that does not parse is refused', async () => {
	expect((await put('D3V2-QMHR', 0)).problem.code).toBe('request-invalid');
	expect((await put(makeId(), 3)).problem.code).toBe('not-found');
	expect((await put(makeId(), 0, { variables: [{ title: ' ' }] })).problem.errors).toMatchObject([
		{ pointer: '/content/variables/0/title', code: 'too-small' },
		{ pointer: '/content/variables/0/kind' },
		{ pointer: '/content/variables/0/type' },
		{ pointer: '/content/variables/0/required' }
	]);
});

test('content that no row could satisfy is refused by its place', async () => {
	const variable = { title: 'Score', kind: 'content', type: 'text', required: false };
	const variables = [
		variable,
		{ ...variable, title: 'score' },
		{ ...variable, title: 'Code', pattern: '(a+)+' }
	];
	const { problem } = await put(makeId(), 0, { defaultExpiration: 'some day', variables });
	expect(problem).toMatchObject({ status: 400, code: 'request-invalid' });
	expect(problem.errors).toEqual([
		{ pointer: '/content/defaultExpiration', code: 'default-expiration-unreadable' },
		{ pointer: '/content/variables/1/title', code: 'title-repeated' },
		{ pointer: '/content/variables/2/pattern', code: 'pattern-too-costly' }
	]);
});

test('an archived definition stays in the catalog, marked', async () => {
	const archive = (archived: boolean) =>
		ask('PUT', `/definitions/${FIRST_AID}/archived`, { as, body: { archived } });
	expect((await archive(true)).body).toMatchObject({ id: FIRST_AID, archived: true });
	expect((await archive(true)).body).toMatchObject({ archived: true });
	expect((await archive(false)).body).toMatchObject({ archived: false });
});

test('a badge image is taken by its digest, used, and served to everybody', async () => {
	const png = makePng(512, 512);
	const digest = await sha256Hex(png);
	expect((await put(makeId(), 0, { image: digest })).problem.errors).toMatchObject([
		{ code: 'image-missing' }
	]);
	const send = (name: string, body: Uint8Array) => ask('PUT', `/images/${name}`, { as, body });
	expect((await send(digest.replace(/./, 'x'), png)).problem.code).toBe('content-conflict');
	expect((await send(digest, new Uint8Array(300_001))).problem.code).toBe('too-large');
	for (const no of [png.slice(0, -1), png.slice(0, 8), png.fill(9, 8, 16).slice(), new Uint8Array()]) {
		expect((await send(await sha256Hex(no), no)).problem.errors).toMatchObject([{ code: 'png-needed' }]);
	}
	png.set(makePng(512, 512));
	for (const no of [makePng(15, 512), makePng(512, 1025), makePng(0, 0xffffffff)]) {
		expect((await send(await sha256Hex(no), no)).problem.errors).toMatchObject([{ code: 'image-size' }]);
	}
	expect((await send(digest, png.slice(1))).problem.errors).toMatchObject([{ code: 'png-needed' }]);
	for (let round = 0; round < 2; round += 1) expect((await send(digest, png)).status).toBe(204);
	expect((await put(makeId(), 0, { image: digest })).status).toBe(200);
	const served = await askAt('GET', `/images/${digest}.png`);
	expect(served.text).toHaveLength(new TextDecoder().decode(png).length);
	expect(Object.fromEntries(served.headers)).toMatchObject({
		'content-type': 'image/png',
		'x-content-type-options': 'nosniff',
		'cache-control': 'public, max-age=31536000, immutable'
	});
	expect((await askAt('GET', `/images/${'0'.repeat(64)}.png`)).status).toBe(404);
});

/** As much of a picture as the server looks at: its size, and that it ends. */
function makePng(width: number, height: number): Uint8Array<ArrayBuffer> {
	const png = new Uint8Array(2000).fill(7);
	png.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
	new DataView(png.buffer).setUint32(16, width);
	new DataView(png.buffer).setUint32(20, height);
	png.set([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82], png.length - 12);
	return png;
}
