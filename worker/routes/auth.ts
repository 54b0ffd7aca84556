import { Hono, type Context } from 'hono';
import type { ProblemCode } from '#shared/contract/problem.ts';
import type { AppTypes } from '../app-types.ts';
import { refuse } from '../problem.ts';

/** All of better-auth that can be reached: nothing else of it is on the way to a session. */
const PATHS = ['/email-otp/send-verification-otp', '/sign-in/email-otp', '/sign-out'];

const CODES: Record<number, ProblemCode> = {
	401: 'sign-in-needed',
	403: 'not-allowed',
	404: 'not-found',
	413: 'too-large',
	429: 'too-many-requests'
};

export const auth = new Hono<AppTypes>();

for (const path of PATHS) {
	auth.post(path, async (c) => {
		// Only here: it is large, and no other route needs it.
		const { authOf } = await import('../auth.ts');
		const answer = await authOf(c.env, c.executionCtx).handler(c.req.raw);
		return answer.ok ? answer : refuseAs(c, answer);
	});
}

/** The library's refusal as a problem; `detail` is its own code, such as `INVALID_OTP`. */
async function refuseAs(c: Context<AppTypes>, answer: Response): Promise<Response> {
	const body: unknown = await answer.json().catch(() => null);
	const detail = (body as { code?: unknown } | null)?.code;
	const retryAfter = answer.headers.get('x-retry-after');
	if (retryAfter) c.header('Retry-After', retryAfter);
	if (answer.status >= 500) return refuse(c, 'internal');
	const code = CODES[answer.status] ?? 'request-invalid';
	return refuse(c, code, typeof detail === 'string' ? { detail } : {});
}
