import { Hono } from 'hono';
import { Revocation } from '#shared/contract/batch.ts';
import type { AppTypes } from '../app-types.ts';
import { findBatch } from '../db/batches.ts';
import { refuse } from '../problem.ts';
import { readBody } from '../request-body.ts';
import { revoke } from '../revoke.ts';
import { allow } from '../rights.ts';

export const revocations = new Hono<AppTypes>();

revocations.post('/', allow('revoke'), async (c) => {
	const revocation = await readBody(c, Revocation);
	if (revocation instanceof Response) return revocation;
	const batch = await findBatch(c.env.DB, c.var.signedIn.organisation.id, revocation.batchId);
	if (!batch) return refuse(c, 'not-found');
	const result = await revoke(c.env.DB, { batch, revocation, at: new Date(c.var.now).toISOString() });
	if (result === 'not-issued') {
		return refuse(c, 'state-conflict', { detail: `The batch is ${batch.state}; not all of it is issued` });
	}
	return result === 'unknown-credential' ? refuse(c, 'not-found') : c.json({ revoked: result });
});
