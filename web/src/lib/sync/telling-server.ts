import type { Batch, BatchChanges } from '#shared/contract/batch.ts';
import type { Catalog, CatalogEntry } from '#shared/contract/catalog.ts';
import { type HistoryChange, type HistoryPage } from '#shared/contract/history.ts';
import type { ProblemCode } from '#shared/contract/problem.ts';

/** What the contract says of what is told by cursor, behind `fetch`, for tests: the cursor is a place in what is told. */
export class TellingServer {
	/** The questions' searches; of other lists than the history, with their name before it. */
	requests: string[] = [];
	told: HistoryChange[] = [];
	/** In the order of their last change; a batch or a definition that changes again is put down again. */
	batches: Batch[] = [];
	definitions: CatalogEntry[] = [];
	/** Changes in one answer, whatever more the device would take. */
	pageSize = 1000;
	/** Requests from this one on, counted from 1, are not answered. */
	cutFrom = Infinity;
	isSignedIn = true;
	/** Called before the answer is given. */
	meanwhile: () => Promise<void> = async () => {};
	organisationId: string;

	constructor(organisationId: string) {
		this.organisationId = organisationId;
	}

	fetch = async (input: RequestInfo | URL): Promise<Response> => {
		const url = new URL(String(input), location.href);
		const list = url.pathname.replace('/api/v1/', '');
		this.requests.push(`${list === 'history' ? '' : list}${url.search}`);
		if (this.requests.length >= this.cutFrom) throw new TypeError('Failed to fetch');
		if (!this.isSignedIn) return problem(401, 'sign-in-needed');
		const from = Number((url.searchParams.get('cursor') ?? '0').split('.')[0]);
		const answer = this.#answer(list, from, Number(url.searchParams.get('limit') ?? Infinity));
		await this.meanwhile();
		return answer;
	};

	#answer(list: string, from: number, limit: number): Response {
		const { organisationId } = this;
		if (list === 'batches/changes') {
			if (from > this.batches.length) return problem(400, 'request-invalid');
			const part = this.#part(this.batches, from, limit);
			// Each once, as it is now.
			const last = new Map(this.batches.map((batch, at) => [batch.id, at]));
			const batches = part.told.filter(({ id }, at) => last.get(id) === from + at);
			const { cursor, more } = part;
			return answerOf({ organisationId, batches, cursor, more } satisfies BatchChanges);
		}
		if (list.startsWith('batches/')) {
			const batch = this.batches.findLast(({ id }) => list.endsWith(id));
			return batch ? answerOf(batch) : problem(404, 'not-found');
		}
		if (list === 'definitions') {
			if (from > this.definitions.length) return problem(400, 'request-invalid');
			const changed = new Map(this.definitions.slice(from).map((entry) => [entry.id, entry]));
			const cursor = String(this.definitions.length);
			return answerOf({ organisationId, definitions: [...changed.values()], cursor } satisfies Catalog);
		}
		if (from > this.told.length) return problem(400, 'request-invalid');
		const { told: changes, cursor, more } = this.#part(this.told, from, limit);
		return answerOf({
			organisationId,
			changes,
			cursor: `${cursor}.0`,
			more
		} satisfies HistoryPage);
	}

	#part<T>(all: readonly T[], from: number, limit: number): { told: T[]; cursor: string; more: boolean } {
		const told = all.slice(from, from + Math.min(this.pageSize, limit));
		const end = from + told.length;
		return { told, cursor: String(end), more: end < all.length };
	}
}

function problem(status: number, code: ProblemCode): Response {
	return answerOf({ type: 'about:blank', title: code, status, code }, status);
}

/** Sheaf names every answer. */
function answerOf(body: object, status = 200): Response {
	return Response.json(body, { status, headers: { 'x-request-id': 'r' } });
}
