import type { ReviewFilter, ReviewRow } from '#lib/drafts/draft.ts';

/** Rows fetched at once: a screenful and what a quick scroll reaches. */
const PAGE_ROWS = 100;
/** Pages kept; beyond it the farthest go. */
const PAGES_KEPT = 8;

type ReadRows = (
	filter: ReviewFilter,
	from: number,
	count: number
) => Promise<{ total: number; rows: ReviewRow[] }>;

/** The rows on the page: a window on those in the workbook thread that pass the filter. */
export class RowWindow {
	/** How many rows pass the filter; null before the first answer. */
	total = $state<number | null>(null);
	#pages = $state.raw<ReadonlyMap<number, ReviewRow[]>>(new Map());
	#asked = new Set<number>();
	#filter: ReviewFilter = { show: 'all' };
	#seen = { from: 0, to: PAGE_ROWS };
	/** Answers to an older filter or an older state of the draft are dropped. */
	#generation = 0;
	#read: ReadRows;

	constructor(read: ReadRows) {
		this.#read = read;
	}

	at(position: number): ReviewRow | undefined {
		return this.#pages.get(Math.floor(position / PAGE_ROWS))?.[position % PAGE_ROWS];
	}

	/** A row among those on the page; undefined once it no longer passes the filter. */
	find(key: string): ReviewRow | undefined {
		for (const rows of this.#pages.values()) {
			const found = rows.find((row) => row.key === key);
			if (found) return found;
		}
		return undefined;
	}

	/** Makes sure that the rows from `from` up to `to` come. */
	async show(from: number, to: number): Promise<void> {
		this.#seen = { from, to };
		const missing = pagesOf(this.#seen).filter((page) => !this.#pages.has(page) && !this.#asked.has(page));
		await this.#fetch(missing, this.#pages);
	}

	/** After a change of the draft or of the filter. What is on the page stays until its successor is here. */
	async refresh(filter: ReviewFilter): Promise<void> {
		this.#filter = filter;
		this.#generation += 1;
		this.#asked.clear();
		await this.#fetch(pagesOf(this.#seen), new Map());
		// The person may have scrolled on meanwhile.
		await this.show(this.#seen.from, this.#seen.to);
	}

	async #fetch(pages: number[], kept: ReadonlyMap<number, ReviewRow[]>): Promise<void> {
		if (pages.length === 0) return;
		const generation = this.#generation;
		for (const page of pages) this.#asked.add(page);
		const next = new Map(kept);
		let total = 0;
		for (const page of pages) {
			const answer = await this.#read(this.#filter, page * PAGE_ROWS, PAGE_ROWS);
			if (generation !== this.#generation) return;
			next.set(page, answer.rows);
			total = answer.total;
		}
		for (const page of pages) this.#asked.delete(page);
		this.total = total;
		// Another fetch of the same generation may have finished meanwhile.
		if (kept.size) for (const [page, rows] of this.#pages) if (!next.has(page)) next.set(page, rows);
		this.#pages = nearest(next, this.#seen.from);
	}
}

function pagesOf({ from, to }: { from: number; to: number }): number[] {
	const first = Math.max(0, Math.floor(from / PAGE_ROWS));
	const last = Math.max(first, Math.floor(Math.max(0, to - 1) / PAGE_ROWS));
	return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function nearest(pages: Map<number, ReviewRow[]>, position: number): Map<number, ReviewRow[]> {
	if (pages.size <= PAGES_KEPT) return pages;
	const here = Math.floor(position / PAGE_ROWS);
	const sorted = [...pages].sort(([a], [b]) => Math.abs(a - here) - Math.abs(b - here));
	return new Map(sorted.slice(0, PAGES_KEPT));
}
