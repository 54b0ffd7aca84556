import type { Context } from 'hono';
import { getSignedCookie, setSignedCookie } from 'hono/cookie';
import type { AppTypes } from './app-types.ts';
import { findSession, insertSession, prolongSession, type SignedIn } from './db/sessions.ts';

// The cookie is better-auth's: the session's token, signed with HMAC-SHA-256 in the form that Hono reads too. Reading it
// here costs one query, and spares every other route the loading of better-auth.

/** Long, because a device may be offline for days between two uses. */
export const SESSION_SECONDS = 30 * 24 * 3600;
/** A session in use is prolonged at most this often. */
const PROLONG_AFTER_SECONDS = 24 * 3600;

export const COOKIE_PREFIX = 'sheaf';

export function isSecure(origin: string): boolean {
	return origin.startsWith('https://');
}

/** The cookie's name as better-auth makes it. */
export function sessionCookieName(origin: string): string {
	return `${isSecure(origin) ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token`;
}

export async function readSession(c: Context<AppTypes>): Promise<SignedIn | null> {
	const token = await getSignedCookie(c, c.env.AUTH_SECRET, sessionCookieName(c.env.ORIGIN));
	return token ? findSession(c.env.DB, token, c.var.now) : null;
}

/** Signs a user in without a code; for the demo admin. */
export async function startSession(c: Context<AppTypes>, userId: string): Promise<void> {
	const token = randomToken();
	const expiresAt = c.var.now + SESSION_SECONDS * 1000;
	await insertSession(c.env.DB, { id: crypto.randomUUID(), token, userId, now: c.var.now, expiresAt });
	await writeCookie(c, token);
}

/** Gives a session that is in use its full time again. */
export async function keepSession(c: Context<AppTypes>, session: SignedIn): Promise<void> {
	const fullUntil = c.var.now + SESSION_SECONDS * 1000;
	if (fullUntil - session.expiresAt < PROLONG_AFTER_SECONDS * 1000) return;
	await prolongSession(c.env.DB, { token: session.token, now: c.var.now, expiresAt: fullUntil });
	await writeCookie(c, session.token);
}

function writeCookie(c: Context<AppTypes>, token: string): Promise<void> {
	return setSignedCookie(c, sessionCookieName(c.env.ORIGIN), token, c.env.AUTH_SECRET, {
		path: '/',
		httpOnly: true,
		sameSite: 'Lax',
		secure: isSecure(c.env.ORIGIN),
		maxAge: SESSION_SECONDS
	});
}

function randomToken(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(32));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
