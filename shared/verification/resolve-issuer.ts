import * as z from 'zod';
import { didDocumentUrl } from '../proof/did.ts';
import type { VerifyOptions } from './verification.ts';

const Method = z.looseObject({
	id: z.string(),
	type: z.literal('Multikey'),
	controller: z.string(),
	publicKeyMultibase: z.string().max(200)
});
export type PublicKey = z.infer<typeof Method>;

const DidDocument = z.looseObject({
	id: z.string(),
	verificationMethod: z.array(z.looseObject({ id: z.string() })).max(100),
	/** References, or methods written in place. */
	assertionMethod: z.array(z.union([z.string(), z.looseObject({ id: z.string() })])).max(100)
});

export type Issuer =
	| { code: 'issuer-valid'; key: PublicKey }
	| { code: 'issuer-mismatch' | 'issuer-key-not-listed' | 'issuer-unreachable' | 'issuer-unsupported' };

/**
 * Finds the key that a proof names in its issuer's DID document, and whether the issuer lets it make statements. Only
 * did:web is known.
 */
export async function resolveIssuer(
	issuer: string,
	verificationMethod: string,
	options: VerifyOptions
): Promise<Issuer> {
	const url = didDocumentUrl(issuer, options.origin);
	if (url === null) return { code: 'issuer-unsupported' };
	if (verificationMethod.split('#')[0] !== issuer) return { code: 'issuer-mismatch' };
	let answer: unknown;
	try {
		answer = await options.fetchJson(url);
	} catch {
		return { code: 'issuer-unreachable' };
	}
	const parsed = DidDocument.safeParse(answer);
	if (!parsed.success) return { code: 'issuer-unreachable' };
	return parsed.data.id === issuer
		? findKey(parsed.data, issuer, verificationMethod)
		: { code: 'issuer-mismatch' };
}

function findKey(document: z.infer<typeof DidDocument>, issuer: string, id: string): Issuer {
	const entry = document.assertionMethod.find((each) => (typeof each === 'string' ? each : each.id) === id);
	const method =
		typeof entry === 'object' ? entry : document.verificationMethod.find((each) => each.id === id);
	const key = Method.safeParse(method);
	if (!entry || !key.success || key.data.controller !== issuer) return { code: 'issuer-key-not-listed' };
	return { code: 'issuer-valid', key: key.data };
}
