import { env } from 'cloudflare:workers';
import { beforeEach, expect, test } from 'vitest';
import { ask } from '../testing/ask.ts';
import { makeOrganisation, setUp, startAfresh } from '../testing/organisation.ts';

beforeEach(startAfresh);

test('an operator begins an organisation with its key, admin and definitions', async () => {
	const answer = await setUp('harbour');
	expect(answer.status).toBe(201);
	expect(answer.body).toMatchObject({ organisation: { slug: 'harbour', holdMinutes: 10 } });
	const key = await env.DB.prepare('SELECT fragment, public_key_multibase FROM organisation_key').first();
	expect(key).toMatchObject({ fragment: 'key-1', public_key_multibase: expect.stringMatching(/^z6Mk/) });
});

test('the same slug again answers the organisation as it is', async () => {
	const { admin, ...organisation } = await makeOrganisation('harbour', 5);
	await ask('PATCH', '/organisation', { as: admin, body: { name: 'Harbour Skills' } });
	const again = await setUp('harbour', { holdMinutes: 60 });
	expect(again.status).toBe(200);
	expect(again.body).toMatchObject({
		organisation: { id: organisation.id, name: 'Harbour Skills', holdMinutes: 5 }
	});
});

test('without the token nothing is made', async () => {
	expect((await setUp('harbour', {}, 'another token entirely')).status).toBe(401);
	expect((await setUp('harbour', {}, '')).status).toBe(401);
	expect(await env.DB.prepare('SELECT 1 FROM organisation').first()).toBeNull();
});

test('what does not parse is named by its place', async () => {
	const answer = await setUp('harbour', { timeZone: 'Mars/Olympus' });
	expect(answer.problem).toMatchObject({
		code: 'request-invalid',
		errors: [{ pointer: '/organisation/timeZone' }]
	});
});
