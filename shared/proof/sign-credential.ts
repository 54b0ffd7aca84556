import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue } from '@digitalbazaar/vc';
import { loadDocument } from './document-loader.ts';
import type { KeyPair } from './key-pair.ts';

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
	const signer = (await Ed25519Multikey.from({ id, ...keyPair })).signer();
	return new DataIntegrityProof({ signer, date: created, cryptosuite });
}
