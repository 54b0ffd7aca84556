import type { Env, QueueMessage } from '../env.ts';
import { current, type Plan } from './chaos-clock.ts';

/** In `db/claims.ts`, of a mail that is to be claimed. */
const NOBODYS = 'claimed_at IS NULL AND provider_message_id IS NULL AND';
/** Each call takes at least so long by the server's clock. */
const CALL_MS = 1;

/**
 * One invocation of the worker, which may end at any of its calls. The calls take their turns, also where the worker makes
 * several at once: the same plan then always stops at the same one, and behind it nothing happens any more.
 */
export class Invocation {
	#plan: Plan;
	#calls = 0;
	#last: Promise<unknown> = Promise.resolve();

	constructor(plan: Plan) {
		this.#plan = plan;
	}

	call<T>(effect: () => Promise<T>): Promise<T> {
		const turn = this.#last.then(() => this.#take(effect));
		// A call that throws ends only itself.
		this.#last = turn.catch(() => {});
		return turn;
	}

	async #take<T>(effect: () => Promise<T>): Promise<T> {
		this.#calls += 1;
		const stored = current.getStore();
		if (stored) stored.now += CALL_MS;
		const stops = this.#calls === this.#plan.stopAt;
		if (stops && !this.#plan.stopAfter) await this.#ask();
		try {
			return await effect();
		} finally {
			if (stops && this.#plan.stopAfter) await this.#ask();
		}
	}

	/** Resolves when the harness lets it go on; otherwise never, and no `catch` or `finally` of the worker runs either. */
	async #ask(): Promise<void> {
		const answer = await this.tell('stop', null).catch(() => null);
		// Also where the harness let it lie until the connection gave up: it is dead, and none of its `catch` may run.
		if (!answer?.ok) return new Promise(() => {});
		const { now } = await answer.json<{ now: number }>();
		const stored = current.getStore();
		if (stored) stored.now = now;
	}

	breakClaims(sql: string): string {
		return this.#plan.breaksClaims ? sql.replaceAll(NOBODYS, '') : sql;
	}

	tell(what: 'stop' | 'queue' | 'mail', body: unknown): Promise<Response> {
		const { harness, id } = this.#plan;
		return fetch(`${harness}/worker/${what}?invocation=${id}`, {
			method: 'POST',
			body: JSON.stringify(body)
		});
	}
}

/** The worker's bindings, each call of which is the invocation's. The queue and the mail provider are the harness. */
export function bindingsOf(env: Env, invocation: Invocation): Env {
	const queue = async (messages: Iterable<{ body: QueueMessage }>) => {
		await invocation.call(() =>
			invocation.tell(
				'queue',
				[...messages].map(({ body }) => body)
			)
		);
	};
	return {
		...env,
		DB: wrapDatabase(env.DB, invocation),
		QUEUE: {
			send: (body: QueueMessage) => queue([{ body }]),
			sendBatch: queue
		} as unknown as Env['QUEUE'],
		MAILER: 'cloudflare',
		EMAIL: {
			send: (mail: object) => invocation.call(() => hand(invocation, mail))
		} as unknown as NonNullable<Env['EMAIL']>
	};
}

async function hand(invocation: Invocation, mail: object): Promise<{ messageId: string }> {
	const answer = await invocation.tell('mail', mail);
	const outcome = await answer.json<{ messageId: string } | { code: string | null }>();
	if ('messageId' in outcome) return outcome;
	throw Object.assign(new Error('Not sent'), outcome.code ? { code: outcome.code } : {});
}

const statements = new WeakMap<D1PreparedStatement, D1PreparedStatement>();

function wrapDatabase(db: D1Database, invocation: Invocation): D1Database {
	return {
		prepare: (sql: string) => wrapStatement(db.prepare(invocation.breakClaims(sql)), invocation),
		batch: (all: D1PreparedStatement[]) =>
			invocation.call(() => db.batch(all.map((statement) => statements.get(statement) ?? statement)))
	} as unknown as D1Database;
}

function wrapStatement(real: D1PreparedStatement, invocation: Invocation): D1PreparedStatement {
	const wrapped = {
		bind: (...values: unknown[]) => wrapStatement(real.bind(...values), invocation),
		first: (...columns: [string]) => invocation.call(() => real.first(...columns)),
		all: () => invocation.call(() => real.all()),
		run: () => invocation.call(() => real.run()),
		raw: () => invocation.call(() => real.raw())
	} as unknown as D1PreparedStatement;
	statements.set(wrapped, real);
	return wrapped;
}
