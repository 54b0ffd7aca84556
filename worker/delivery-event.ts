import type { DeliveryEventKind } from '#shared/delivery/fold.ts';
import { findDelivery, recordEvents } from './db/delivery.ts';

/** A delivery's events are believed to be ours for so long after they happened, even if its row is not known yet. */
const EARLY_SECONDS = 120;

/** What a provider says of a mail, whoever the provider is. */
export interface ProviderEvent {
	key: string;
	providerMessageId: string;
	kind: DeliveryEventKind;
	permanent: boolean;
	at: string;
	code: string | null;
	detail: string | null;
}

/**
 * Records a provider's event once, however often it comes. `early`: the mail is not known, but the event is so young that
 * our own record of having sent it may only be on its way; ask the provider to come again. `unknown`: a mail that is
 * none of the deliveries, such as a sign-in code.
 */
export async function recordDeliveryEvent(
	db: D1Database,
	event: ProviderEvent,
	now: Date
): Promise<'recorded' | 'early' | 'unknown'> {
	const providerMessageId = event.providerMessageId.replace(/^<|>$/g, '');
	const at = new Date(event.at);
	const delivery = await findDelivery(db, {
		providerMessageId,
		// The SMTP adapter names its mails ID@domain, so an event that overtakes our own record still finds its delivery.
		id: providerMessageId.split('@')[0] ?? ''
	});
	if (!delivery) {
		const age = now.getTime() - at.getTime();
		return age < EARLY_SECONDS * 1000 ? 'early' : 'unknown';
	}
	const { key, kind, permanent, code } = event;
	const detail = event.detail?.slice(0, 500) ?? null;
	const recorded = {
		key,
		deliveryId: delivery.id,
		batchId: delivery.batchId,
		kind,
		permanent,
		code,
		detail,
		providerMessageId
	};
	await recordEvents(db, [{ ...recorded, at: at.toISOString() }], now.toISOString());
	return 'recorded';
}
