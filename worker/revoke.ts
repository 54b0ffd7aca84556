import type { Revocation } from '#shared/contract/batch.ts';
import type { BatchRecord } from './db/batches.ts';
import { countCredentials, revokeCredentials } from './db/credentials.ts';

/**
 * Revokes one, several or all credentials of a batch, for ever; answers how many became revoked now. A whole batch only
 * once it is wholly issued: otherwise what is signed a moment later would stand.
 */
export async function revoke(
	db: D1Database,
	{ batch, revocation, at }: { batch: BatchRecord; revocation: Revocation; at: string }
): Promise<number | 'not-issued' | 'unknown-credential'> {
	const credentialIds = revocation.credentialIds ? [...new Set(revocation.credentialIds)] : null;
	if (!credentialIds && batch.state !== 'issued') return 'not-issued';
	if (credentialIds) {
		const known = await countCredentials(db, batch.id, credentialIds);
		if (known < credentialIds.length) return 'unknown-credential';
	}
	return revokeCredentials(db, { batchId: batch.id, credentialIds, reason: revocation.reason, at });
}
