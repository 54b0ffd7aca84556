import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import { askAt } from '../testing/ask.ts';
import { FIRST_AID, issueRows, makeRow } from '../testing/batch.ts';
import { makeOrganisation, startAfresh } from '../testing/organisation.ts';

let id: string;

beforeAll(async () => {
	await startAfresh();
	const { issuer } = await makeOrganisation('harbour');
	const batch = await issueRows([makeRow(0, { firstName: 'Maryam' })], issuer);
	id = batch.rows[0]!.credentialId;
}, 30_000);

describe('a credential', () => {
	test.each([
		[undefined, 'application/vc'],
		['*/*', 'application/vc'],
		['application/json', 'application/json'],
		['application/ld+json, application/json;q=0.5', 'application/json'],
		['application/vc, application/json', 'application/vc'],
		['text/html,application/xhtml+xml,*/*;q=0.8', 'application/json'],
		['image/png', 'application/vc']
	])('asked for with Accept %s comes as %s', async (accept, type) => {
		const answer = await askAt('GET', `/credentials/${id}.json`, { headers: accept ? { accept } : {} });
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toBe(type);
		expect(answer.headers.get('access-control-allow-origin')).toBe('*');
		expect(answer.headers.get('vary')).toContain('Accept');
	});

	test('that does not exist is a problem', async () => {
		const answer = await askAt('GET', `/credentials/${crypto.randomUUID()}.json`);
		expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
		expect(answer.headers.get('access-control-allow-origin')).toBe('*');
	});
});

describe('an organisation', () => {
	test('has a DID document that lists its key, for any page to read', async () => {
		const answer = await askAt('GET', '/orgs/harbour/did.json');
		const did = 'did:web:localhost%3A8787:orgs:harbour';
		expect(answer.headers.get('access-control-allow-origin')).toBe('*');
		expect(answer.body).toMatchObject({
			id: did,
			verificationMethod: [{ id: `${did}#key-1`, publicKeyMultibase: expect.stringMatching(/^z6Mk/) }],
			assertionMethod: [`${did}#key-1`]
		});
		expect((await askAt('GET', '/orgs/nobody/did.json')).status).toBe(404);
	});

	test('has badges that are pictures and nothing else', async () => {
		const answer = await askAt('GET', `/orgs/harbour/badges/${FIRST_AID}.svg`);
		expect(answer.headers.get('content-type')).toBe('image/svg+xml');
		expect(answer.headers.get('content-security-policy')).toContain('sandbox');
		expect(answer.text).toMatch(/^<svg/);
		for (const path of [
			'/orgs/harbour/badges/2222-2222.svg',
			'/orgs/nobody/badges/x.svg',
			'/orgs/harbour/status/9'
		]) {
			expect((await askAt('GET', path)).status).toBe(404);
		}
	});

	test('lets other pages ask first', async () => {
		const answer = await askAt('OPTIONS', '/orgs/harbour/status/1', {
			headers: { 'access-control-request-method': 'GET', 'access-control-request-headers': 'if-none-match' }
		});
		expect(answer.status).toBe(204);
		expect(answer.headers.get('access-control-allow-origin')).toBe('*');
	});
});

describe("the credential's page", () => {
	test('is the app, named after what was issued and by whom, and not to whom', async () => {
		const answer = await askAt('GET', `/credentials/${id}`);
		expect(answer.status).toBe(200);
		const head = answer.text.slice(0, answer.text.indexOf('</head>'));
		expect(head).toContain('<title>First Aid Level 2 · Harbour Skills Institute</title>');
		expect(head.match(/<title>/g)).toHaveLength(1);
		expect(head).toContain('<meta name="robots" content="noindex" />');
		expect(answer.text).not.toMatch(/Maryam|Ångström|recipients\.example/);
		expect(answer.headers.get('content-security-policy')).toContain('frame-ancestors');
	});

	test('of an unknown credential is the same app, not found', async () => {
		for (const path of [crypto.randomUUID(), 'a/b/c', '%3Cscript%3E']) {
			const answer = await askAt('GET', `/credentials/${path}`);
			expect([answer.status, answer.headers.get('content-type')]).toEqual([
				404,
				expect.stringContaining('text/html')
			]);
		}
	});

	test('cannot be broken by a name', async () => {
		await env.DB.prepare("UPDATE organisation SET name = '</title><script>alert(1)</script>'").run();
		expect((await askAt('GET', `/credentials/${id}`)).text).not.toContain('<script>alert');
	});
});
