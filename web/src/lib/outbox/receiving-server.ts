import type { Batch, BatchDeclaration } from '#shared/contract/batch.ts';
import type { ProblemCode } from '#shared/contract/problem.ts';
import { ORGANISATION_HEADER } from '#shared/contract/protocol.ts';

/**
 * What the contract says of a batch's requests, behind `fetch`, for tests: the network can be cut at any request,
 * before the server hears of it or after it has acted and only its answer is lost.
 */
export class ReceivingServer {
	requests: string[] = [];
	chunks = new Map<string, Uint8Array>();
	issues = 0;
	state: Batch['state'] = 'receiving';
	declaration: BatchDeclaration | null = null;
	/** Number of the request that fails, from 1, and how. */
	cut: { at: number; how: 'unheard' | 'unanswered' | '503' | '429' } | null = null;
	/** Whose sign-in the server knows; null: it asks no request for its organisation. */
	signedInto: string | null = null;
	/** Answers this problem to requests whose path ends so. */
	refusal: { ending: string; status: number; code: ProblemCode; rows?: string[] } | null = null;

	fetch = async (input: RequestInfo | URL, options?: RequestInit): Promise<Response> => {
		const path = new URL(String(input), location.href).pathname.replace('/api/v1/batches/', '');
		const line = `${options?.method} ${path.replace(/^[^/]+/, '')}`;
		this.requests.push(line);
		const isCut = this.cut?.at === this.requests.length;
		if (isCut && this.cut?.how === 'unheard') throw new TypeError('Failed to fetch');
		if (isCut && this.cut?.how === '503') return problem(503, 'internal');
		if (isCut && this.cut?.how === '429')
			return problem(429, 'too-many-requests', [], { 'retry-after': '1' });
		const meant = new Headers(options?.headers).get(ORGANISATION_HEADER);
		if (this.signedInto !== null && meant !== this.signedInto) return problem(401, 'sign-in-needed');
		if (this.refusal && line.endsWith(this.refusal.ending))
			return problem(this.refusal.status, this.refusal.code, this.refusal.rows);
		const answer = await this.#act(line, path, await plainBody(options));
		if (isCut) throw new TypeError('Failed to fetch');
		return answer;
	};

	async #act(line: string, path: string, body: Uint8Array): Promise<Response> {
		const batchId = path.split('/')[0] ?? '';
		if (line === 'PUT ') {
			this.declaration = JSON.parse(new TextDecoder().decode(body)) as BatchDeclaration;
		} else if (this.declaration === null) {
			return problem(404, 'not-found');
		} else if (line.startsWith('PUT /chunks/')) {
			this.chunks.set(line.slice('PUT /chunks/'.length), body);
		} else if (line === 'POST /issue') {
			if (this.chunks.size < this.declaration.chunks.length) return problem(409, 'chunk-missing');
			if (this.state === 'taken-back') return problem(409, 'state-conflict');
			if (this.state === 'receiving') this.issues += 1;
			this.state = 'held';
		} else if (line === 'POST /take-back') {
			this.state = 'taken-back';
		}
		return Response.json(this.#batch(batchId), { headers: { 'x-request-id': 'r' } });
	}

	#batch(id: string): Batch {
		const rows = { received: 0, held: 0, 'taken-back': 0, issued: 0, revoked: 0, superseded: 0 };
		const deliveries = {
			pending: 0,
			sent: 0,
			delivered: 0,
			delayed: 0,
			bounced: 0,
			complained: 0,
			failed: 0
		};
		return {
			id,
			label: this.declaration?.label ?? '',
			state: this.state,
			rowCount: this.declaration?.rowCount ?? 0,
			chunksReceived: this.chunks.size,
			chunkCount: this.declaration?.chunks.length ?? 0,
			createdBy: 'Ada',
			declaredAt: '2026-11-20T10:00:00Z',
			issuedAt: this.state === 'held' ? '2026-11-20T10:00:01Z' : null,
			heldUntil: this.state === 'held' ? '2026-11-20T10:10:01Z' : null,
			settledAt: null,
			definitions: [],
			rows,
			deliveries,
			errorReport: null
		};
	}
}

/** As the server reads it: packed bytes are unpacked. */
async function plainBody(options: RequestInit | undefined): Promise<Uint8Array> {
	const { body } = new Response(options?.body ?? null);
	const isPacked = new Headers(options?.headers).get('content-encoding') === 'gzip';
	const plain = isPacked && body ? body.pipeThrough(new DecompressionStream('gzip')) : body;
	return new Uint8Array(await new Response(plain).arrayBuffer());
}

function problem(
	status: number,
	code: ProblemCode,
	rows: string[] = [],
	headers: Record<string, string> = {}
): Response {
	const errors = rows.map((row, index) => ({ pointer: `/rows/${index}`, code, row }));
	return new Response(JSON.stringify({ type: 'about:blank', title: code, status, code, errors }), {
		status,
		headers: { 'content-type': 'application/problem+json', 'x-request-id': 'r', ...headers }
	});
}
