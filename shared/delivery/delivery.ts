/** What is known of one mail. Delivered is not read; `sent` is taken by the provider and no more is known. */
export const DELIVERY_STATES = [
	'pending',
	'sent',
	'delivered',
	'delayed',
	'bounced',
	'complained',
	'failed'
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
