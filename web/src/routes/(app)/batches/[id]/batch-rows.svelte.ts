import { listBatchRows } from '#lib/api.ts';
import { mirrorThread } from '#lib/sync/mirror-thread.ts';
import type { BatchOf, RowQuery } from '#lib/sync/search-issued.ts';
import type { BatchRow } from '#shared/contract/batch.ts';

/** Rows in one answer of the server's; the device gives as many. */
const PAGE_ROWS = 100;

/** The rows of a batch that pass a query, page after page: the server's, or the device's where it cannot be reached. */
export class BatchRows {
	rows = $state.raw<BatchRow[]>([]);
	more = $state(false);
	/** `failed`: neither the server nor the device could tell any. */
	state = $state<'loading' | 'ready' | 'failed'>('loading');
	query = $state.raw<RowQuery>({ search: '', state: '', delivery: '' });
	/** Where the device tells them: of how many rows of the batch it knows. null: the server tells them. */
	known = $state<number | null>(null);
	#batch: BatchOf;
	#asked: AbortController | undefined;
	#pages = 1;

	constructor(batch: BatchOf) {
		this.#batch = batch;
	}

	async setQuery(change: Partial<RowQuery>): Promise<void> {
		this.query = { ...this.query, ...change };
		this.#pages = 1;
		await this.refresh();
	}

	async showMore(): Promise<void> {
		this.#pages += 1;
		await this.refresh();
	}

	/** Reads as many pages as are shown, so that states on the page are as new as its numbers. */
	async refresh(): Promise<void> {
		this.#asked?.abort();
		const asked = new AbortController();
		this.#asked = asked;
		const server = this.#askServer(asked.signal);
		// A server that cannot be reached may take long to show it; until it answers, the device does.
		const isSlow = await Promise.race([server.then(() => false), pause(SLOW_MS).then(() => true)]);
		if (isSlow && !asked.signal.aborted) await this.#askDevice(asked.signal, server);
		const answer = await server;
		if (asked.signal.aborted) return;
		if (answer) this.#show(answer, null);
		else await this.#askDevice(asked.signal, server);
		if (!asked.signal.aborted && this.state === 'loading') this.state = 'failed';
	}

	async #askServer(signal: AbortSignal): Promise<{ rows: BatchRow[]; more: boolean } | null> {
		const rows: BatchRow[] = [];
		let cursor: string | null = null;
		for (let page = 0; page < this.#pages; page++) {
			const answer = await listBatchRows(this.#batch.batchId, { ...this.query, cursor }, signal);
			if (!answer.ok) return null;
			rows.push(...answer.value.rows);
			cursor = answer.value.cursor;
			if (cursor === null) break;
		}
		return { rows, more: cursor !== null };
	}

	async #askDevice(signal: AbortSignal, server: Promise<unknown>): Promise<void> {
		let isAnswered = false;
		void server.then((answer) => (isAnswered = answer !== null));
		const found = await mirrorThread.searchRows(this.#batch, this.query, this.#pages * PAGE_ROWS);
		if (!signal.aborted && !isAnswered && found && found.known > 0) this.#show(found, found.known);
	}

	#show({ rows, more }: { rows: BatchRow[]; more: boolean }, known: number | null): void {
		this.rows = rows;
		this.more = more;
		this.known = known;
		this.state = 'ready';
	}
}

const SLOW_MS = 300;

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
