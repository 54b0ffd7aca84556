import type { DeliveryState } from '../delivery/delivery.ts';

/** Why a mail failed, in the words' codes; each language has a sentence for each. */
export const FAILURE_REASONS = [
	'address-unknown',
	'domain-unknown',
	'mailbox-full',
	'mail-refused',
	'address-suppressed',
	'complained',
	'kept-waiting',
	'outcome-unknown',
	'not-sent'
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/**
 * Reads the state of a delivery that failed, or was delayed and never settled, and its code (RFC 3463's, bare or after an SMTP code, or the provider's) as a reason.
 * What no rule names is `not-sent` when the mail never left and `mail-refused` when the other side answered.
 */
export function readFailure(state: DeliveryState, code: string | null): FailureReason {
	if (state === 'complained') return 'complained';
	if (state === 'delayed') return 'kept-waiting';
	if (code === 'outcome-unknown') return 'outcome-unknown';
	if (code && /suppress/i.test(code)) return 'address-suppressed';
	const [, status, subject, detail] = /\b([245])\.(\d{1,3})\.(\d{1,3})\b/.exec(code ?? '') ?? [];
	if (status === '4') return state === 'failed' ? 'kept-waiting' : 'mail-refused';
	if (subject === '1') return detail === '2' ? 'domain-unknown' : 'address-unknown';
	if (subject === '2') return detail === '2' ? 'mailbox-full' : 'address-unknown';
	if (subject === '4') return 'domain-unknown';
	return state === 'failed' ? 'not-sent' : 'mail-refused';
}
