import type { Break } from './broken.ts';
import type { Random } from './random.ts';

/** An invocation of the worker that stands still at one of its calls. */
export interface Stopped {
	id: string;
	what: string;
	goOn: (now: number) => void;
	/** Resolves when it has answered after all. */
	end: Promise<Answered | null>;
	/** Its client goes away and the runtime ends it. */
	kill: () => void;
}

export interface Answered {
	status: number;
	headers: Record<string, string>;
	body: Uint8Array;
}

export interface Asked {
	method: string;
	path: string;
	headers: Record<string, string>;
	body: Uint8Array<ArrayBuffer> | string | null;
}

export interface StopPlan {
	at: number;
	after: boolean;
}

export type Ending = { kind: 'answered'; answer: Answered } | { kind: 'stopped'; stopped: Stopped };

export interface QueuedMessage {
	number: number;
	body: unknown;
}

export interface TakenMail {
	to: string;
	subject: string;
	messageId: string;
}

const NEVER = 1_000_000;
const INVOCATION_LIMIT_MS = 30_000;
/** Between one thing and the next. */
const STEP_MS = 40;

/** The worker and what surrounds it: its clock, its queue, its mail provider. */
export class Cloud {
	now: number;
	queue: QueuedMessage[] = [];
	taken: TakenMail[] = [];
	/** What the provider has to tell. */
	events: unknown[] = [];
	#url: string;
	#harness: string;
	#random: Random;
	#invocations = 0;
	#messages = 0;
	#stops = new Map<string, (stopped: { goOn: (now: number) => void }) => void>();
	#run: string;
	isMailFaulty = true;
	#broken: Break | null;

	constructor(settings: {
		url: string;
		harness: string;
		run: string;
		random: Random;
		now: number;
		broken: Break | null;
	}) {
		this.#url = settings.url;
		this.#harness = settings.harness;
		this.#random = settings.random;
		this.#run = settings.run;
		this.now = settings.now;
		this.#broken = settings.broken;
	}

	/** Lets the worker answer a request; with a plan it may stop on the way. */
	async ask(asked: Asked, stop: StopPlan | null = null): Promise<Ending> {
		this.now += STEP_MS;
		this.#invocations += 1;
		const id = `${this.#run}-${this.#invocations}`;
		const plan = {
			id,
			now: this.now,
			harness: this.#harness,
			stopAt: stop?.at ?? NEVER,
			stopAfter: stop?.after ?? false,
			breaksClaims: this.#broken === 'claims'
		};
		const gone = new AbortController();
		const limit = AbortSignal.timeout(INVOCATION_LIMIT_MS);
		const answering = fetch(`${this.#url}${asked.path}`, {
			method: asked.method,
			headers: { ...asked.headers, 'x-chaos': JSON.stringify(plan) },
			body: asked.body,
			signal: AbortSignal.any([gone.signal, limit])
		}).then(async (response): Promise<Answered> => ({
			status: response.status,
			headers: keptHeaders(response.headers),
			body: new Uint8Array(await response.arrayBuffer())
		}));
		const end = answering.catch((error: unknown) => {
			if (gone.signal.aborted) return null;
			throw error;
		});
		const stopped = new Promise<Stopped>((resolve) =>
			this.#stops.set(id, ({ goOn }) =>
				resolve({ id, what: `${asked.method} ${asked.path}`, goOn, end, kill: () => gone.abort() })
			)
		);
		return Promise.race([
			end.then((answer): Ending => ({ kind: 'answered', answer: answer! })),
			stopped.then((stopped): Ending => ({ kind: 'stopped', stopped }))
		]);
	}

	enqueue(body: unknown): void {
		this.#messages += 1;
		this.queue.push({ number: this.#messages, body });
	}

	/** What the worker asks of its surroundings. */
	listen(what: string, invocation: string, body: string): Promise<string> {
		if (what === 'stop') {
			const { promise, resolve } = Promise.withResolvers<string>();
			this.#stops.get(invocation)?.({ goOn: (now) => resolve(JSON.stringify({ now })) });
			return promise;
		}
		if (what === 'queue') {
			for (const message of JSON.parse(body) as unknown[]) this.enqueue(message);
			return Promise.resolve('{}');
		}
		return Promise.resolve(
			JSON.stringify(this.#takeMail(JSON.parse(body) as { to: string; subject: string }))
		);
	}

	#takeMail(mail: { to: string; subject: string }): { messageId: string } | { code: string | null } {
		const how = this.isMailFaulty
			? this.#random.weigh([
					[12, 'taken'],
					[2, 'answer lost'],
					[1, 'uncertain'],
					[2, 'later'],
					[1, 'suppressed']
				] as const)
			: 'taken';
		if (how === 'later') return { code: 'E_RATE_LIMIT_EXCEEDED' };
		if (how === 'suppressed') return { code: 'E_RECIPIENT_SUPPRESSED' };
		if (how === 'uncertain') return { code: 'E_INTERNAL_SERVER_ERROR' };
		const messageId = `${this.#run}-mail-${this.taken.length + 1}`;
		this.taken.push({ to: mail.to, subject: mail.subject, messageId });
		this.#foretell(messageId);
		return how === 'taken' ? { messageId } : { code: null };
	}

	/** What the provider will tell of a mail, in the order of Cloudflare Email Service or in none. */
	#foretell(messageId: string): void {
		const at = new Date(this.now).toISOString();
		const kinds = this.#random.weigh([
			[6, ['delivered']],
			[2, ['deferred', 'delivered']],
			[2, ['bounced']],
			[1, ['delivered', 'complained']],
			[1, ['delivered', 'bounced']],
			[1, []]
		] as const);
		for (const kind of kinds) {
			this.events.push({
				type: `cf.email.sending.message.${kind}`,
				payload: {
					eventId: `${messageId}-${kind}`,
					messageId,
					...(kind === 'bounced' ? { bounce: { type: 'hard', reason: 'No such user' } } : {})
				},
				metadata: { eventTimestamp: at }
			});
		}
	}
}

function keptHeaders(headers: Headers): Record<string, string> {
	const names = ['content-type', 'retry-after', 'x-request-id'];
	return Object.fromEntries(names.flatMap((name) => (headers.has(name) ? [[name, headers.get(name)!]] : [])));
}
