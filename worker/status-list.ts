import type { Organisation } from '#shared/contract/organisation.ts';
import { verificationMethodOf } from '#shared/proof/did.ts';
import { signCredential } from '#shared/proof/sign-credential.ts';
import { encodeStatusList } from '#shared/status-list/encode-status-list.ts';
import { buildStatusListCredential } from '#shared/status-list/status-list.ts';
import { findStatusList, keepSignedList, listRevokedIndexes } from './db/status-lists.ts';
import type { Env } from './env.ts';
import { signingKeyOf } from './signing-key.ts';

/** An organisation's status list as a signed credential; signed again only after a revocation. null: no such list. */
export async function readStatusList(
	env: Env,
	{ organisation, list, now }: { organisation: Organisation; list: number; now: number }
): Promise<{ document: string; revision: number } | null> {
	const kept = await findStatusList(env.DB, organisation.id, list);
	if (!kept) return null;
	if (kept.document !== null && kept.signed_revision === kept.revision) {
		return { document: kept.document, revision: kept.revision };
	}
	// Read after the revision: what is revoked in between is in the list already, and a later revision signs it again.
	const revoked = await listRevokedIndexes(env.DB, organisation.id, list);
	const unsigned = buildStatusListCredential({
		origin: env.ORIGIN,
		slug: organisation.slug,
		list,
		encodedList: await encodeStatusList(revoked),
		// Since it was begun: a verifier whose clock is a little behind must not find a list of the future.
		validFrom: kept.created_at
	});
	const { keyPair, fragment } = await signingKeyOf(env, organisation.id);
	const verificationMethod = verificationMethodOf(env.ORIGIN, organisation.slug, fragment);
	const signed = await signCredential(unsigned, {
		keyPair,
		verificationMethod,
		created: new Date(now).toISOString()
	});
	const document = JSON.stringify(signed);
	await keepSignedList(env.DB, { organisationId: organisation.id, list, revision: kept.revision, document });
	return { document, revision: kept.revision };
}
