import { createExecutionContext, createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { app } from '../app.ts';
import worker from '../index.ts';
import { ask } from '../testing/ask.ts';
import { makeOrganisation, startAfresh, type TestOrganisation } from '../testing/organisation.ts';

let harbour: TestOrganisation;

beforeAll(async () => {
	await startAfresh();
	harbour = await makeOrganisation('harbour', 10);
	await makeOrganisation('later');
});

test('a session in use is prolonged, one that has ended is not', async () => {
	const expiry = () =>
		env.DB.prepare('SELECT expiresAt FROM session ORDER BY createdAt LIMIT 1').first<string>('expiresAt');
	const before = await expiry();
	const answer = await ask('GET', '/session', { as: harbour.admin });
	expect(answer.headers.get('set-cookie')).toContain('sheaf.session_token=');
	expect(Date.parse((await expiry())!)).toBeGreaterThan(Date.parse(before!) + 24 * 3_600_000);
	expect((await ask('GET', '/session', { as: harbour.admin })).headers.get('set-cookie')).toBeNull();

	const past = new Date(Date.now() - 1000).toISOString();
	await env.DB.prepare('UPDATE session SET expiresAt = ?').bind(past).run();
	expect((await ask('GET', '/session', { as: harbour.admin })).problem.code).toBe('sign-in-needed');
	await worker.scheduled(createScheduledController({ scheduledTime: Date.now() }), env);
	expect(await expiry()).toBeNull();
});

test('the demo admin signs in with one click, where the demo is on and nowhere else', async () => {
	expect((await ask('POST', '/demo-sign-in')).status).toBe(404);
	const fetch = (request: Request) => app.fetch(request, { ...env, DEMO: 'on' }, createExecutionContext());
	const answer = await ask('POST', '/demo-sign-in', { fetch });
	expect(answer.status).toBe(204);
	const as = answer.headers.get('set-cookie')!.split(';')[0]!;
	expect((await ask('GET', '/session', { as })).body).toMatchObject({
		role: 'admin',
		user: { name: 'Ada Admin' },
		organisation: { slug: 'harbour', holdMinutes: 10 }
	});
});
