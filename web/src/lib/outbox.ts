import type { Batch, BatchDeclaration } from '#shared/contract/batch.ts';
import { onContactRegained } from './api-contact.ts';
import { askForSync } from './outbox/background-sync.ts';
import { db } from './db.ts';
import type { Attention, OutboxBatch, TakenBackBatch } from './outbox/outbox-batch.ts';
import {
	addBatch,
	changeBatch,
	dropBatch,
	giveDraftBack,
	listBatches,
	readBatch
} from './outbox/outbox-tables.ts';
import { takeTurn } from './outbox/take-turn.ts';

/** A batch that the server took is forgotten here after this; until then it bridges a list that is not yet fetched. */
const FORGET_HELD_AFTER_MS = 24 * 60 * 60_000;
/** A timer sleeps with the device, and the clock may be set: longer waits are looked at again. */
const LONGEST_TIMER_MS = 5 * 60_000;

let organisationId: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
/** The flush that waits for its turn, if there is one; it also serves whoever asks meanwhile. */
let next: Promise<void> | null = null;
let eager = false;

export interface NewBatch {
	batchId: string;
	organisationId: string;
	draftId: string;
	declaration: BatchDeclaration;
	chunks: Uint8Array[];
}

/** Resolves once the batch lies safely on the device; sending it goes on by itself. */
export async function enqueueBatch(batch: NewBatch): Promise<void> {
	const { chunks, ...head } = batch;
	await addBatch(
		{
			...head,
			state: 'waiting',
			attention: null,
			begun: false,
			takingBack: false,
			issueAsked: false,
			chunksAcknowledged: 0,
			queuedAt: new Date().toISOString(),
			heldUntil: null,
			failures: 0,
			dueAt: 0,
			notBeforeAt: 0
		},
		chunks.map((body, index) => ({
			batchId: batch.batchId,
			index,
			body: new Uint8Array(body),
			acknowledged: false
		}))
	);
	void askForSync();
	void flush({ evenBeforeDue: false });
}

/**
 * Begins to send for the organisation that is signed in: now, whenever the connection comes back and whenever the
 * app is looked at again. Answers how to end it (sign-out, another organisation).
 */
export function startOutbox(signedInto: string): () => void {
	organisationId = signedInto;
	const again = () => void sendNow();
	const seen = () => document.visibilityState === 'visible' && again();
	addEventListener('online', again);
	const endContact = onContactRegained(again);
	document.addEventListener('visibilitychange', seen);
	void forgetOldBatches().then(again);
	return () => {
		removeEventListener('online', again);
		endContact();
		document.removeEventListener('visibilitychange', seen);
		clearTimeout(timer);
		if (organisationId === signedInto) organisationId = null;
	};
}

/** Sends now whatever waits, also what would be tried again only later. */
export function sendNow(): Promise<void> {
	return flush({ evenBeforeDue: true });
}

/** `asked`: the wish is kept, also over a reload, and the server is asked as soon as it can be reached. */
export type TakeBackOutcome = 'taken-back' | 'asked' | 'too-late';

/**
 * Takes a batch back that has not been seen to be issued. The server was never asked to issue it: the draft is given back
 * at once. Otherwise the server is asked first, as soon as it can be reached, and nothing is sent meanwhile.
 */
export async function takeBackFromOutbox(batchId: string): Promise<TakeBackOutcome> {
	const draftId = (await readBatch(batchId))?.draftId;
	await changeBatch(batchId, { takingBack: true, dueAt: 0 });
	void askForSync();
	await flush({ evenBeforeDue: true });
	const entry = await readBatch(batchId);
	if (entry && !entry.givenBack) return entry.takingBack ? 'asked' : 'too-late';
	if (entry || draftId === undefined) return 'taken-back';
	// Given back; or it was too late, and another tab has read of it and put it away. The draft tells.
	const draft = await db.drafts.get(draftId);
	return draft?.batchId === batchId ? 'too-late' : 'taken-back';
}

/** As `takeBackFromOutbox`, for a held batch that this device did not issue or has forgotten: an entry stands for the wish. */
export async function takeBackWhenReached(
	batch: Batch,
	{ organisationId, draftId }: { organisationId: string; draftId: string | null }
): Promise<TakeBackOutcome> {
	if (!(await readBatch(batch.id))) await addBatch(standFor(batch, organisationId, draftId), []);
	return takeBackFromOutbox(batch.id);
}

function standFor(batch: Batch, organisationId: string, draftId: string | null): OutboxBatch {
	const { id: batchId, label, rowCount, definitions, heldUntil } = batch;
	return {
		batchId,
		organisationId,
		draftId: draftId ?? '',
		declaration: {
			label,
			rowCount,
			chunks: [],
			definitions: definitions.map(({ id, version }) => ({ id, version }))
		},
		state: 'held',
		attention: null,
		begun: true,
		takingBack: true,
		issueAsked: true,
		chunksAcknowledged: 0,
		queuedAt: new Date().toISOString(),
		heldUntil,
		failures: 0,
		dueAt: 0,
		notBeforeAt: 0
	};
}

