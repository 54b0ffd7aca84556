import { expect } from 'vitest';
import { BatchChanges, type Batch, type BatchRow } from '#shared/contract/batch.ts';
import { Catalog, type CatalogEntry } from '#shared/contract/catalog.ts';
import { HistoryPage, type HistoryChange } from '#shared/contract/history.ts';
import { ask } from './ask.ts';

/** What a device makes of the changes that it pulls: of everything the last that it was told. */
export class Device {
	history = new Map<string, HistoryChange>();
	batches = new Map<string, Batch>();
	definitions = new Map<string, CatalogEntry>();
	#cursors: Record<'history' | 'batches' | 'definitions', string | null> = {
		history: null,
		batches: null,
		definitions: null
	};
	#as: string;
	#organisationId: string;

	constructor(as: string, organisationId: string) {
		this.#as = as;
		this.#organisationId = organisationId;
	}

	/** One page; whether there is more. */
	async pullHistory(limit: number): Promise<boolean> {
		const page = HistoryPage.strict().parse(await this.#ask('/history', 'history', limit));
		for (const change of page.changes) this.history.set(change.credentialId, change);
		return page.more;
	}

	async pullBatches(limit: number): Promise<boolean> {
		const page = BatchChanges.strict().parse(await this.#ask('/batches/changes', 'batches', limit));
		for (const batch of page.batches) this.batches.set(batch.id, batch);
		return page.more;
	}

	async pullDefinitions(): Promise<void> {
		const page = Catalog.strict().parse(await this.#ask('/definitions', 'definitions'));
		for (const entry of page.definitions) this.definitions.set(entry.id, entry);
	}

	async pullAll(limit: number): Promise<void> {
		while (await this.pullHistory(limit));
		while (await this.pullBatches(Math.min(limit, 100)));
		await this.pullDefinitions();
	}

	async #ask(path: string, what: 'history' | 'batches' | 'definitions', limit?: number) {
		const query = new URLSearchParams();
		const cursor = this.#cursors[what];
		if (cursor !== null) query.set('cursor', cursor);
		if (limit !== undefined) query.set('limit', String(limit));
		const answer = await ask('GET', `${path}?${query}`, { as: this.#as });
		if (answer.status !== 200) throw new Error(answer.text);
		const page = answer.body as { organisationId: string; cursor: string };
		expect(page.organisationId).toBe(this.#organisationId);
		this.#cursors[what] = page.cursor;
		return page;
	}
}

/** Asks the endpoints for everything and expects the device to have just that. */
export async function expectMirror(device: Device, as: string): Promise<void> {
	const batches = await readAllBatches(as);
	expect([...device.batches.values()].map(comparable).sort(byId)).toEqual(batches.map(comparable).sort(byId));
	const { body } = await ask('GET', '/definitions', { as });
	const { definitions } = body as Catalog;
	expect([...device.definitions.values()].sort(byId)).toEqual(definitions.sort(byId));
	expect(Object.fromEntries(device.history)).toEqual(await expectedHistory(batches, as));
}

function byId(a: { id: string }, b: { id: string }): number {
	return a.id < b.id ? -1 : 1;
}

/** That a chunk arrived is no change: of a batch that still receives, what came so far is not told. */
function comparable(batch: Batch): Batch {
	if (batch.state !== 'receiving') return batch;
	return { ...batch, chunksReceived: 0, definitions: batch.definitions.map((one) => ({ ...one, rows: 0 })) };
}

async function readAllBatches(as: string): Promise<Batch[]> {
	const batches: Batch[] = [];
	for (let cursor: string | null = ''; cursor !== null;) {
		const { body } = await ask('GET', `/batches?cursor=${encodeURIComponent(cursor)}`, { as });
		const page = body as { batches: Batch[]; cursor: string | null };
		batches.push(...page.batches);
		cursor = page.cursor;
	}
	return batches;
}

/** Rows that were issued at some time, as their batches' rows say; of a credential id that was used again, the later. */
async function expectedHistory(batches: Batch[], as: string): Promise<Record<string, object>> {
	const expected: Record<string, object> = {};
	const held = batches.filter(({ issuedAt }) => issuedAt !== null);
	for (const batch of held.sort((a, b) => (a.issuedAt! < b.issuedAt! ? -1 : 1))) {
		for (const row of await readAllRows(batch.id, as)) {
			const { credentialId, definitionId, firstName, lastName, contact } = row;
			const { revokedAt, revokedReason, delivery } = row;
			expected[credentialId] = {
				...{ credentialId, definitionId, firstName, lastName, contact, revokedAt, revokedReason },
				batchId: batch.id,
				position: expect.any(Number),
				state: row.state === 'taken-back' ? 'gone' : row.state,
				// Of a hold that was ended before its time, the end that it had.
				validFrom: row.validFrom ?? expect.any(String),
				validUntil: row.state === 'held' ? expect.any(String) : row.validUntil,
				delivery: delivery && { state: delivery.state, at: delivery.at, code: delivery.code }
			};
		}
	}
	return expected;
}

async function readAllRows(batchId: string, as: string): Promise<BatchRow[]> {
	const rows: BatchRow[] = [];
	for (let cursor: string | null = ''; cursor !== null;) {
		const { body } = await ask('POST', `/batches/${batchId}/rows/search`, { as, body: { cursor } });
		const page = body as { rows: BatchRow[]; cursor: string | null };
		rows.push(...page.rows);
		cursor = page.cursor;
	}
	return rows;
}
