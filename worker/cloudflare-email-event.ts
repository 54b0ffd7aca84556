import * as z from 'zod';
import type { DeliveryEventKind } from '#shared/delivery/fold.ts';
import { recordDeliveryEvent } from './delivery-event.ts';

const PREFIX = 'cf.email.sending.message.';

/** An event subscription of Cloudflare Email Service, as it comes over the queue. */
const CloudflareEmailEvent = z.object({
	type: z.templateLiteral([
		PREFIX,
		z.enum(['delivered', 'deferred', 'bounced', 'failed', 'rejected', 'complained'])
	]),
	payload: z.object({
		eventId: z.string().min(1),
		messageId: z.string().min(1),
		delivery: z
			.object({
				smtpStatusCode: z.union([z.string(), z.number()]).nullish(),
				smtpEnhancedStatusCode: z.string().nullish(),
				smtpResponse: z.string().nullish()
			})
			.nullish(),
		bounce: z.object({ type: z.string().nullish(), reason: z.string().nullish() }).nullish(),
		failure: z.object({ reason: z.string().nullish() }).nullish(),
		rejection: z.object({ reason: z.string().nullish(), detail: z.string().nullish() }).nullish()
	}),
	metadata: z.object({ eventTimestamp: z.iso.datetime({ offset: true }) }).optional()
});
type CloudflareEmailEvent = z.infer<typeof CloudflareEmailEvent>;

const KINDS: Record<string, DeliveryEventKind> = {
	delivered: 'delivered',
	deferred: 'delayed',
	bounced: 'bounced',
	failed: 'failed',
	rejected: 'failed',
	complained: 'complained'
};

/** Whether a queue's message is one of Cloudflare's e-mail events and not one of our own. */
export function isCloudflareEmailEvent(body: unknown): boolean {
	return typeof body === 'object' && body !== null && 'type' in body && String(body.type).startsWith(PREFIX);
}

/**
 * Records such an event. `early` asks for the message to be retried; what does not parse is `unknown` and is let go, since
 * it would be the same the next time.
 */
export async function recordCloudflareEmailEvent(
	db: D1Database,
	body: unknown,
	now: Date
): Promise<'recorded' | 'early' | 'unknown'> {
	const parsed = CloudflareEmailEvent.safeParse(body);
	if (!parsed.success) return 'unknown';
	const { type, payload, metadata } = parsed.data;
	return recordDeliveryEvent(
		db,
		{
			key: `cloudflare/${payload.eventId}`,
			providerMessageId: payload.messageId,
			kind: KINDS[type.slice(PREFIX.length)] ?? 'failed',
			permanent: payload.bounce?.type === 'hard',
			at: metadata?.eventTimestamp ?? now.toISOString(),
			...reasonOf(payload)
		},
		now
	);
}

function reasonOf({ delivery, bounce, failure, rejection }: CloudflareEmailEvent['payload']) {
	const status = delivery?.smtpEnhancedStatusCode ?? delivery?.smtpStatusCode ?? rejection?.reason;
	return {
		code: status ? String(status) : null,
		detail: bounce?.reason ?? failure?.reason ?? rejection?.detail ?? delivery?.smtpResponse ?? null
	};
}
