import {
	claimDeliveries,
	findLostDeliveries,
	findWaitingParts,
	recordEvents,
	type ClaimedDelivery,
	type DeliveryPart,
	type RecordedEvent
} from './db/delivery.ts';
import type { Env } from './env.ts';
import { mailerOf, type Mailer, type Outcome } from './mail/mailer.ts';
import { writeMails } from './write-mails.ts';

/** Mails in one hand, over one connection. As many answers are lost at most when a Worker dies in the middle. */
const MAILS_AT_ONCE = 20;
/** Tries of a mail that is put off; with a minute before the second, the last is some six hours after the first. */
const ATTEMPTS = 6;
/** A claim older than this is believed to belong to a Worker that is gone; an answer that still comes is believed more. */
const LOST_AFTER_MINUTES = 5;
/** The queue's message of a part is believed lost when its mails wait this long. */
const STALE_AFTER_SECONDS = 60;
const SWEPT_AT_ONCE = 100;

interface Delivering {
	now: () => Date;
	mailer: Mailer;
}

/**
 * Hands over the mails of one chunk of a batch (or of its error report) that wait. It may run twice or break anywhere:
 * a mail is claimed before the provider is called, and a claimed mail is never sent again unless it is known to have
 * been refused.
 */
export async function deliverChunk(
	env: Env,
	part: DeliveryPart,
	{ now, mailer }: Delivering = { now: () => new Date(), mailer: mailerOf(env) }
): Promise<void> {
	for (;;) {
		const claimed = await claimDeliveries(env.DB, part, {
			now: now().toISOString(),
			retrySeconds: retrySecondsOf(env),
			limit: MAILS_AT_ONCE
		});
		if (claimed.length === 0) return;
		const { mails, events } = await writeMails(env, claimed, now());
		await recordEvents(env.DB, events, now().toISOString());
		const outcomes = await mailer.send(mails.map(({ mail }) => mail));
		const at = now().toISOString();
		const told = mails.flatMap(({ delivery }, index) => eventOf(delivery, outcomes[index], at) ?? []);
		await recordEvents(env.DB, told, at);
		if (claimed.length < MAILS_AT_ONCE) return;
	}
}

/** Without an answer nothing is recorded: the mail stays claimed, and the sweeper tells of it. */
function eventOf(delivery: ClaimedDelivery, outcome: Outcome | undefined, at: string): RecordedEvent | null {
	if (!outcome || outcome.state === 'unknown') return null;
	const event = { deliveryId: delivery.id, at, permanent: false, key: `${delivery.id}/${delivery.attempts}` };
	if (outcome.state === 'sent') {
		const { providerMessageId } = outcome;
		return { ...event, kind: 'sent', code: null, detail: null, providerMessageId };
	}
	const { code, detail } = outcome;
	if (outcome.permanent) return { ...event, kind: 'bounced', permanent: true, code, detail };
	if (delivery.attempts >= ATTEMPTS) return { ...event, kind: 'failed', code, detail };
	return { ...event, kind: 'refused', code, detail, release: true };
}

/** Tells of mails whose answer was lost, and puts back on the queue what waits. For `scheduled`. */
export async function sweepDeliveries(env: Env, now: Date): Promise<void> {
	const at = now.toISOString();
	const lost = await findLostDeliveries(env.DB, before(now, LOST_AFTER_MINUTES * 60), SWEPT_AT_ONCE);
	const events = lost.map((deliveryId) => ({
		key: `${deliveryId}/unknown`,
		deliveryId,
		kind: 'unknown' as const,
		permanent: false,
		at,
		code: 'outcome-unknown',
		detail: null
	}));
	await recordEvents(env.DB, events, at);
	const parts = await findWaitingParts(env.DB, {
		now: at,
		retrySeconds: retrySecondsOf(env),
		before: before(now, STALE_AFTER_SECONDS),
		limit: SWEPT_AT_ONCE
	});
	if (parts.length === 0) return;
	await env.QUEUE.sendBatch(parts.map((part) => ({ body: { kind: 'deliver', ...part } })));
}

function before(now: Date, seconds: number): string {
	return new Date(now.getTime() - seconds * 1000).toISOString();
}

function retrySecondsOf(env: Env): number {
	return Number(env.DELIVERY_RETRY_SECONDS ?? 60);
}
