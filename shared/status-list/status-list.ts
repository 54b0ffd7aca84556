import { CREDENTIALS_CONTEXT } from '../proof/contexts.ts';
import { didOf } from '../proof/did.ts';

/** Bitstring Status List 1.0, section 3.2: never smaller, so that one credential hides among the others. */
export const STATUS_LIST_BITS = 131_072;

/** How long others may keep a list, in milliseconds; the route's Cache-Control says the same. */
const TTL_MS = 300_000;

export interface StatusListCredential {
	'@context': string[];
	id: string;
	type: ['VerifiableCredential', 'BitstringStatusListCredential'];
	issuer: string;
	validFrom: string;
	credentialSubject: {
		id: string;
		type: 'BitstringStatusList';
		statusPurpose: 'revocation';
		encodedList: string;
		ttl: number;
	};
}

/**
 * The unsigned status list credential. Its id equals the address that it is served from, byte for byte. It has no
 * `validUntil`: a list that nobody signed again in time would fail every credential on it.
 */
export function buildStatusListCredential(parts: {
	origin: string;
	slug: string;
	list: number;
	encodedList: string;
	/** RFC 3339 with a zone. */
	validFrom: string;
}): StatusListCredential {
	const id = `${parts.origin}/orgs/${parts.slug}/status/${parts.list}`;
	return {
		'@context': [CREDENTIALS_CONTEXT],
		id,
		type: ['VerifiableCredential', 'BitstringStatusListCredential'],
		issuer: didOf(parts.origin, parts.slug),
		validFrom: parts.validFrom,
		credentialSubject: {
			id: `${id}#list`,
			type: 'BitstringStatusList',
			statusPurpose: 'revocation',
			encodedList: parts.encodedList,
			ttl: TTL_MS
		}
	};
}
