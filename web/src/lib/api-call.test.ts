import { afterEach, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { ORGANISATION_HEADER, PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/contract/protocol.ts';
import { call, pathOf } from './api-call.ts';
import { onContact } from './api-contact.ts';
import { serverNow } from './server-clock.ts';
import { connection } from './sync/connection.svelte.ts';

const Thing = z.object({ name: z.string() });
const UNSUPPORTED = { type: 'about:blank', title: 'Old', status: 400, code: 'protocol-unsupported' };
const ask = { method: 'GET', path: '/thing', answer: Thing } as const;

/** What the network answers, once; gives back the request that was made. */
function answerWith(make: () => Response | Promise<Response>) {
	const fetched = vi.fn(async (_: string, __: RequestInit) => make());
	vi.stubGlobal('fetch', fetched);
	return fetched;
}

function json(body: unknown, status = 200, headers: Record<string, string> = {}) {
	const type = status < 400 ? 'application/json' : 'application/problem+json';
	return new Response(JSON.stringify(body), {
		status,
		headers: { 'content-type': type, 'x-request-id': 'r', ...headers }
	});
}

afterEach(() => vi.unstubAllGlobals());

test('a parsed answer is a value, and the server counts as reached', async () => {
	connection.note(false);
	const fetched = answerWith(() => json({ name: 'a', more: 1 }));
	expect(await call(ask)).toEqual({ ok: true, value: { name: 'a' } });
	expect(connection.reached).toBe(true);
	const [url, options] = fetched.mock.calls[0] ?? [];
	expect(url).toBe('/api/v1/thing');
	expect(options?.headers).toMatchObject({ [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) });
	expect(options?.credentials).toBe('same-origin');
});

test.for<[string, () => Response | Promise<Response>]>([
	['no network', () => Promise.reject(new TypeError('Failed to fetch'))],
	['a captive portal’s page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
	[
		'a gateway’s page',
		() => new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } })
	],
	[
		'half an answer',
		() => new Response('{"na', { headers: { 'content-type': 'application/json', 'x-request-id': 'r' } })
	],
	['a portal’s JSON', () => Response.json({ name: 'log in here' })],
	[
		'a gateway’s JSON',
		() => Response.json({ message: 'no Route matched with those values' }, { status: 404 })
	],
	['a filter’s JSON', () => Response.json({ error: 'blocked by policy' }, { status: 403 })]
])('%s is no answer', async ([, make]) => {
	connection.note(true);
	answerWith(make);
	expect(await call(ask)).toEqual({ ok: false, offline: true });
	expect(connection.reached).toBe(false);
});

test('no answer in time is no answer', async () => {
	vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => {
		return new Promise((__, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
	});
	expect(await call({ ...ask, timeoutMs: 20 })).toEqual({ ok: false, offline: true });
});

test('what the page itself gave up says nothing about the connection', async () => {
	connection.note(true);
	const abort = new AbortController();
	answerWith(() => Promise.reject(new DOMException('', 'AbortError')));
	abort.abort();
	await call({ ...ask, signal: abort.signal });
	expect(connection.reached).toBe(true);
});

test('a problem is handed on as it is, with when to come back', async () => {
	const problem = { type: 'about:blank', title: 'Slow down', status: 429, code: 'too-many-requests' };
	answerWith(() => json(problem, 429, { 'retry-after': '7' }));
	expect(await call(ask)).toEqual({ ok: false, offline: false, problem, retryAfterMs: 7000 });
});

test.for<[string, Response]>([
	['an answer of another shape', json({ title: 'a' })],
	['a refusal', json(UNSUPPORTED, 400)]
])('a server that is newer than this copy is told apart from no server: %s', async ([, response]) => {
	const told: boolean[] = [];
	const end = onContact((contact) => told.push(contact.isTooOld));
	answerWith(() => response);
	const answer = await call(ask);
	expect(answer).toMatchObject({ ok: false, offline: false, problem: { code: 'protocol-unsupported' } });
	expect(told).toEqual([true]);
	end();
});

test('a date to come back at is read by the server’s clock, and that clock is kept', async () => {
	const problem = { type: 'about:blank', title: 'Slow down', status: 503, code: 'internal' };
	const headers = {
		date: 'Mon, 23 Nov 2015 12:00:00 GMT',
		'retry-after': 'Mon, 23 Nov 2015 12:00:40 GMT'
	};
	answerWith(() => json(problem, 503, headers));
	expect(await call(ask)).toMatchObject({ retryAfterMs: 40_000 });
	expect(Math.abs(serverNow() - Date.parse(headers.date))).toBeLessThan(2000);
});

test('a request names the organisation that it is meant for', async () => {
	const fetched = answerWith(() => json({ name: 'a' }));
	await call({ ...ask, organisationId: 'org-1' });
	expect(fetched.mock.calls[0]?.[1].headers).toMatchObject({ [ORGANISATION_HEADER]: 'org-1' });
});

test('a request that does not parse is never sent, and names the place', async () => {
	const fetched = answerWith(() => json({ name: 'a' }));
	const body = { schema: z.object({ names: z.array(z.string()) }), value: { names: ['a', 1] } };
	const answer = await call({ ...ask, method: 'PUT', body });
	expect(fetched).not.toHaveBeenCalled();
	expect(answer).toMatchObject({ problem: { code: 'request-invalid', errors: [{ pointer: '/names/1' }] } });
});

test('bytes go out unchanged', async () => {
	const fetched = answerWith(() => new Response(null, { status: 204, headers: { 'x-request-id': 'r' } }));
	const value = new Uint8Array([1, 2, 3]);
	const bytes = { value, contentType: 'image/png' };
	expect(await call({ method: 'PUT', path: '/images/x', bytes, answer: null })).toEqual({
		ok: true,
		value: null
	});
	expect(fetched.mock.calls[0]?.[1].body).toBe(value);
});

test('the variables of a path are encoded, and an empty query is left out', async () => {
	const fetched = answerWith(() => json({ name: 'a' }));
	await call({ ...ask, path: pathOf('/things/', 'a/../b', '/rows'), query: { search: 'é&', cursor: null } });
	expect(fetched.mock.calls[0]?.[0]).toBe('/api/v1/things/a%2F..%2Fb/rows?search=%C3%A9%26');
});
