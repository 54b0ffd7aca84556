import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, expect, test, vi } from 'vitest';
import { Problem } from '#shared/contract/problem.ts';
import { API, PROTOCOL_VERSION } from '#shared/contract/protocol.ts';
import { app } from './app.ts';
import { isUnderstood } from './every-request.ts';
import { ask, askAt } from './testing/ask.ts';
import { makeOrganisation, startAfresh, type TestOrganisation } from './testing/organisation.ts';

let harbour: TestOrganisation;

beforeAll(async () => {
	await startAfresh();
	harbour = await makeOrganisation('harbour');
});

test('health answers without a protocol version, everything else of the app asks for it', async () => {
	expect((await askAt('GET', `${API}/health`)).body).toEqual({ ok: true, demo: false });
	const without = await askAt('GET', `${API}/session`, { as: harbour.admin });
	expect(without.problem).toMatchObject({ status: 400, code: 'protocol-unsupported' });
	const old = await ask('GET', '/session', { as: harbour.admin, headers: { 'sheaf-protocol': '0' } });
	expect(old.problem.code).toBe('protocol-unsupported');
});

test('a protocol is understood from the oldest to the newest, however many there will be', () => {
	const range = { oldest: 2, newest: 4 };
	const versions = ['1', '2', '3', '4', '5', '', '3.5', ' 3', '03', '1e0', '0x3', 'three', undefined];
	expect(versions.filter((version) => isUnderstood(version, range))).toEqual(['2', '3', '4']);
	expect(isUnderstood(String(PROTOCOL_VERSION))).toBe(true);
});

test('every answer says what time it is, refusals too', async () => {
	const before = Math.floor(Date.now() / 1000) * 1000;
	const asked = [askAt('GET', `${API}/health`), ask('GET', '/session'), ask('GET', '/nothing/here')];
	for (const { headers } of await Promise.all(asked)) {
		const date = Date.parse(headers.get('date') ?? '');
		expect(date).toBeGreaterThanOrEqual(before);
		expect(date).toBeLessThanOrEqual(Date.now());
	}
});

test('an unknown address under the API is a problem with the request id', async () => {
	const answer = await ask('GET', '/nothing/here');
	expect(answer.status).toBe(404);
	expect(answer.headers.get('content-type')).toBe('application/problem+json');
	const problem = Problem.parse(answer.problem);
	expect(problem).toMatchObject({ code: 'not-found', instance: answer.headers.get('x-request-id') });
});

test('every answer says what a browser must not do with it', async () => {
	const { headers } = await ask('GET', '/session', { as: harbour.admin });
	expect(Object.fromEntries(headers)).toMatchObject({
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'no-referrer',
		'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
		'cache-control': 'no-store'
	});
});

test('a change with cookies from another site, or from nowhere, is refused', async () => {
	const change = (origin: string) =>
		ask('PATCH', '/organisation', { as: harbour.admin, body: { name: 'Taken' }, headers: { origin } });
	for (const origin of ['https://evil.example', 'null', '', 'http://localhost:8788']) {
		expect((await change(origin)).problem).toMatchObject({ status: 403, code: 'not-allowed' });
	}
	expect((await change('http://localhost:8787')).status).toBe(200);
});

test('what is no JSON, or no JSON of ours, is named by its place', async () => {
	const broken = new TextEncoder().encode('{"name": ');
	expect((await ask('PATCH', '/organisation', { as: harbour.admin, body: broken })).problem).toMatchObject({
		code: 'request-invalid',
		errors: [{ pointer: '', code: 'json-invalid' }]
	});
	const wrong = { name: '', holdMinutes: 1.5 };
	expect(
		(await ask('PATCH', '/organisation', { as: harbour.admin, body: wrong })).problem.errors
	).toMatchObject([
		{ pointer: '/name', code: 'too-small' },
		{ pointer: '/holdMinutes', code: 'invalid-type' }
	]);
});

test('a fault of ours is answered and logged without what was sent', async () => {
	const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
	const broken = {
		...env,
		DB: { prepare: () => JSON.parse('zoe@recipients.example') } as unknown as D1Database
	};
	const fetch = (request: Request) => app.fetch(request, broken, createExecutionContext());
	const answer = await ask('POST', '/recipients/search', {
		as: harbour.admin,
		body: { search: 'zoe@recipients.example' },
		fetch
	});
	expect(answer.problem).toMatchObject({ status: 500, code: 'internal' });
	const line = String(logged.mock.calls[0]?.[0]);
	logged.mockRestore();
	expect(JSON.parse(line)).toMatchObject({
		requestId: answer.headers.get('x-request-id'),
		error: 'SyntaxError'
	});
	expect(line + answer.text).not.toContain('zoe');
});
