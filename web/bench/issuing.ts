import { randomUUID } from 'node:crypto';
import { encodeChunk, sha256Hex } from '#shared/batch/digest.ts';
import { CHUNK_ROWS, type Batch, type BatchDeclaration, type WireRow } from '#shared/contract/batch.ts';
import { API, PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/contract/protocol.ts';
import { sizeName, type Figure } from './figure.ts';

const POLL_MS = 100;

type Call = (method: string, path: string, body?: BodyInit) => Promise<Batch>;

/** Uploading a batch's chunks and issuing (signing and storing) it on local workerd, mails leaving meanwhile. */
export async function measureIssuing(origin: string, sizes: number[]): Promise<Figure[]> {
	const call = await signIn(origin);
	await call('PATCH', '/organisation', JSON.stringify({ holdMinutes: 0 }));
	const figures: Figure[] = [];
	for (const rows of sizes) {
		const id = randomUUID();
		const chunks = makeChunks(rows);
		const declaration: BatchDeclaration = {
			label: `Bench ${rows}`,
			rowCount: rows,
			chunks: await Promise.all(chunks.map((chunk) => sha256Hex(chunk))),
			definitions: [{ id: 'D3V2-QMHQ', version: 1 }]
		};
		let before = performance.now();
		await call('PUT', `/batches/${id}`, JSON.stringify(declaration));
		for (const [index, chunk] of chunks.entries()) await call('PUT', `/batches/${id}/chunks/${index}`, chunk);
		figures.push(ratePerSecond(`upload-${sizeName(rows)}`, rows, before));

		before = performance.now();
		await call('POST', `/batches/${id}/issue`);
		while ((await call('GET', `/batches/${id}`)).rows.issued < rows) {
			await new Promise((resolve) => setTimeout(resolve, POLL_MS));
		}
		figures.push(ratePerSecond(`issue-${sizeName(rows)}`, rows, before));
	}
	return figures;
}

function ratePerSecond(name: string, rows: number, since: number): Figure {
	return { name, value: (rows * 1000) / (performance.now() - since), unit: 'rows/s' };
}

async function signIn(origin: string): Promise<Call> {
	const headers = { origin, [PROTOCOL_HEADER]: String(PROTOCOL_VERSION), 'content-type': 'application/json' };
	const answer = await fetch(`${origin}${API}/demo-sign-in`, { method: 'POST', headers });
	const cookie = answer.headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
	return async (method, path, body) => {
		const response = await fetch(`${origin}${API}${path}`, { method, headers: { ...headers, cookie }, body });
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
		return (await response.json()) as Batch;
	};
}

function makeChunks(rows: number): Uint8Array<ArrayBuffer>[] {
	const wireRows = Array.from({ length: rows }, (_, i): WireRow => ({
		key: `row-${i}`,
		credentialId: randomUUID(),
		definitionId: 'D3V2-QMHQ',
		firstName: 'Amélie',
		lastName: `Tremblay ${i}`,
		contact: `recipient-${i}@example.org`,
		expiration: 'P3Y',
		values: [String(70 + (i % 31)), 'D. Okafor']
	}));
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	for (let from = 0; from < rows; from += CHUNK_ROWS) {
		chunks.push(encodeChunk(wireRows.slice(from, from + CHUNK_ROWS)) as Uint8Array<ArrayBuffer>);
	}
	return chunks;
}
