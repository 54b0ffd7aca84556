import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue } from '@digitalbazaar/vc';
import { canonizeByShape } from './canonize-by-shape.ts';
import { loadDocument } from './document-loader.ts';
import type { KeyPair } from './key-pair.ts';
import { makeSigner } from './make-signer.ts';

/** W3C Data Integrity proof; `created` in RFC 3339. */
export interface Proof {
	type: 'DataIntegrityProof';
	cryptosuite: 'eddsa-rdfc-2022';
	created: string;
	verificationMethod: string;
	proofPurpose: 'assertionMethod';
	proofValue: string;
}

export type Signed<T> = T & { proof: Proof[] };

/**
 * Signs a VCDM 2.0 document with a Data Integrity proof (eddsa-rdfc-2022). The document is canonized in JSON-LD safe
 * mode: a term that its contexts do not define is a throw, never silently left unsigned. `unsigned` is not changed.
 */
export async function signCredential<T extends { '@context': string[] }>(
	unsigned: T,
	options: { keyPair: KeyPair; verificationMethod: string; created: string }
): Promise<Signed<T>> {
	const suite = await suiteFor(options.keyPair, options.verificationMethod, options.created);
	const { proof } = await issue({
		credential: { ...unsigned },
		suite,
		documentLoader: loadDocument,
		now: options.created
	});
	// An array: only then do both published variants of the Open Badges schema pass.
	return { ...unsigned, proof: [proof as Proof] };
}

let last: { key: string; suite: Promise<DataIntegrityProof> } | undefined;

/** Credentials are signed in runs under one key and time, so the last suite is worth keeping. */
function suiteFor(keyPair: KeyPair, verificationMethod: string, created: string) {
	const key = JSON.stringify([keyPair.publicKeyMultibase, verificationMethod, created]);
	if (last?.key !== key) last = { key, suite: makeSuite(keyPair, verificationMethod, created) };
	return last.suite;
}

async function makeSuite(keyPair: KeyPair, id: string, created: string): Promise<DataIntegrityProof> {
	const signer = await makeSigner(keyPair, id);
	return new DataIntegrityProof({
		signer,
		date: created,
		cryptosuite: { ...cryptosuite, canonize: canonizeByShape }
	});
}
