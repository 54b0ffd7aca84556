import { exports } from 'cloudflare:workers';
import { API, PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/contract/protocol.ts';
import type { Problem } from '#shared/contract/problem.ts';

export const ORIGIN = 'http://localhost:8787';

export interface Asked {
	status: number;
	headers: Headers;
	/** Parsed JSON; what it is, is for the test to say. */
	body: never;
	problem: Problem;
	text: string;
}

interface Question {
	/** A cookie. */
	as?: string | null;
	/** Sent as JSON, or as it is where it is bytes. */
	body?: unknown;
	headers?: Record<string, string>;
	fetch?: (request: Request) => Response | Promise<Response>;
}

/** Asks the API as the app does. */
export function ask(method: string, path: string, question: Question = {}): Promise<Asked> {
	return askAt(method, `${API}${path}`, {
		...question,
		headers: { [PROTOCOL_HEADER]: String(PROTOCOL_VERSION), ...question.headers }
	});
}

export async function askAt(method: string, path: string, question: Question = {}): Promise<Asked> {
	const headers = new Headers({ origin: ORIGIN, ...question.headers });
	if (question.as) headers.set('cookie', question.as);
	const { body } = question;
	const sent = body === undefined || body instanceof Uint8Array ? body : JSON.stringify(body);
	const request = new Request(`${ORIGIN}${path}`, { method, headers, body: sent, redirect: 'manual' });
	const answer = await (question.fetch ?? ((asked) => exports.default.fetch(asked)))(request);
	const text = new TextDecoder().decode(await answer.arrayBuffer());
	const isJson = /\b(json|vc)\b/.test(answer.headers.get('content-type') ?? '');
	const parsed = isJson && text ? (JSON.parse(text) as never) : (undefined as never);
	return { status: answer.status, headers: answer.headers, body: parsed, problem: parsed, text };
}
