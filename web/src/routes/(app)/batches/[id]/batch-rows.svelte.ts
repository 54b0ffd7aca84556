import { listBatchRows } from '#lib/api.ts';
import type { BatchRow, RowState } from '#shared/contract/batch.ts';
import type { DeliveryState } from '#shared/delivery/delivery.ts';

export interface RowQuery {
	search: string;
	state: RowState | '';
	delivery: DeliveryState | '';
}

/** The rows of a batch that pass a query, page after page. */
export class BatchRows {
	rows = $state.raw<BatchRow[]>([]);
	cursor = $state<string | null>(null);
	state = $state<'loading' | 'ready' | 'failed'>('loading');
	query = $state.raw<RowQuery>({ search: '', state: '', delivery: '' });
	#batchId: string;
	#asked: AbortController | undefined;
	#pages = 1;

	constructor(batchId: string) {
		this.#batchId = batchId;
	}

	async setQuery(change: Partial<RowQuery>): Promise<void> {
		this.query = { ...this.query, ...change };
		this.#pages = 1;
		await this.refresh();
	}

	async more(): Promise<void> {
		this.#pages += 1;
		await this.refresh();
	}

	/** Reads as many pages as are shown, so that states on the page are as new as its numbers. */
	async refresh(): Promise<void> {
		this.#asked?.abort();
		const asked = new AbortController();
		this.#asked = asked;
		const rows: BatchRow[] = [];
		let cursor: string | null = null;
		for (let page = 0; page < this.#pages; page++) {
			const answer = await listBatchRows(this.#batchId, { ...this.query, cursor }, asked.signal);
			if (asked.signal.aborted) return;
			if (!answer.ok) {
				if (this.rows.length === 0) this.state = 'failed';
				return;
			}
			rows.push(...answer.value.rows);
			cursor = answer.value.cursor;
			if (cursor === null) break;
		}
		this.rows = rows;
		this.cursor = cursor;
		this.state = 'ready';
	}
}
