import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import { encodeChunk, sha256Hex } from '#shared/batch/digest.ts';
import type { Batch, BatchDeclaration, WireRow } from '#shared/contract/batch.ts';
import { ask } from './ask.ts';

export const FIRST_AID = 'D3V2-QMHQ';
export const FORKLIFT = 'MN29-GXDJ';

export function makeRow(number: number, more: Partial<WireRow> = {}): WireRow {
	return {
		key: `row-${number}`,
		credentialId: crypto.randomUUID(),
		definitionId: FIRST_AID,
		firstName: 'Zoë',
		lastName: `Ångström ${number}`,
		contact: `zoe.${number}@recipients.example`,
		expiration: 'P3Y',
		values: ['85', ''],
		...more
	};
}

export function makeRows(count: number, more: Partial<WireRow> = {}): WireRow[] {
	return Array.from({ length: count }, (_, number) => makeRow(number, more));
}

export interface TestBatch {
	id: string;
	declaration: BatchDeclaration;
	chunks: Uint8Array<ArrayBuffer>[];
	rows: WireRow[];
}

/** A batch as the device prepares it; `sizes` are the rows of its chunks. */
export async function prepareBatch(rows: WireRow[], sizes = [rows.length]): Promise<TestBatch> {
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	let at = 0;
	for (const size of sizes) {
		chunks.push(encodeChunk(rows.slice(at, at + size)) as Uint8Array<ArrayBuffer>);
		at += size;
	}
	const definitions = [...new Set(rows.map((row) => row.definitionId))].map((id) => ({ id, version: 1 }));
	const digests = await Promise.all(chunks.map((chunk) => sha256Hex(chunk)));
	const declaration = { label: 'Spring course', rowCount: rows.length, chunks: digests, definitions };
	return { id: crypto.randomUUID(), declaration, chunks, rows };
}

export function declare(batch: TestBatch, as: string) {
	return ask('PUT', `/batches/${batch.id}`, { as, body: batch.declaration });
}

export function putChunk(batch: TestBatch, number: number, as: string) {
	return ask('PUT', `/batches/${batch.id}/chunks/${number}`, { as, body: batch.chunks[number] });
}

/** Declares the batch and sends all its chunks. */
export async function upload(batch: TestBatch, as: string): Promise<void> {
	await declare(batch, as);
	for (const number of batch.chunks.keys()) {
		const answer = await putChunk(batch, number, as);
		if (answer.status !== 200) throw new Error(answer.text);
	}
}

export async function readBatch(id: string, as: string): Promise<Batch> {
	return (await ask('GET', `/batches/${id}`, { as })).body;
}

/** Uploads, issues without a hold and waits until the queue has brought all to its end. */
export async function issueRows(rows: WireRow[], as: string): Promise<TestBatch> {
	const batch = await prepareBatch(rows);
	await upload(batch, as);
	await ask('POST', `/batches/${batch.id}/issue`, { as });
	await untilIssued(batch.id, as);
	return batch;
}

export async function untilIssued(id: string, as: string): Promise<Batch> {
	return vi.waitFor(
		async () => {
			const batch = await readBatch(id, as);
			if (batch.state !== 'issued') throw new Error(`The batch is ${batch.state}`);
			return batch;
		},
		{ timeout: 15_000, interval: 100 }
	);
}

export async function countIn(table: 'credential' | 'delivery' | 'batch_row' | 'chunk'): Promise<number> {
	const found = await env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>();
	return found!.n;
}
