import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import {
	API,
	OLDEST_PROTOCOL_VERSION,
	PROTOCOL_HEADER,
	PROTOCOL_VERSION,
	REQUEST_ID_HEADER
} from '#shared/contract/protocol.ts';
import type { AppTypes } from './app-types.ts';
import { refuse } from './problem.ts';

/** Asked by others than the app: monitors, the sign-in library, mail providers, operators. */
const WITHOUT_PROTOCOL = ['health', 'auth', 'delivery-events', 'organisations'];
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

export const prepareRequest: MiddlewareHandler<AppTypes> = async (c, next) => {
	c.set('requestId', crypto.randomUUID());
	c.set('now', Date.now());
	await next();
};

/** What wallets and verifiers on other pages read; they may ask for it and be told that it is not there. */
export const openToAll: MiddlewareHandler<AppTypes> = cors({ origin: '*', allowMethods: ['GET', 'HEAD'] });

/** Headers that no answer goes without; what a route said itself stays. */
export const hardenAnswer: MiddlewareHandler<AppTypes> = async (c, next) => {
	await next();
	const isPage = (c.res.headers.get('content-type') ?? '').startsWith('text/html');
	const headers: Record<string, string> = {
		[REQUEST_ID_HEADER]: c.var.requestId,
		'X-Content-Type-Options': 'nosniff',
		'Referrer-Policy': 'no-referrer',
		'Content-Security-Policy': isPage
			? "frame-ancestors 'none'"
			: "default-src 'none'; frame-ancestors 'none'",
		'Cache-Control': 'no-store',
		// By this the app knows how wrong the device's clock is; not every place where a Worker runs adds it.
		Date: new Date().toUTCString()
	};
	if (c.env.ORIGIN.startsWith('https://')) headers['Strict-Transport-Security'] = 'max-age=31536000';
	const answer = new Response(c.res.body, c.res);
	for (const [name, value] of Object.entries(headers)) {
		if (!answer.headers.has(name)) answer.headers.set(name, value);
	}
	c.res = answer;
};

/** The app says which protocol it speaks; an old copy of it from a cache learns that it must be loaded again. */
export const checkProtocol: MiddlewareHandler<AppTypes> = async (c, next) => {
	const part = c.req.path.slice(API.length + 1).split('/')[0] ?? '';
	if (!WITHOUT_PROTOCOL.includes(part) && !isUnderstood(c.req.header(PROTOCOL_HEADER))) {
		const range = `from ${OLDEST_PROTOCOL_VERSION} to ${PROTOCOL_VERSION}`;
		return refuse(c, 'protocol-unsupported', { detail: `${PROTOCOL_HEADER} must be ${range}` });
	}
	await next();
};

/** Whether the server speaks a protocol version, of a range so that not every old copy stops on the day of a new one. */
export function isUnderstood(
	version: string | undefined,
	{ oldest, newest } = { oldest: OLDEST_PROTOCOL_VERSION, newest: PROTOCOL_VERSION }
): boolean {
	if (!/^[1-9]\d{0,3}$/.test(version ?? '')) return false;
	return Number(version) >= oldest && Number(version) <= newest;
}

/** A change that comes with cookies must come from a page of ours: browsers name the page's origin and cannot lie. */
export const checkOrigin: MiddlewareHandler<AppTypes> = async (c, next) => {
	const isChange = !SAFE_METHODS.includes(c.req.method) && c.req.header('cookie') !== undefined;
	if (isChange && !isOurs(c.req.header('origin'), [c.env.ORIGIN, c.req.url])) {
		return refuse(c, 'not-allowed', { detail: 'The request comes from another site' });
	}
	await next();
};

function isOurs(origin: string | undefined, addresses: string[]): boolean {
	return addresses.some((address) => new URL(address).origin === origin);
}
