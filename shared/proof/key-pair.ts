import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';

/** An Ed25519 key pair as W3C Multikey writes it. `secretKeyMultibase` never leaves the worker. */
export interface KeyPair {
	publicKeyMultibase: string;
	secretKeyMultibase: string;
}

/** The Ed25519 key pair of a 32-byte random seed. */
export async function makeKeyPair(seed: Uint8Array): Promise<KeyPair> {
	const { publicKeyMultibase, secretKeyMultibase } = await Ed25519Multikey.generate({ seed });
	return { publicKeyMultibase, secretKeyMultibase };
}
