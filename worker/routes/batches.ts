import { Hono, type Context } from 'hono';
import * as z from 'zod';
import {
	BatchChangesQuery,
	BatchDeclaration,
	CHUNK_ROWS,
	type BatchChanges
} from '#shared/contract/batch.ts';
import type { AppTypes } from '../app-types.ts';
import { describeBatches } from '../db/batch-totals.ts';
import { findBatch, insertBatch, listBatches, listChangedBatches, type BatchRecord } from '../db/batches.ts';
import { takeBackBatch } from '../db/batch-states.ts';
import { findBatchDefinitions } from '../db/definitions.ts';
import { acceptBatch } from '../accept-batch.ts';
import { releaseBatch } from '../start-issuing.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { faultsOf, pointerTo, refuse, refuseCursor } from '../problem.ts';
import { readBody } from '../request-body.ts';
import { allow } from '../rights.ts';

const BATCHES_PER_PAGE = 20;

export const batches = new Hono<AppTypes>();

batches.get('/', allow('read'), async (c) => {
	const found = await listBatches(c.env.DB, {
		organisationId: c.var.signedIn.organisation.id,
		search: c.req.query('search') ?? '',
		after: readCursor(c.req.query('cursor')),
		limit: BATCHES_PER_PAGE + 1
	});
	const page = found.slice(0, BATCHES_PER_PAGE);
	const last = found.length > BATCHES_PER_PAGE ? page.at(-1) : undefined;
	const cursor = last ? writeCursor([last.declared_at, last.id]) : null;
	return c.json({ batches: await describeBatches(c.env.DB, page), cursor });
});

// Before the address of a batch, which would take `changes` for its ID.
batches.get('/changes', allow('read'), async (c) => {
	const query = BatchChangesQuery.safeParse(c.req.query());
	if (!query.success) return refuse(c, 'request-invalid', { errors: faultsOf(query.error) });
	const { cursor = '0', limit } = query.data;
	const organisationId = c.var.signedIn.organisation.id;
	const wanted = { organisationId, after: Number(cursor), limit: limit + 1 };
	const found = await listChangedBatches(c.env.DB, wanted);
	if (!found) return refuseCursor(c);
	const page = found.slice(0, limit);
	return c.json({
		organisationId,
		// Counted a moment later than the page was read: what changed in between is told again behind its cursor.
		batches: await describeBatches(c.env.DB, page),
		cursor: String(page.at(-1)?.changed_seq ?? cursor),
		more: found.length > limit
	} satisfies BatchChanges);
});

batches.get('/:id', allow('read'), async (c) => {
	const record = await batchOf(c);
	return record ? answerBatch(c, record) : refuse(c, 'not-found');
});

batches.put('/:id', allow('issue'), async (c) => {
	const id = c.req.param('id');
	if (!z.uuid().safeParse(id).success) return refuse(c, 'not-found');
	const declaration = await readBody(c, BatchDeclaration);
	if (declaration instanceof Response) return declaration;
	const { organisation, user, memberId } = c.var.signedIn;
	const known = await findBatchDefinitions(c.env.DB, organisation.id, declaration.definitions);
	const refusal = checkDeclaration(c, declaration, new Set(known.keys()));
	if (refusal) return refusal;
	await insertBatch(c.env.DB, {
		id,
		organisationId: organisation.id,
		declaration,
		names: new Map([...known].map(([definitionId, { name }]) => [definitionId, name])),
		createdBy: user.name,
		createdByMember: memberId,
		at: new Date(c.var.now).toISOString()
	});
	const record = await batchOf(c);
	// Another organisation's batch has this ID.
	if (!record) return refuse(c, 'not-found');
	const isSame = record.declaration === JSON.stringify(declaration);
	return isSame ? answerBatch(c, record) : refuse(c, 'content-conflict');
});

batches.post('/:id/issue', allow('issue'), async (c) => {
	const record = await batchOf(c);
	if (!record) return refuse(c, 'not-found');
	return (await acceptBatch(c, record)) ?? answerAgain(c);
});

batches.post('/:id/take-back', allow('take-back'), async (c) => {
	const record = await batchOf(c);
	if (!record) return refuse(c, 'not-found');
	await takeBackBatch(c.env.DB, record.id);
	return answerIf(c, ['taken-back']);
});

batches.post('/:id/release', allow('issue'), async (c) => {
	const record = await batchOf(c);
	if (!record) return refuse(c, 'not-found');
	await releaseBatch(c.env, record.id, c.var.now);
	return answerIf(c, ['issuing', 'issued']);
});

function checkDeclaration(
	c: Context<AppTypes>,
	declaration: BatchDeclaration,
	known: Set<string>
): Response | null {
	const { definitions, rowCount, chunks } = declaration;
	if (rowCount > chunks.length * CHUNK_ROWS || rowCount < chunks.length) {
		return refuse(c, 'request-invalid', { errors: [{ pointer: '/rowCount', code: 'row-count-impossible' }] });
	}
	const at = definitions.findIndex(
		({ id }, index) => !known.has(id) || definitions.findIndex((other) => other.id === id) !== index
	);
	if (at < 0) return null;
	const errors = [{ pointer: pointerTo(['definitions', at]), code: 'definition-unknown' }];
	return refuse(c, 'request-invalid', { errors });
}

/** The batch of the address, if it is the organisation's own. */
export function batchOf(c: Context<AppTypes>): Promise<BatchRecord | null> {
	return findBatch(c.env.DB, c.var.signedIn.organisation.id, c.req.param('id') ?? '');
}

async function answerBatch(c: Context<AppTypes>, record: BatchRecord): Promise<Response> {
	const [batch] = await describeBatches(c.env.DB, [record]);
	return c.json(batch!);
}

export async function answerAgain(c: Context<AppTypes>): Promise<Response> {
	const record = await batchOf(c);
	return record ? answerBatch(c, record) : refuse(c, 'not-found');
}

/** The batch as it is now; a conflict where it did not come into one of these states. */
async function answerIf(c: Context<AppTypes>, states: BatchRecord['state'][]): Promise<Response> {
	const record = await batchOf(c);
	if (!record) return refuse(c, 'not-found');
	if (states.includes(record.state)) return answerBatch(c, record);
	return refuse(c, 'state-conflict', { detail: `The batch is ${record.state}` });
}
