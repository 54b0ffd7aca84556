import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ZodError } from 'zod';
import type { Problem, ProblemCode } from '#shared/contract/problem.ts';
import type { AppTypes } from './app-types.ts';

const KINDS: Record<ProblemCode, { status: ContentfulStatusCode; title: string }> = {
	'request-invalid': { status: 400, title: 'The request does not have the expected form' },
	'sign-in-needed': { status: 401, title: 'Sign in first' },
	'not-allowed': { status: 403, title: 'Your role does not allow this' },
	'not-found': { status: 404, title: 'There is no such thing here' },
	'protocol-unsupported': { status: 400, title: 'This version of the app is not understood; load it again' },
	'version-conflict': { status: 409, title: 'Somebody else has changed it meanwhile' },
	'content-conflict': { status: 409, title: 'The content differs from what was declared or sent before' },
	'chunk-missing': { status: 409, title: 'Parts of the batch have not arrived' },
	'row-invalid': { status: 422, title: 'Some rows are not valid' },
	'definition-changed': { status: 409, title: 'A definition changed after the rows were validated' },
	'state-conflict': { status: 409, title: 'The present state does not allow this' },
	'too-large': { status: 413, title: 'The request is too large' },
	'too-many-requests': { status: 429, title: 'Too many requests; wait a little' },
	internal: { status: 500, title: 'A fault on the server; it was recorded' }
};

export type Fault = NonNullable<Problem['errors']>[number];

/** The RFC 9457 answer for an expected failure. */
export function refuse(
	c: Context<AppTypes>,
	code: ProblemCode,
	more: { detail?: string; errors?: Fault[] } = {}
): Response {
	const { status, title } = KINDS[code];
	const body: Problem = {
		type: `${c.env.ORIGIN}/problems/${code}`,
		title,
		status,
		...(more.detail === undefined ? {} : { detail: more.detail }),
		instance: c.var.requestId,
		code,
		...(more.errors === undefined ? {} : { errors: more.errors })
	};
	return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json' });
}

/** The answer to a place among an organisation's changes that it never came to: the device is to begin anew. */
export function refuseCursor(c: Context<AppTypes>): Response {
	return refuse(c, 'request-invalid', { errors: [{ pointer: '/cursor', code: 'cursor-unknown' }] });
}

/** A JSON pointer (RFC 6901) to a place in the request's body. */
export function pointerTo(path: readonly PropertyKey[]): string {
	return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A request with more faults than this is not the work of the app, and nobody reads them all. */
const NAMED_FAULTS = 100;

/** Zod's findings, the first of them, with their places. Its words name the rule and never the value that was sent. */
export function faultsOf(error: ZodError, below: readonly PropertyKey[] = []): Fault[] {
	return error.issues.slice(0, NAMED_FAULTS).map((found) => ({
		pointer: pointerTo([...below, ...found.path]),
		code: found.code.replaceAll('_', '-'),
		detail: found.message
	}));
}
