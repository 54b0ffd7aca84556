import type { MiddlewareHandler } from 'hono';
import type { Role } from '#shared/contract/organisation.ts';
import { ORGANISATION_HEADER } from '#shared/contract/protocol.ts';
import type { AppTypes } from './app-types.ts';
import { readSession } from './auth-session.ts';
import { refuse } from './problem.ts';

/** Who may do what. Every endpoint behind a sign-in names its right. */
export const RIGHTS = {
	read: ['issuer', 'admin'],
	define: ['issuer', 'admin'],
	issue: ['issuer', 'admin'],
	'take-back': ['issuer', 'admin'],
	revoke: ['issuer', 'admin'],
	'change-organisation': ['admin'],
	'manage-members': ['admin']
} as const satisfies Record<string, readonly Role[]>;
export type Right = keyof typeof RIGHTS;

/** Lets a request pass whose session has the right, and hands its session on as `c.var.signedIn`. */
export function allow(right: Right): MiddlewareHandler<AppTypes> {
	const roles: readonly Role[] = RIGHTS[right];
	return async (c, next) => {
		const signedIn = await readSession(c);
		if (!signedIn) return refuse(c, 'sign-in-needed');
		const meant = c.req.header(ORGANISATION_HEADER) ?? signedIn.organisation.id;
		if (meant !== signedIn.organisation.id) return refuse(c, 'sign-in-needed');
		if (!roles.includes(signedIn.role)) return refuse(c, 'not-allowed');
		c.set('signedIn', signedIn);
		await next();
	};
}
