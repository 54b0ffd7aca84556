/** The did:web of an organisation of the deployment at `origin`; it is served from `/orgs/SLUG/did.json`. */
export function didOf(origin: string, slug: string): string {
	// A port's colon would read as a path in a DID: did:web spells it %3A.
	return `did:web:${encodeURIComponent(new URL(origin).host)}:orgs:${slug}`;
}

/** The absolute DID URL of a key, as a proof names it. */
export function verificationMethodOf(origin: string, slug: string, fragment: string): string {
	return `${didOf(origin, slug)}#${fragment}`;
}

/** The DID document of an organisation, newest key last. Old keys stay listed: what they signed stays valid. */
export function buildDidDocument(organisation: {
	origin: string;
	slug: string;
	keys: { fragment: string; publicKeyMultibase: string }[];
}): object {
	const { origin, slug, keys } = organisation;
	const id = didOf(origin, slug);
	return {
		'@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
		id,
		verificationMethod: keys.map(({ fragment, publicKeyMultibase }) => ({
			id: `${id}#${fragment}`,
			type: 'Multikey',
			controller: id,
			publicKeyMultibase
		})),
		assertionMethod: keys.map(({ fragment }) => `${id}#${fragment}`)
	};
}

/**
 * Where a did:web document is fetched from; null for any other DID or a malformed one. Always https, except on the
 * host of `origin`, whose own scheme holds (http on a developer's machine).
 */
export function didDocumentUrl(did: string, origin?: string): string | null {
	const match = /^did:web:([A-Za-z0-9.-]+(?:%3[Aa][0-9]{1,5})?)((?::[A-Za-z0-9._~-]+)*)$/.exec(did);
	if (!match) return null;
	const host = match[1]!.replace(/%3a/i, ':');
	const path = match[2] ? match[2].replaceAll(':', '/') : '/.well-known';
	const home = origin === undefined ? null : new URL(origin);
	const scheme = home?.host === host.toLowerCase() ? home.protocol : 'https:';
	const url = `${scheme}//${host}${path}/did.json`;
	// A path of dots would climb out of its folder.
	return URL.canParse(url) && new URL(url).pathname === `${path}/did.json` ? url : null;
}
