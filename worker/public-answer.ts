import type { Context } from 'hono';
import type { AppTypes } from './app-types.ts';

/** Five minutes, the status lists' `ttl`. */
export const publicHeaders = { 'Cache-Control': 'public, max-age=300' };

/** A signed credential, as whoever asks calls it: `application/vc`, or JSON. Nobody is refused for an Accept header. */
export function answerCredential(c: Context<AppTypes>, document: string, version: string): Response {
	const type = chooseType(c.req.header('accept') ?? '');
	const etag = `"${version}-${type === 'application/vc' ? 'vc' : 'json'}"`;
	const headers = { ...publicHeaders, ETag: etag, Vary: 'Accept' };
	const isKnown = (c.req.header('if-none-match') ?? '')
		.split(',')
		.some((tag) => tag.trim().replace(/^W\//, '') === etag);
	if (isKnown) return c.body(null, 304, headers);
	return c.body(document, 200, { ...headers, 'Content-Type': type });
}

function chooseType(accept: string): 'application/vc' | 'application/json' {
	if (accept.includes('application/vc')) return 'application/vc';
	// A browser shows JSON, and would only save the other.
	return /application\/json|text\/html/.test(accept) ? 'application/json' : 'application/vc';
}
