import Ban from '@lucide/svelte/icons/ban';
import Clock from '@lucide/svelte/icons/clock';
import Send from '@lucide/svelte/icons/send';
import Undo2 from '@lucide/svelte/icons/undo-2';
import Upload from '@lucide/svelte/icons/upload';
import type { Component } from 'svelte';
import { byName } from '#lib/by-name.ts';
import { clockTime } from '#lib/expiration-words.ts';
import { formatMoment } from '#lib/format-time.ts';
import type { OutboxBatch } from '#lib/outbox/outbox-batch.ts';
import { m } from '#lib/paraglide/messages.js';
import { serverNow } from '#lib/server-clock.ts';
import { catalog } from '#lib/sync/catalog.svelte.ts';
import type { Batch, RowState } from '#shared/contract/batch.ts';
import type { DeliveryState } from '#shared/delivery/delivery.ts';
import { readFailure, type FailureReason } from '#shared/error-report/reason.ts';

const HALF_DAY_MS = 12 * 60 * 60_000;

export interface Mark {
	label: string;
	tone: 'quiet' | 'success' | 'info' | 'warning' | 'error';
	icon?: Component;
}

export function batchMark(batch: Batch): Mark {
	const failed = batch.deliveries.bounced + batch.deliveries.complained + batch.deliveries.failed;
	switch (batch.state) {
		case 'receiving':
			return { label: m.batch_state_receiving(), tone: 'info', icon: Upload };
		case 'held':
			return heldMark(batch.heldUntil);
		case 'issuing':
			return { label: m.batch_state_issuing(), tone: 'info', icon: Send };
		case 'taken-back':
			return takenBackMark();
		case 'issued':
			if (batch.rows.revoked === batch.rowCount)
				return { label: m.batch_state_revoked(), tone: 'quiet', icon: Ban };
			if (!batch.settledAt) return { label: m.batch_state_mailing(), tone: 'info', icon: Send };
			if (failed) return { label: m.batch_state_failures({ count: failed }), tone: 'warning' };
			return { label: m.batch_state_settled(), tone: 'success' };
	}
}

export function takenBackMark(): Mark {
	return { label: m.batch_state_taken_back(), tone: 'quiet', icon: Undo2 };
}

function heldMark(heldUntil: string | null): Mark {
	const label = heldUntil ? m.batch_state_held_until({ time: holdEnd(heldUntil) }) : m.batch_state_held();
	return { label, tone: 'info', icon: Clock };
}

/** "14:32"; with its day where that time would first come round otherwise. */
export function holdEnd(heldUntil: string): string {
	return Date.parse(heldUntil) - serverNow() < HALF_DAY_MS ? clockTime(heldUntil) : formatMoment(heldUntil);
}

/** A batch that only this device knows yet. */
export function outboxMark(entry: OutboxBatch, isOffline: boolean): Mark {
	if (entry.takingBack && entry.givenBack) return takenBackMark();
	if (entry.attention?.kind === 'sign-in-needed')
		return {
			label: entry.takingBack ? m.batch_sign_in_to_take_back_title() : m.batch_state_sign_in(),
			tone: 'warning'
		};
	if (entry.attention && entry.givenBack) return { label: m.batch_state_came_back(), tone: 'warning' };
	if (entry.attention) return { label: m.batch_state_attention(), tone: 'warning' };
	if (entry.takingBack) return { label: m.batch_state_taking_back(), tone: 'info', icon: Undo2 };
	if (entry.state === 'held') return heldMark(entry.heldUntil);
	if (entry.state === 'sending' && !isOffline)
		return {
			label: m.batch_state_sending({
				done: String(entry.chunksAcknowledged),
				all: String(entry.declaration.chunks.length)
			}),
			tone: 'info',
			icon: Upload
		};
	return { label: m.batch_state_waiting(), tone: 'info', icon: Clock };
}

export function rowMark(state: RowState): Mark {
	const marks: Record<RowState, Mark> = {
		received: { label: m.batch_row_received(), tone: 'info', icon: Upload },
		held: { label: m.batch_row_held(), tone: 'info', icon: Clock },
		'taken-back': { label: m.batch_row_taken_back(), tone: 'quiet', icon: Undo2 },
		issued: { label: m.batch_row_issued(), tone: 'success' },
		revoked: { label: m.batch_row_revoked(), tone: 'error', icon: Ban },
		superseded: { label: m.batch_row_superseded(), tone: 'quiet' }
	};
	return marks[state];
}

export function deliveryMark(state: DeliveryState): Mark {
	const marks: Record<DeliveryState, Mark> = {
		pending: { label: m.batch_delivery_pending(), tone: 'quiet', icon: Clock },
		sent: { label: m.batch_delivery_sent(), tone: 'info', icon: Send },
		delivered: { label: m.batch_delivery_delivered(), tone: 'success' },
		delayed: { label: m.batch_delivery_delayed(), tone: 'warning', icon: Clock },
		bounced: { label: m.batch_delivery_bounced(), tone: 'error' },
		complained: { label: m.batch_delivery_complained(), tone: 'error' },
		failed: { label: m.batch_delivery_failed(), tone: 'error' }
	};
	return marks[state];
}

const REASONS: Record<FailureReason, () => string> = {
	'address-unknown': m.batch_reason_address_unknown,
	'domain-unknown': m.batch_reason_domain_unknown,
	'mailbox-full': m.batch_reason_mailbox_full,
	'mail-refused': m.batch_reason_mail_refused,
	'address-suppressed': m.batch_reason_address_suppressed,
	complained: m.batch_reason_complained,
	'kept-waiting': m.batch_reason_kept_waiting,
	'outcome-unknown': m.batch_reason_outcome_unknown,
	'not-sent': m.batch_reason_not_sent
};

export function failureInWords(delivery: { state: DeliveryState; code: string | null }): string {
	return REASONS[readFailure(delivery.state, delivery.code)]();
}

export function labelOf(label: string): string {
	return label || m.batch_unlabelled();
}

/** A batch's definitions in their order; where the server has not told the batch yet, by the names that the catalog has. */
export function namesOf(definitions: readonly { id: string; name?: string }[]): string[] {
	const names = definitions.map(({ id, name }) => name ?? catalog.find(id)?.name ?? id);
	return byName(names, (name) => name);
}
