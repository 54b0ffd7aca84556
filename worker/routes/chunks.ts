import { Hono, type Context } from 'hono';
import { sha256Hex } from '#shared/batch/digest.ts';
import { BatchDeclaration, Chunk, CHUNK_BYTES, type WireRow } from '#shared/contract/batch.ts';

import type { AppTypes } from '../app-types.ts';
import type { BatchRecord } from '../db/batches.ts';
import { hasChunk, insertChunk } from '../db/chunks.ts';
import { findBatchDefinitions } from '../db/definitions.ts';
import { refuse } from '../problem.ts';
import { readRows } from '../read-rows.ts';
import { parseBody, readBytes } from '../request-body.ts';
import { allow } from '../rights.ts';
import { answerAgain, batchOf } from './batches.ts';

export const chunks = new Hono<AppTypes>();

chunks.put('/:id/chunks/:number{[0-9]{1,4}}', allow('issue'), async (c) => {
	const batch = await batchOf(c);
	const number = Number(c.req.param('number'));
	const declaration = batch && BatchDeclaration.parse(JSON.parse(batch.declaration));
	const digest = declaration?.chunks[number];
	if (!declaration || digest === undefined) return refuse(c, 'not-found');

	const bytes = await readBytes(c, CHUNK_BYTES);
	if (bytes instanceof Response) return bytes;
	if ((await sha256Hex(bytes)) !== digest) {
		return refuse(c, 'content-conflict', {
			detail: `Chunk ${number} does not have the digest declared for it`
		});
	}
	// The same bytes again: their first arrival counts, whatever became of the batch since.
	if (await hasChunk(c.env.DB, batch.id, number)) return answerAgain(c);
	if (batch.state !== 'receiving')
		return refuse(c, 'state-conflict', { detail: `The batch is ${batch.state}` });

	const chunk = parseBody(c, bytes, Chunk);
	if (chunk instanceof Response) return chunk;
	return storeChunk(c, { batch, declaration, number, rows: chunk.rows });
});

interface ParsedChunk {
	batch: BatchRecord;
	declaration: BatchDeclaration;
	number: number;
	rows: WireRow[];
}

async function storeChunk(c: Context<AppTypes>, { batch, declaration, number, rows }: ParsedChunk) {
	const { organisation } = c.var.signedIn;
	const definitions = await findBatchDefinitions(c.env.DB, organisation.id, declaration.definitions);
	const read = readRows(definitions, rows, { now: c.var.now, timeZone: organisation.timeZone });
	if ('faults' in read) return refuse(c, 'row-invalid', { errors: read.faults });
	const at = new Date(c.var.now).toISOString();
	await insertChunk(c.env.DB, { batchId: batch.id, number, rows: read.rows, at });
	if (await hasChunk(c.env.DB, batch.id, number)) return answerAgain(c);
	return refuse(c, 'state-conflict', { detail: 'The batch no longer receives' });
}
