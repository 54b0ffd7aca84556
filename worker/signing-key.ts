import type { KeyPair } from '#shared/proof/key-pair.ts';
import { listKeys } from './db/keys.ts';
import type { Env } from './env.ts';
import { openKey } from './keys.ts';

export interface SigningKey {
	fragment: string;
	keyPair: KeyPair;
}

/** The organisation's newest key. */
export async function signingKeyOf(env: Env, organisationId: string): Promise<SigningKey> {
	const newest = (await listKeys(env.DB, organisationId)).at(-1);
	if (!newest) throw new Error('An organisation has no key');
	const keyPair = await openKey(newest, { organisationId, secret: env.KEY_SECRET });
	return { fragment: newest.fragment, keyPair };
}
