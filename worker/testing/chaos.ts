import { current, type Plan } from './chaos-clock.ts';
import { generateSignedCookie } from 'hono/cookie';
import { sessionCookieName } from '../auth-session.ts';
import { insertSession } from '../db/sessions.ts';
import type { Env, QueueMessage } from '../env.ts';
import worker from '../index.ts';
import { bindingsOf, Invocation } from './chaos-invocation.ts';

// The worker's entry for `npm run chaos`: the worker as it is, by the harness's clock, ending where the harness says.

const SESSION_MS = 30 * 24 * 3_600_000;

export default {
	async fetch(request, env, context) {
		const headers = new Headers(request.headers);
		const text = headers.get('x-chaos');
		if (!text) return new Response('x-chaos is missing', { status: 400 });
		headers.delete('x-chaos');
		const plan = JSON.parse(text) as Plan;
		const chaotic = bindingsOf(env, new Invocation(plan));
		return current.run({ plan, now: plan.now }, async () => {
			const path = new URL(request.url).pathname;
			if (path === '/chaos/queue') return answerQueue(await request.json(), chaotic);
			if (path === '/chaos/scheduled') return answerSchedule(plan.now, chaotic);
			if (path === '/chaos/empty') return emptyDatabase(env);
			if (path === '/chaos/session') return answerSession(await request.text(), env);
			return worker.fetch(new Request(request, { headers }), chaotic, context);
		});
	}
} satisfies ExportedHandler<Env>;

/** One message as the queue would bring it; answers whether it is done, or is to come again. */
async function answerQueue(body: unknown, env: Env): Promise<Response> {
	let isDone = false;
	const message = {
		body,
		attempts: 1,
		ack: () => (isDone = true),
		retry: () => {}
	} as unknown as Message<QueueMessage>;
	await worker.queue({ messages: [message] } as unknown as MessageBatch<QueueMessage>, env);
	return Response.json({ isDone });
}

async function answerSchedule(scheduledTime: number, env: Env): Promise<Response> {
	await worker.scheduled({ scheduledTime } as ScheduledController, env);
	return Response.json({});
}

/** The sweeper looks after all organisations: what one run leaves must not be taken up in the next. */
async function emptyDatabase({ DB }: Env): Promise<Response> {
	const { results } = await DB.prepare(
		`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '_cf_%'
			AND name NOT LIKE 'd1_%'`
	).all<{ name: string }>();
	await DB.batch([
		DB.prepare('PRAGMA defer_foreign_keys = on'),
		...results.map(({ name }) => DB.prepare(`DELETE FROM "${name}"`))
	]);
	return Response.json({});
}

/** Signs the person with this address in, as after a code; answers the cookie. */
async function answerSession(email: string, env: Env): Promise<Response> {
	const user = await env.DB.prepare('SELECT id FROM "user" WHERE email = ?')
		.bind(email)
		.first<{ id: string }>();
	if (!user) return new Response('No such person', { status: 404 });
	const token = crypto.randomUUID();
	const now = Date.now();
	await insertSession(env.DB, { id: token, token, userId: user.id, now, expiresAt: now + SESSION_MS });
	const cookie = await generateSignedCookie(sessionCookieName(env.ORIGIN), token, env.AUTH_SECRET);
	return new Response(cookie.split(';')[0]);
}
