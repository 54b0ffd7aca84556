import type { DeliveryState } from './delivery.ts';

/**
 * What happened to one mail, as append-only events tell it, weakest first. `refused` is a transient refusal when the mail
 * was handed over (it will be tried again), `unknown` a try whose answer was lost, `delayed` the provider's own waiting.
 */
export const DELIVERY_EVENT_KINDS = [
	'refused',
	'unknown',
	'sent',
	'delayed',
	'failed',
	'bounced',
	'delivered',
	'complained'
] as const;
export type DeliveryEventKind = (typeof DELIVERY_EVENT_KINDS)[number];

export interface DeliveryEvent {
	/** The same key is the same event: providers repeat themselves. */
	key: string;
	kind: DeliveryEventKind;
	/** Of a bounce: the fault is permanent (RFC 3463 class 5), else transient (class 4). */
	permanent: boolean;
	/** RFC 3339 in UTC, as the provider says. */
	at: string;
	/** RFC 3463's or the provider's code. */
	code: string | null;
	detail: string | null;
}

/** What is known of a mail after some events; `pending` when there is none. */
export interface FoldedDelivery {
	state: DeliveryState;
	at: string | null;
	code: string | null;
	detail: string | null;
}

/**
 * How much an event outweighs another. Events come late, twice and out of order, so their order tells nothing: a mail
 * that was delivered can still bounce for good or be complained about, never the other way round. A transient bounce is
 * weaker than `delivered`: it may tell of an earlier try of a mail that arrived after all.
 */
export function rankOf(event: Pick<DeliveryEvent, 'kind' | 'permanent'>): number {
	const rank = DELIVERY_EVENT_KINDS.indexOf(event.kind) * 2;
	return event.kind === 'bounced' && event.permanent
		? DELIVERY_EVENT_KINDS.indexOf('delivered') * 2 + 1
		: rank;
}

/** The state that an event puts a mail in: a lost answer is told as `failed`, since the mail is never sent again. */
export function stateAfter(kind: DeliveryEventKind): DeliveryState {
	if (kind === 'refused') return 'delayed';
	if (kind === 'unknown') return 'failed';
	return kind;
}

/**
 * Folds a mail's events into its state: that of the event of the highest rank, the latest of equals. Neither the order
 * of the events nor repetitions of them make a difference.
 */
export function foldDelivery(events: readonly DeliveryEvent[]): FoldedDelivery {
	let top: DeliveryEvent | null = null;
	for (const event of events) if (!top || outweighs(event, top)) top = event;
	if (!top) return { state: 'pending', at: null, code: null, detail: null };
	return { state: stateAfter(top.kind), at: top.at, code: top.code, detail: top.detail };
}

function outweighs(event: DeliveryEvent, other: DeliveryEvent): boolean {
	const difference = rankOf(event) - rankOf(other);
	if (difference !== 0) return difference > 0;
	if (event.at !== other.at) return event.at > other.at;
	return event.key > other.key;
}
