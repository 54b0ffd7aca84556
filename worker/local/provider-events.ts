import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import type { MailSummary } from './mail-store.ts';
import { domainOf, LATE_BOUNCE_DOMAIN } from './smtp.ts';

const LATE_BOUNCE_MS = 1000;
/** Pauses before further tries: the app may not know of the mail yet, or be starting. */
const PAUSES_MS = [300, 1000, 3000, 9000, 27000];
/** Requests at once; a large batch must not starve the app of its own. */
const AT_ONCE = 4;

/** Tells the app by signed webhook what became of a mail, as a mail provider does, in Resend's words. */
export class ProviderEvents {
	#webhook: Webhook;
	#url: string;
	#waiting: (() => Promise<void>)[] = [];
	#running = 0;

	constructor(options: { secret: string; url: string }) {
		this.#webhook = new Webhook(options.secret);
		this.#url = options.url;
	}

	/** The event names the mail by its Message-ID, which carries the delivery's id. */
	tell(mail: MailSummary): void {
		const late = domainOf(mail.to) === LATE_BOUNCE_DOMAIN;
		const bounce = {
			type: 'Permanent',
			subType: 'General',
			message: '550 5.1.1 There is no such mailbox here'
		};
		const body = JSON.stringify({
			type: late ? 'email.bounced' : 'email.delivered',
			created_at: new Date().toISOString(),
			data: {
				email_id: mail.messageId,
				to: [mail.to],
				from: mail.from,
				subject: mail.subject,
				...(late ? { bounce } : {})
			}
		});
		const send = () => this.#enqueue(() => this.#post(randomUUID(), body));
		if (late) setTimeout(send, LATE_BOUNCE_MS).unref();
		else send();
	}

	#enqueue(task: () => Promise<void>): void {
		this.#waiting.push(task);
		if (this.#running < AT_ONCE) void this.#run();
	}

	async #run(): Promise<void> {
		this.#running++;
		for (let task = this.#waiting.shift(); task; task = this.#waiting.shift()) await task();
		this.#running--;
	}

	/** What still fails is let go: the app takes a mail of which nothing more is heard as sent. */
	async #post(id: string, body: string, tries = 0): Promise<void> {
		if (await this.#isTaken(id, body)) return;
		const pause = PAUSES_MS[tries];
		if (pause === undefined) return;
		void wait(pause, null, { ref: false }).then(() => this.#enqueue(() => this.#post(id, body, tries + 1)));
	}

	async #isTaken(id: string, body: string): Promise<boolean> {
		const now = new Date();
		try {
			const response = await fetch(this.#url, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					'webhook-id': id,
					'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
					'webhook-signature': this.#webhook.sign(id, now, body)
				},
				body,
				signal: AbortSignal.timeout(10_000)
			});
			await response.arrayBuffer();
			return response.ok;
		} catch {
			return false;
		}
	}
}
