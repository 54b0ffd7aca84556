import { Hono } from 'hono';
import * as z from 'zod';
import type { DeliveryEventKind } from '#shared/delivery/fold.ts';
import type { AppTypes } from '../app-types.ts';
import { recordDeliveryEvent, type ProviderEvent } from '../delivery-event.ts';
import { refuse } from '../problem.ts';
import { parseBody, readBytes } from '../request-body.ts';
import { readSigned, verifySignature } from '../webhook-signature.ts';

const LIMIT = 100_000;

/** Resend's shape of an event; of its many fields those that matter here. */
const Event = z.object({
	type: z.string(),
	created_at: z.iso.datetime({ offset: true }),
	data: z.object({
		email_id: z.string().min(1).optional(),
		bounce: z
			.object({ type: z.string().optional(), subType: z.string().optional(), message: z.string().optional() })
			.optional(),
		failed: z.object({ reason: z.string().optional() }).optional()
	})
});
type Event = z.infer<typeof Event>;

const KINDS: Record<string, DeliveryEventKind> = {
	'email.sent': 'sent',
	'email.delivered': 'delivered',
	'email.delivery_delayed': 'delayed',
	'email.bounced': 'bounced',
	'email.complained': 'complained',
	'email.failed': 'failed',
	'email.suppressed': 'failed'
};

/** Where mail providers tell what became of the mails. Nobody signs in here: each request is signed. */
export const deliveryEvents = new Hono<AppTypes>();

deliveryEvents.post('/standard-webhooks', async (c) => {
	const secret = c.env.DELIVERY_EVENT_SECRET;
	if (!secret) return refuse(c, 'not-found');
	const bytes = await readBytes(c, LIMIT);
	if (bytes instanceof Response) return bytes;
	const now = new Date(c.var.now);
	const signed = readSigned(c.req.raw.headers, bytes);
	if (!signed || !(await verifySignature(secret, signed, now))) {
		return refuse(c, 'sign-in-needed', { detail: 'The signature is missing, wrong or too old' });
	}
	const event = parseBody(c, bytes, Event);
	if (event instanceof Response) return event;
	const read = readEvent(event, signed.id);
	const recorded = read ? await recordDeliveryEvent(c.env.DB, read, now) : 'unknown';
	// Providers come again after anything but success; by then the mail's own record is there.
	if (recorded === 'early') return refuse(c, 'not-found', { detail: 'No such mail yet' });
	return c.json({ recorded: recorded === 'recorded' }, 202);
});

function readEvent({ type, created_at, data }: Event, id: string): ProviderEvent | null {
	const kind = KINDS[type];
	if (!kind || !data.email_id) return null;
	const message = data.bounce?.message ?? data.failed?.reason ?? null;
	const suppressed = type === 'email.suppressed' ? 'suppressed' : null;
	return {
		key: `webhook/${id}`,
		providerMessageId: data.email_id,
		kind,
		// Amazon's words, which Resend passes on: Permanent, Transient, Undetermined. Without one, a bounce is for good.
		permanent: kind === 'bounced' && (data.bounce?.type ?? 'Permanent') === 'Permanent',
		at: created_at,
		code: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(message ?? '')?.[0] ?? data.bounce?.subType ?? suppressed,
		detail: message
	};
}
