import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, expect, test } from 'vitest';
import { app } from '../app.ts';
import { sessionCookieName } from '../auth-session.ts';
import { ask } from '../testing/ask.ts';
import { listMails, mailing, readMail } from '../testing/mailing.ts';
import { makeOrganisation, startAfresh } from '../testing/organisation.ts';

/** The mailbox is shared: a name of its own for each test's organisation. */
let slug: string;
let issuer: string;

beforeEach(async () => {
	await startAfresh();
	slug = `harbour-${crypto.randomUUID().slice(0, 8)}`;
	issuer = `issuer@${slug}.example`;
	await makeOrganisation(slug);
});

async function askAuth(
	path: string,
	body: unknown,
	more: { as?: string; headers?: Record<string, string> } = {}
) {
	const context = createExecutionContext();
	const fetch = (request: Request) => app.fetch(request, mailing, context);
	const headers = { 'content-type': 'application/json', 'cf-connecting-ip': '192.0.2.7', ...more.headers };
	const answer = await ask('POST', `/auth${path}`, { body, fetch, as: more.as, headers });
	await waitOnExecutionContext(context);
	return answer;
}

function sendCode(email: string, headers?: Record<string, string>) {
	return askAuth('/email-otp/send-verification-otp', { email, type: 'sign-in' }, { headers });
}

async function readCode(): Promise<string> {
	const [mail] = await listMails(slug);
	const { text } = await readMail(mail!.id);
	return /\b\d{6}\b/.exec(text)![0];
}

test('a code from the mail signs in, and our own reader takes the cookie that the library made', async () => {
	expect((await sendCode(issuer.toUpperCase())).status).toBe(200);
	const otp = await readCode();
	const signedIn = await askAuth('/sign-in/email-otp', { email: issuer, otp });
	expect(signedIn.status).toBe(200);
	const cookie = signedIn.headers.get('set-cookie')!;
	expect(cookie).toContain(`${sessionCookieName(env.ORIGIN)}=`);
	expect(cookie).toMatch(/HttpOnly; SameSite=Lax/i);
	const as = cookie.split(';')[0]!;
	expect((await ask('GET', '/session', { as })).body).toMatchObject({
		user: { name: 'Ines Issuer', email: issuer },
		role: 'issuer',
		organisation: { slug }
	});
	// One character of the signature changed.
	const forged = as.replace(/.(?=%3D$)/, (letter) => (letter === 'A' ? 'E' : 'A'));
	expect((await ask('GET', '/session', { as: forged })).status).toBe(401);

	expect((await askAuth('/sign-in/email-otp', { email: issuer, otp })).status).toBe(400);
	expect((await askAuth('/sign-out', {}, { as })).status).toBe(200);
	expect((await ask('GET', '/session', { as })).status).toBe(401);
});

test('an address that nobody has is answered alike and not mailed, and no account comes of it', async () => {
	const known = await sendCode(issuer);
	const unknown = await sendCode(`nobody@${slug}.example`);
	expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
	expect(await listMails(slug)).toHaveLength(1);
	const guess = await askAuth('/sign-in/email-otp', { email: `nobody@${slug}.example`, otp: '123456' });
	expect(guess.problem).toMatchObject({ status: 400, code: 'request-invalid', detail: 'INVALID_OTP' });
	expect(await env.DB.prepare('SELECT count(*) AS n FROM "user"').first('n')).toBe(2);
});

test('wrong codes end a code, and many tries from one address are slowed down', async () => {
	await sendCode(issuer);
	const otp = await readCode();
	const wrong = otp === '000000' ? '000001' : '000000';
	const details: unknown[] = [];
	for (let round = 0; round < 6; round += 1) {
		const guess = await askAuth('/sign-in/email-otp', { email: issuer, otp: wrong });
		details.push(guess.problem.detail);
	}
	expect(details.slice(0, 5)).toEqual(Array(5).fill('INVALID_OTP'));
	expect(details[5]).toBe('TOO_MANY_ATTEMPTS');
	const right = await askAuth('/sign-in/email-otp', { email: issuer, otp });
	expect(right.status).not.toBe(200);

	let last = await sendCode(issuer);
	for (let round = 0; round < 6; round += 1) last = await sendCode(issuer);
	expect(last.problem).toMatchObject({ status: 429, code: 'too-many-requests' });
	expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
	// Another device is not slowed down by it.
	expect((await sendCode(`admin@${slug}.example`, { 'cf-connecting-ip': '192.0.2.8' })).status).toBe(200);
});

test('nothing else of the library can be reached', async () => {
	for (const path of [
		'/sign-up/email',
		'/update-user',
		'/delete-user',
		'/email-otp/reset-password',
		'/get-session'
	]) {
		expect((await askAuth(path, {})).status).toBe(404);
	}
	await askAuth('/email-otp/send-verification-otp', {
		email: issuer,
		type: 'forget-password'
	});
	expect(await listMails(slug)).toHaveLength(0);
});
