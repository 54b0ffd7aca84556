import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as z from 'zod';
import { isKnownContext, loadDocument } from '../proof/document-loader.ts';
import type { PublicKey } from './resolve-issuer.ts';

const MULTIKEY_CONTEXT = 'https://w3id.org/security/multikey/v1';

const Proof = z.looseObject({
	type: z.literal('DataIntegrityProof'),
	cryptosuite: z.literal('eddsa-rdfc-2022'),
	proofPurpose: z.literal('assertionMethod'),
	verificationMethod: z.string().max(2000),
	proofValue: z.string().max(200),
	expires: z.string().optional()
});
type Proof = z.infer<typeof Proof>;

export type FoundProof = { proof: Proof } | { code: 'proof-missing' | 'proof-unsupported' };

/** The first proof of a document that Sheaf can check. */
export function findProof(document: Record<string, unknown>): FoundProof {
	const proofs = [document.proof].flat().filter((each) => typeof each === 'object' && each !== null);
	if (proofs.length === 0) return { code: 'proof-missing' };
	for (const each of proofs.slice(0, 10)) {
		const parsed = Proof.safeParse(each);
		if (parsed.success) return { proof: parsed.data };
	}
	return { code: 'proof-unsupported' };
}

/** Whether `proof` was made over the rest of `document` with the secret of `key`. */
export async function checkProof(
	document: Record<string, unknown>,
	proof: Proof,
	key: PublicKey,
	now: number
): Promise<'proof-valid' | 'proof-invalid' | 'proof-expired' | 'context-unknown'> {
	const contexts = [document['@context']].flat();
	if (!contexts.every(isKnownContext)) return 'context-unknown';
	if (proof.expires !== undefined && !(Date.parse(proof.expires) > now)) return 'proof-expired';
	const { proof: _, ...unsigned } = document;
	const suite = new DataIntegrityProof({ cryptosuite });
	const { verified } = await suite.verifyProof({
		proof,
		document: unsigned,
		documentLoader: async (url) =>
			url === key.id ? { document: { ...key, '@context': MULTIKEY_CONTEXT } } : loadDocument(url)
	});
	return verified ? 'proof-valid' : 'proof-invalid';
}
