import type * as z from 'zod';
import { Problem, type ProblemCode } from '#shared/contract/problem.ts';
import {
	API,
	ORGANISATION_HEADER,
	PROTOCOL_HEADER,
	PROTOCOL_VERSION,
	REQUEST_ID_HEADER
} from '#shared/contract/protocol.ts';
import { tellContact } from './api-contact.ts';
import { readRetryAfter } from './api-retry-after.ts';
import { noteServerTime, serverNow } from './server-clock.ts';

/** What came of a request. `offline`: there was no answer, or what answered was not Sheaf. */
export type Answer<T> =
	| { ok: true; value: T }
	| { ok: false; offline: false; problem: Problem; retryAfterMs: number | null }
	| { ok: false; offline: true };

export interface Request<A> {
	method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
	/** Under `/api/v1`, its variables already encoded: see `pathOf`. */
	path: string;
	query?: Record<string, string | null | undefined>;
	/** Parsed before it is sent. */
	body?: { schema: z.ZodType; value: unknown };
	/** Sent byte for byte, instead of `body`; `encoding` where they are packed. */
	bytes?: { value: Uint8Array<ArrayBuffer>; contentType: string; encoding?: 'gzip' };
	/** null: the answer's content does not matter. */
	answer: z.ZodType<A> | null;
	timeoutMs?: number;
	signal?: AbortSignal;
	/** Refused as not signed in where the sign-in is another organisation's. */
	organisationId?: string;
}

/** A question is answered in seconds or not at all; an upload over a weak connection takes longer. */
const QUESTION_TIMEOUT_MS = 20_000;
const UPLOAD_TIMEOUT_MS = 90_000;

/** The one fetch of the app to its API. Never throws for what a network or a server can do. */
export async function call<A>(request: Request<A>): Promise<Answer<A>> {
	const body = request.body?.schema.safeParse(request.body.value);
	if (body && !body.success) return refused(invalidRequest(body.error));
	const sentAt = Date.now();
	let response: Response;
	let text: string;
	try {
		response = await fetch(urlOf(request), optionsOf(request, body?.data));
		text = await response.text();
	} catch {
		// Aborted by the caller: says nothing about the connection.
		if (!request.signal?.aborted) tellContact({ reached: false, isTooOld: false });
		return { ok: false, offline: true };
	}
	const content = isFromSheaf(response) ? readJson(response, text) : undefined;
	if (content === undefined) {
		tellContact({ reached: false, isTooOld: false });
		return { ok: false, offline: true };
	}
	noteServerTime(response.headers, sentAt, Date.now());
	const answer = response.ok
		? readValue(request, content)
		: refused(readProblem(response, content), response);
	const isTooOld = !answer.ok && !answer.offline && answer.problem.code === 'protocol-unsupported';
	tellContact({ reached: true, isTooOld });
	return answer;
}

/** Sheaf names every answer. Portals and gateways answer JSON too, and their "not found" says nothing about a batch. */
function isFromSheaf(response: Response): boolean {
	return response.headers.has(REQUEST_ID_HEADER);
}

/** `pathOf('/batches/', id, '/rows')`: every second part is a variable and is encoded. */
export function pathOf(...parts: string[]): string {
	return parts.map((part, index) => (index % 2 ? encodeURIComponent(part) : part)).join('');
}

function urlOf(request: Request<unknown>): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(request.query ?? {})) if (value) query.set(name, value);
	const search = query.toString();
	return `${API}${request.path}${search ? `?${search}` : ''}`;
}

function optionsOf(request: Request<unknown>, body: unknown): RequestInit {
	const timeout = AbortSignal.timeout(
		request.timeoutMs ?? (request.bytes ? UPLOAD_TIMEOUT_MS : QUESTION_TIMEOUT_MS)
	);
	const headers: Record<string, string> = {
		[PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
		accept: 'application/json, application/problem+json'
	};
	if (request.organisationId) headers[ORGANISATION_HEADER] = request.organisationId;
	if (request.bytes?.encoding) headers['content-encoding'] = request.bytes.encoding;
	if (request.bytes) headers['content-type'] = request.bytes.contentType;
	else if (request.body) headers['content-type'] = 'application/json';
	return {
		method: request.method,
		headers,
		body: request.bytes?.value ?? (request.body ? JSON.stringify(body) : undefined),
		credentials: 'same-origin',
		cache: 'no-store',
		signal: request.signal ? AbortSignal.any([timeout, request.signal]) : timeout
	};
}

/** undefined where it is not JSON: a captive portal's page, a gateway's error, the app's own shell. */
function readJson(response: Response, text: string): unknown {
	if (response.status === 204) return null;
	if (!/\bjson\b/.test(response.headers.get('content-type') ?? '')) return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

function readValue<A>(request: Request<A>, content: unknown): Answer<A> {
	if (request.answer === null) return { ok: true, value: null as A };
	const parsed = request.answer.safeParse(content);
	if (parsed.success) return { ok: true, value: parsed.data };
	// A server that is newer than this copy of the app.
	return refused(problemOf('protocol-unsupported', 'The answer was not understood', 502));
}

function readProblem(response: Response, content: unknown): Problem {
	const parsed = Problem.safeParse(content);
	if (parsed.success) return parsed.data;
	// The sign-in library's own answers are not problems in our form; their status says enough.
	const codes: Record<number, ProblemCode> = {
		401: 'sign-in-needed',
		403: 'not-allowed',
		404: 'not-found',
		413: 'too-large',
		429: 'too-many-requests'
	};
	const code = codes[response.status] ?? (response.status < 500 ? 'request-invalid' : 'internal');
	return problemOf(code, response.statusText, response.status, libraryCode(content));
}

function libraryCode(content: unknown): string | undefined {
	const code = (content as { code?: unknown } | null)?.code;
	return typeof code === 'string' ? code : undefined;
}

function invalidRequest(error: z.ZodError): Problem {
	return {
		...problemOf('request-invalid', 'The request does not parse', 400),
		errors: error.issues.map((issue) => ({
			pointer: issue.path.map((step) => `/${String(step)}`).join(''),
			code: issue.code,
			detail: issue.message
		}))
	};
}

function problemOf(code: ProblemCode, title: string, status: number, detail?: string): Problem {
	return { type: 'about:blank', title, status, code, ...(detail ? { detail } : {}) };
}

function refused(
	problem: Problem,
	response?: Response
): { ok: false; offline: false } & { problem: Problem; retryAfterMs: number | null } {
	const retryAfterMs = response ? readRetryAfter(response.headers, serverNow()) : null;
	return { ok: false, offline: false, problem, retryAfterMs };
}
