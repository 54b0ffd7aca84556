import { type HistoryChange, type HistoryPage } from '#shared/contract/history.ts';
import type { ProblemCode } from '#shared/contract/problem.ts';

/** What the contract says of GET /history, behind `fetch`, for tests: the cursor is a place in `told`. */
export class TellingServer {
	requests: string[] = [];
	told: HistoryChange[] = [];
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
		this.requests.push(url.search);
		if (this.requests.length >= this.cutFrom) throw new TypeError('Failed to fetch');
		if (!this.isSignedIn) return problem(401, 'sign-in-needed');
		const from = Number((url.searchParams.get('cursor') ?? '0.0').split('.')[0]);
		if (from > this.told.length) return problem(400, 'request-invalid');
		const limit = Math.min(this.pageSize, Number(url.searchParams.get('limit')));
		const changes = this.told.slice(from, from + limit);
		const end = from + changes.length;
		await this.meanwhile();
		return Response.json({
			organisationId: this.organisationId,
			changes,
			cursor: `${end}.0`,
			more: end < this.told.length
		} satisfies HistoryPage);
	};
}

function problem(status: number, code: ProblemCode): Response {
	return Response.json({ type: 'about:blank', title: code, status, code }, { status });
}
