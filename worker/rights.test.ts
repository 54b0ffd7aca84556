import { beforeAll, describe, expect, test } from 'vitest';
import { API, ORGANISATION_HEADER } from '#shared/contract/protocol.ts';
import { app } from './app.ts';
import { ask } from './testing/ask.ts';
import { issueRows, makeRows, prepareBatch } from './testing/batch.ts';
import { makeOrganisation, startAfresh, type TestOrganisation } from './testing/organisation.ts';

interface Endpoint {
	path: string;
	body?: unknown;
	/** Statuses for an issuer and an admin of the organisation, and for an admin of another one. */
	expected: [issuer: number, admin: number, stranger: number];
}

let harbour: TestOrganisation;
let stranger: TestOrganisation;
let endpoints: Record<string, Endpoint>;

beforeAll(async () => {
	await startAfresh();
	harbour = await makeOrganisation('harbour');
	stranger = await makeOrganisation('stranger');
	const issued = await issueRows(makeRows(1), harbour.issuer);
	const fresh = await prepareBatch(makeRows(1));
	const members = (await ask('GET', '/members', { as: harbour.admin })).body as {
		members: { id: string; role: string }[];
	};
	const issuer = members.members.find((member) => member.role === 'issuer')!;
	const batch = `/batches/${issued.id}`;
	const credentialIds = [issued.rows[0]!.credentialId];
	endpoints = {
		'GET /session': { path: '/session', expected: [200, 200, 200] },
		'PATCH /organisation': { path: '/organisation', body: {}, expected: [403, 200, 200] },
		'GET /members': { path: '/members', expected: [403, 200, 200] },
		'POST /members': { path: '/members', body: {}, expected: [403, 400, 400] },
		'PATCH /members/:id': {
			path: `/members/${issuer.id}`,
			body: { role: 'issuer' },
			expected: [403, 200, 404]
		},
		'GET /definitions': { path: '/definitions', expected: [200, 200, 200] },
		'PUT /definitions/:id': { path: '/definitions/D3V2-QMHQ', body: {}, expected: [400, 400, 400] },
		'PUT /definitions/:id/archived': {
			path: '/definitions/222C-222G/archived',
			body: { archived: false },
			expected: [404, 404, 404]
		},
		'PUT /images/:digest': { path: '/images/00', body: {}, expected: [400, 400, 400] },
		'GET /batches': { path: '/batches', expected: [200, 200, 200] },
		'GET /batches/changes': { path: '/batches/changes', expected: [200, 200, 200] },
		'GET /batches/:id': { path: batch, expected: [200, 200, 404] },
		'PUT /batches/:id': { path: `/batches/${fresh.id}`, body: fresh.declaration, expected: [200, 200, 404] },
		'PUT /batches/:id/chunks/:number{[0-9]{1,4}}': {
			path: `${batch}/chunks/0`,
			body: issued.chunks[0],
			expected: [200, 200, 404]
		},
		'POST /batches/:id/issue': { path: `${batch}/issue`, expected: [200, 200, 404] },
		'POST /batches/:id/take-back': { path: `${batch}/take-back`, expected: [409, 409, 404] },
		'POST /batches/:id/release': { path: `${batch}/release`, expected: [200, 200, 404] },
		'POST /batches/:id/rows/search': { path: `${batch}/rows/search`, body: {}, expected: [200, 200, 404] },
		'GET /batches/:id/error-report': { path: `${batch}/error-report`, expected: [404, 404, 404] },
		'POST /recipients/search': { path: '/recipients/search', body: {}, expected: [200, 200, 200] },
		'GET /history': { path: '/history', expected: [200, 200, 200] },
		'POST /revocations': {
			path: '/revocations',
			body: { batchId: issued.id, credentialIds, reason: 'Wrong name' },
			expected: [200, 200, 404]
		},
		'DELETE /members/:id': { path: `/members/${issuer.id}`, expected: [403, 204, 404] }
	};
}, 30_000);

/** Not behind the sign-in: each has its own test. */
const OPEN = ['GET /health', 'POST /organisations', 'POST /demo-sign-in'];

const declared = app.routes
	.filter(({ path, method }) => path.startsWith(`${API}/`) && method !== 'ALL')
	.map(({ path, method }) => `${method} ${path.slice(API.length)}`)
	.filter((name) => !OPEN.includes(name) && !/ \/(auth|delivery-events)\//.test(name));
// Deleting the issuer comes last: its session goes with it.
const names = [...new Set(declared)].sort(
	(a, b) => Number(a.startsWith('DELETE')) - Number(b.startsWith('DELETE'))
);

describe('each endpoint asks for a right', () => {
	test('no endpoint is missing from the table', () =>
		expect(names.sort()).toEqual(Object.keys(endpoints).sort()));

	test.each(names)('%s', async (name) => {
		const { path, body, expected } = endpoints[name]!;
		const method = name.split(' ')[0]!;
		const status = async (as: string | null) => (await ask(method, path, { as, body })).status;
		expect(await status(null)).toBe(401);
		expect(await status('sheaf.session_token=made-up.signature')).toBe(401);
		expect([
			await status(harbour.issuer),
			// Asked before the admin, whose request may be the one that deletes.
			...(await Promise.all([status(stranger.admin)])),
			await status(harbour.admin)
		]).toEqual([expected[0], expected[2], expected[1]]);
	});
});

test("a list shows nothing of another organisation's", async () => {
	const batches = await ask('GET', '/batches', { as: stranger.admin });
	const recipients = await ask('POST', '/recipients/search', { as: stranger.admin, body: {} });
	for (const { body } of [batches, recipients]) expect(Object.values(body as object)[0]).toEqual([]);
	expect((await ask('GET', '/members', { as: stranger.admin })).text).not.toContain('harbour');
});

test('a request that is meant for another organisation than the session’s is not let in', async () => {
	const session = (await ask('GET', '/session', { as: harbour.admin })).body as {
		organisation: { id: string };
	};
	const own = { [ORGANISATION_HEADER]: session.organisation.id };
	const { id, declaration } = await prepareBatch(makeRows(1));
	const asked = { body: declaration, headers: own };
	const refused = await ask('PUT', `/batches/${id}`, { ...asked, as: stranger.admin });
	expect([refused.status, refused.problem.code]).toEqual([401, 'sign-in-needed']);
	expect((await ask('GET', `/batches/${id}`, { as: stranger.admin })).status).toBe(404);
	expect((await ask('PUT', `/batches/${id}`, { ...asked, as: harbour.admin })).status).toBe(200);
});
