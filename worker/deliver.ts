import {
	claimDeliveries,
	findLostDeliveries,
	findWaitingParts,
	giveBackClaims,
	handOver,
	type ClaimedDelivery,
	type DeliveryPart
} from './db/claims.ts';
import { recordEvents, recordLast, tellUntold, type RecordedEvent } from './db/delivery.ts';
import type { Env } from './env.ts';
import { mailerOf, type Mailer, type Outcome } from './mail/mailer.ts';
import { writeMails, type WrittenMails } from './write-mails.ts';

/** Mails in one hand, over one connection. When a Worker dies in the middle, the answer of one is lost at most. */
const MAILS_AT_ONCE = 20;
/** Tries of a mail that is put off; with a minute before the second, the last is some six hours after the first. */
const ATTEMPTS = 6;
/**
 * What was claimed or handed over before that is believed to belong to a Worker that is gone. If it is only slow, an answer
 * that still comes is believed more, and what was given back it hands over no more.
 */
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
 * a mail is claimed, then marked right before the provider may take it, and a marked mail is never sent again unless it
 * is known to have been refused.
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
		await sendMails(env, part.batchId, { mails, now, mailer });
		if (claimed.length < MAILS_AT_ONCE) return;
	}
}

/** Each mail's mark and the answers that came before it are written together: one write a mail. They are told together. */
async function sendMails(
	env: Env,
	batchId: string,
	{ mails, now, mailer }: Delivering & { mails: WrittenMails['mails'] }
): Promise<void> {
	const deliveries = new Map(mails.map(({ delivery, mail }) => [mail, delivery]));
	const told = new Set<RecordedEvent>();
	try {
		await mailer.send([...deliveries.keys()], {
			async onHandingOver(mail) {
				const delivery = deliveries.get(mail);
				if (!delivery) return false;
				const events = [...told];
				const isOurs = await handOver(env.DB, delivery, { now: now().toISOString(), events });
				for (const event of events) told.delete(event);
				return isOurs;
			},
			onOutcome(mail, outcome) {
				const delivery = deliveries.get(mail);
				const event = delivery && eventOf(delivery, outcome, now().toISOString());
				if (event) told.add(event);
			}
		});
	} finally {
		await recordLast(env.DB, batchId, { events: [...told], now: now().toISOString() });
	}
}

/** Without an answer nothing is recorded: the mail stays claimed, and the sweeper tells of it or gives it back. */
function eventOf(delivery: ClaimedDelivery, outcome: Outcome, at: string): RecordedEvent | null {
	if (outcome.state === 'unknown' || outcome.state === 'withheld') return null;
	const { id, batchId, claimedAt } = delivery;
	const event = { deliveryId: id, batchId, at, permanent: false, key: `${id}/${claimedAt}` };
	if (outcome.state === 'sent') {
		const { providerMessageId } = outcome;
		return { ...event, kind: 'sent', code: null, detail: null, providerMessageId };
	}
	const { code, detail } = outcome;
	if (outcome.permanent) return { ...event, kind: 'bounced', permanent: true, code, detail };
	if (delivery.attempts >= ATTEMPTS) return { ...event, kind: 'failed', code, detail };
	return { ...event, kind: 'refused', code, detail, release: claimedAt };
}

/** Gives back what was never handed over, tells of mails whose answer was lost, and queues what waits. For `scheduled`. */
export async function sweepDeliveries(env: Env, now: Date): Promise<void> {
	const at = now.toISOString();
	const lostBefore = before(now, LOST_AFTER_MINUTES * 60);
	await giveBackClaims(env.DB, lostBefore);
	const lost = await findLostDeliveries(env.DB, lostBefore, SWEPT_AT_ONCE);
	const events = lost.map(({ id, batchId }) => ({
		key: `${id}/unknown`,
		deliveryId: id,
		batchId,
		kind: 'unknown' as const,
		permanent: false,
		at,
		code: 'outcome-unknown',
		detail: null
	}));
	await recordEvents(env.DB, events, at);
	await tellUntold(env.DB, lostBefore, SWEPT_AT_ONCE);
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