/**
 * After a refusal: gives the draft back, so that it can be put right and issued again under a new batch. Rows that the server
 * named stay known for the draft until the person has read of them.
 */
export async function returnRefusedBatch(batchId: string): Promise<void> {
	const entry = await readBatch(batchId);
	if (entry?.attention?.kind !== 'refused') return;
	await giveDraftBack(batchId, entry.attention.rowKeys.length ? entry.attention : null);
}

/**
 * The draft is issued anew: why it came back is read, but for the rows that stay behind in a draft of their own. They take the
 * refusal along.
 */
export async function passOnRefusal(draftId: string, rest: { id: string; keys: string[] }): Promise<void> {
	const left = new Set(rest.keys);
	await db.transaction('rw', db.outbox, db.outboxChunks, async () => {
		for (const entry of (await db.outbox.where({ draftId }).toArray()).filter(isReturned)) {
			const { names, ...attention } = entry.attention as Attention & { kind: RefusalKind };
			const rowKeys = attention.rowKeys.filter((key) => left.has(key));
			if (rowKeys.length === 0) {
				await dropBatch(entry.batchId);
				continue;
			}
			// The names are those of the first rows, which may have been issued.
			const isWhole = names && rowKeys.length === attention.rowKeys.length;
			const own = { ...attention, rowKeys, ...(isWhole ? { names } : {}) };
			await db.outbox.update(entry.batchId, { draftId: rest.id, attention: own });
		}
	});
}

/** Why a draft came back, with the rows that the server refused, by their keys; null where it did not come back. */
export async function readRefusedRows(draftId: string): Promise<(Attention & { kind: RefusalKind }) | null> {
	const entries = await db.outbox.where({ draftId }).toArray();
	const last = entries.filter(isReturned).sort((a, b) => b.queuedAt.localeCompare(a.queuedAt))[0];
	return (last?.attention ?? null) as (Attention & { kind: RefusalKind }) | null;
}

type RefusalKind = 'definition-changed' | 'row-invalid' | 'refused';

function isReturned({ attention, givenBack, takingBack }: OutboxBatch): boolean {
	if (attention === null || attention.kind === 'sign-in-needed') return false;
	return givenBack === true || (attention.kind !== 'refused' && !takingBack);
}

/**
 * The server holds nothing of the batch any more, or never did: its draft, where it is on this device, is free again. What
 * the server told another organisation says nothing about this one's batch.
 */
export async function giveBackDraft(batchId: string, organisationId: string): Promise<void> {
	const entry = await readBatch(batchId);
	if (entry === undefined || entry.organisationId === organisationId)
		await giveDraftBack(batchId, null, { organisationId });
}

/** The person has read that somebody took the batch back. */
export async function dismissTakenBack({ organisationId, batchId }: TakenBackBatch): Promise<void> {
	await db.takenBack.update([organisationId, batchId], { isNews: false });
}

/** The person has read why a batch came back. */
export async function dismissBatch(batchId: string): Promise<void> {
	const entry = await readBatch(batchId);
	// A wish that the server has not heard is not put away with what was read.
	if (entry && (isForgettable(entry) || isReturned(entry))) await dropBatch(batchId);
}

function flush(how: { evenBeforeDue: boolean }): Promise<void> {
	eager ||= how.evenBeforeDue;
	next ??= flushInTurn();
	return next;
}

async function flushInTurn(): Promise<void> {
	const nextAt = await takeTurn(() => {
		const evenBeforeDue = eager;
		next = null;
		eager = false;
		return organisationId === null ? null : { organisationId, evenBeforeDue };
	});
	clearTimeout(timer);
	if (nextAt === null) return;
	// The app may be closed before the batch is due.
	void askForSync();
	const wait = Math.min(LONGEST_TIMER_MS, Math.max(0, nextAt - Date.now()));
	timer = setTimeout(() => void flush({ evenBeforeDue: false }), wait);
}

async function forgetOldBatches(): Promise<void> {
	const oldest = new Date(Date.now() - FORGET_HELD_AFTER_MS).toISOString();
	for (const entry of await listBatches()) {
		if (isForgettable(entry) && !entry.tookBackTooLate && entry.queuedAt < oldest)
			await dropBatch(entry.batchId);
		// A newer version of the app may be understood where the old one was not.
		const tooOld = entry.attention?.kind === 'refused' && entry.attention.code === 'protocol-unsupported';
		if (tooOld) await changeBatch(entry.batchId, { state: 'waiting', attention: null });
	}
}

function isForgettable(entry: OutboxBatch): boolean {
	return entry.state === 'held' && !entry.takingBack;
}
