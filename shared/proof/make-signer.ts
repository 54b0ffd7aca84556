import type { Signer } from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import type { KeyPair } from './key-pair.ts';

/** RFC 8410: an Ed25519 private key in PKCS #8 is this and its 32-byte seed. */
const PKCS8_PREFIX = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
const SEED_BYTES = 32;

/** Signs with the runtime's own Ed25519, ten times as fast as the library's in workerd; the same signatures. */
export async function makeSigner(keyPair: KeyPair, id: string): Promise<Signer> {
	const multikey = await Ed25519Multikey.from({ id, ...keyPair });
	const { secretKey } = await multikey.export({ raw: true, secretKey: true });
	const pkcs8 = new Uint8Array([...PKCS8_PREFIX, ...secretKey.subarray(0, SEED_BYTES)]);
	const key = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
	return {
		algorithm: 'Ed25519',
		id,
		sign: async ({ data }) => new Uint8Array(await crypto.subtle.sign('Ed25519', key, data as BufferSource))
	};
}
