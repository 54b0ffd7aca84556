import type { Context } from 'hono';
import type { AppTypes } from './app-types.ts';
import { refuse } from './problem.ts';

/** A throw is a fault of ours: it is logged under the request's id and answered without its words. */
export function answerThrow(error: Error, c: Context<AppTypes>): Response {
	logFault(error, { requestId: c.var.requestId, method: c.req.method, route: c.req.routePath });
	return refuse(c, 'internal');
}

/** Logs where an error came from. Its message is left out, unless D1 wrote it: it may quote what a person typed. */
export function logFault(error: unknown, about: Record<string, string | number>): void {
	const { name, message, stack } = error instanceof Error ? error : new Error('not an Error');
	const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
	const words = message.startsWith('D1_ERROR') ? { message } : {};
	console.error(
		JSON.stringify({ ...about, error: name, ...words, stack: frames.slice(0, 8).map((f) => f.trim()) })
	);
}
