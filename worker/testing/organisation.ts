import { applyD1Migrations, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { generateSignedCookie } from 'hono/cookie';
import type { Organisation, Role } from '#shared/contract/organisation.ts';
import catalog from '#shared/fixtures/catalog.json' with { type: 'json' };
import { sessionCookieName } from '../auth-session.ts';
import { insertSession } from '../db/sessions.ts';
import { ask } from './ask.ts';

/** An organisation with the demo's catalog, and the cookies of its people. */
export interface TestOrganisation extends Organisation {
	admin: string;
	issuer: string;
}

export async function startAfresh(): Promise<void> {
	await reset();
	await applyD1Migrations(env.DB, env.TEST_MIGRATIONS!);
}

export async function makeOrganisation(slug: string, holdMinutes = 0): Promise<TestOrganisation> {
	const answer = await setUp(slug, { holdMinutes });
	const { organisation } = answer.body as { organisation: Organisation };
	const admin = await signIn(`admin@${slug}.example`);
	const issuer = { name: 'Ines Issuer', email: `issuer@${slug}.example`, role: 'issuer' satisfies Role };
	await ask('POST', '/members', { as: admin, body: issuer });
	return { ...organisation, admin, issuer: await signIn(issuer.email) };
}

/** An organisation that no other test knows: a fresh one is quicker than a fresh database. */
export function makeHarbour(holdMinutes = 0): Promise<TestOrganisation> {
	return makeOrganisation(`harbour-${crypto.randomUUID().slice(0, 8)}`, holdMinutes);
}

export function setUp(slug: string, more: Partial<Organisation> = {}, token = env.SETUP_TOKEN) {
	return ask('POST', '/organisations', {
		headers: { authorization: `Bearer ${token}` },
		body: {
			organisation: { ...catalog.organisation, slug, ...more },
			admin: { name: 'Ada Admin', email: `admin@${slug}.example` },
			definitions: catalog.definitions
		}
	});
}

/** The cookie of a session of the person with this address. */
export async function signIn(email: string): Promise<string> {
	const user = await env.DB.prepare('SELECT id FROM "user" WHERE email = ?')
		.bind(email)
		.first<{ id: string }>();
	const token = crypto.randomUUID();
	const now = Date.now();
	await insertSession(env.DB, { id: token, token, userId: user!.id, now, expiresAt: now + 3_600_000 });
	return (await generateSignedCookie(sessionCookieName(env.ORIGIN), token, env.AUTH_SECRET)).split(';')[0]!;
}
